"""Custom activities: types that an admin defines, and activities of them, added to people by API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.custom_activities import (
    MOST_ATTRIBUTES,
    CustomActivity,
    CustomAttribute,
    api_name_for,
)
from campaigns.definitions.text import normal
from campaigns.engine.wave import Value
from campaigns.errors import Invalid, NotFound, StillUsed
from campaigns.models import Activity, CustomActivityType, Workspace
from campaigns.runtime.happenings import Happening, log_happenings
from campaigns.runtime.record import Source
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.campaigns.faults import recheck_users
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import load
from campaigns.storage.scope import custom_activities_of
from campaigns.storage.values import clean

MOST_AT_ONCE = 300
MOST_TYPES = 100


@dataclass(frozen=True, slots=True)
class Given:
    """One activity as the API gives it; `at` is None for now."""

    person: int
    values: Mapping[str, object]
    at: datetime | None = None


@audited("made", CustomActivityType)
def create_type(
    actor: Actor, *, workspace_id: int, name: str, attributes: Sequence[CustomAttribute], description: str = ""
) -> CustomActivityType:
    """The first attribute is the primary one."""
    require(actor, workspace_id, Role.ADMIN)
    refuse_senseless(attributes)
    refuse_too_many(workspace_id)
    made = CustomActivityType(workspace_id=workspace_id, name=clean_name(name, most=100), description=description)
    made.api_name = api_name_for(made.name, api_names(workspace_id))
    made.attributes = [each.model_dump() for each in attributes]
    with name_is_free(made.name):
        made.save()
    return made


@audited("changed", CustomActivityType, id="type_id")
def update_type(
    actor: Actor,
    *,
    workspace_id: int,
    type_id: int,
    name: str | None = None,
    attributes: Sequence[CustomAttribute] | None = None,
    description: str | None = None,
) -> CustomActivityType:
    """Attributes may be added; those that are there stay, for activities and constraints hold on to them."""
    found = load(CustomActivityType, actor, workspace_id=workspace_id, id=type_id, role=Role.ADMIN)
    if name is not None:
        found.name = clean_name(name, most=100)
    if description is not None:
        found.description = description
    if attributes is not None:
        refuse_senseless(attributes)
        found.attributes = longer(found, attributes)
    found.updated_at = timezone.now()
    with name_is_free(found.name):
        found.save()
    recheck_users(workspace_id, "custom_activity", [found.pk])
    return found


@audited("deleted", CustomActivityType, id="type_id")
def delete_type(actor: Actor, *, workspace_id: int, type_id: int) -> None:
    found = load(CustomActivityType, actor, workspace_id=workspace_id, id=type_id, role=Role.ADMIN)
    refuse_while_used(found.name, used_by(workspace_id, "custom_activity", ids=[found.pk]))
    if Activity.objects.filter(type_id=BY_KEY["custom_activity"].id, primary_id=found.pk).exists():
        raise StillUsed(f"People have “{found.name}” in their activity logs, so it can't be deleted.")
    found.delete()


def add_activities(actor: Actor, *, workspace_id: int, type_id: int, given: Sequence[Given]) -> int:
    """All of them or none. How many."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    activity = custom_activities_of(workspace_id).get(type_id)
    if activity is None:
        raise NotFound("There is no such custom activity in this workspace.")
    if not 1 <= len(given) <= MOST_AT_ONCE:
        raise Invalid(f"Give 1 to {MOST_AT_ONCE} activities.")
    people = {each.person for each in given}
    if seen_from(workspace).filter(pk__in=people).count() != len(people):
        raise NotFound("Some of these people are not in this workspace, or were deleted. Nothing was changed.")
    happenings = [happening_of(workspace, activity, each) for each in given]
    return log_happenings(happenings, source=Source("Web Service API", actor.name, workspace_id))


def happening_of(workspace: Workspace, activity: CustomActivity, given: Given) -> Happening:
    unknown = set(given.values) - {each.name for each in activity.attributes}
    if unknown:
        raise Invalid(f"{activity.name} has no attribute “{min(unknown):.100}”.")
    zone = ZoneInfo(workspace.timezone)
    values: list[Value] = [clean(each.as_field(), given.values.get(each.name), zone) for each in activity.attributes]
    primary = activity.attributes[0].name
    if values[0] is None:
        raise Invalid(f"{activity.name} needs its primary attribute, {primary}.")
    return Happening(given.person, activity.activity_type(), (activity.name, *values), given.at, asset=activity.id)


def longer(found: CustomActivityType, attributes: Sequence[CustomAttribute]) -> list[dict[str, Any]]:
    """Those that are there stay as they are, and new ones come behind them."""
    old = [CustomAttribute.model_validate(each) for each in found.attributes]
    if [(each.name, each.type) for each in attributes[: len(old)]] != [(each.name, each.type) for each in old]:
        raise _wrong("Attributes that are there can't be changed or deleted; add new ones behind them.")
    return [*found.attributes, *(each.model_dump() for each in attributes[len(old) :])]


def api_names(workspace_id: int) -> set[str]:
    return set(CustomActivityType.objects.filter(workspace_id=workspace_id).values_list("api_name", flat=True))


def refuse_too_many(workspace_id: int) -> None:
    if CustomActivityType.objects.filter(workspace_id=workspace_id).count() >= MOST_TYPES:
        raise Invalid(f"A workspace has at most {MOST_TYPES} custom activities.")


def refuse_senseless(attributes: Sequence[CustomAttribute]) -> None:
    if not 1 <= len(attributes) <= MOST_ATTRIBUTES:
        raise _wrong(f"A custom activity has 1 to {MOST_ATTRIBUTES} attributes; the first is the primary one.")
    names = {normal(each.name) for each in attributes}
    if len(names) < len(attributes) or "activity" in names:
        raise _wrong("Each attribute needs a name of its own, and “Activity” is taken by the product.")


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"attributes": [sentence]})
