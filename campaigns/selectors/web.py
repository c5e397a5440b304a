"""The workspace's tracker and its custom activities, as their pages show them."""

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.definitions.custom_activities import AttributeType
from campaigns.models import CustomActivityType, WebTracker, WebVisitor
from campaigns.selectors.rights import require

MOST = 500


class TrackerRow(Frozen):
    """`key` is empty until the tracker was set up. `visitors` counts browsers, `known` those whose person is known."""

    key: str
    active: bool
    asks_consent: bool
    origins: tuple[str, ...]
    visitors: int
    known: int


class AttributeRow(Frozen):
    name: str
    type: AttributeType


class CustomActivityRow(Frozen):
    id: int
    name: str
    description: str
    attributes: tuple[AttributeRow, ...]


def tracker(actor: Actor, workspace_id: int) -> TrackerRow:
    require(actor, workspace_id, Role.MARKETER)
    found = WebTracker.objects.filter(workspace_id=workspace_id).first() or WebTracker(key="")
    visitors = WebVisitor.objects.filter(workspace_id=workspace_id)
    return TrackerRow(
        key=found.key,
        active=found.active,
        asks_consent=found.asks_consent,
        origins=tuple(found.origins),
        visitors=visitors.count(),
        known=visitors.exclude(person=None).count(),
    )


def custom_activities(actor: Actor, workspace_id: int) -> list[CustomActivityRow]:
    require(actor, workspace_id)
    approved = CustomActivityType.objects.filter(workspace_id=workspace_id, approved=True)
    rows = approved.order_by("name_normal")[:MOST]
    return [custom_activity_row(row) for row in rows]


def custom_activity_row(row: CustomActivityType) -> CustomActivityRow:
    attributes = tuple(AttributeRow(name=each["name"], type=each["type"]) for each in row.attributes)
    return CustomActivityRow(id=row.pk, name=row.name, description=row.description, attributes=attributes)
