"""Types of custom activities as integrations see them: what is approved, and the draft."""

from datetime import datetime
from typing import Literal

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.custom_activities import ActivityDraft
from campaigns.errors import NotFound
from campaigns.models import CustomActivityType
from campaigns.selectors.rights import require

Status = Literal["draft", "approved", "approved with draft"]


class OutsideActivityType(Frozen):
    """`approved` is None until it was approved once."""

    id: int
    api_name: str
    status: Status
    approved: ActivityDraft | None
    draft: ActivityDraft | None
    created_at: datetime
    updated_at: datetime


def activity_types(actor: Actor, *, workspace_id: int) -> list[OutsideActivityType]:
    require(actor, workspace_id)
    return [outside_type(row) for row in CustomActivityType.objects.filter(workspace_id=workspace_id).order_by("pk")]


def activity_type(actor: Actor, *, workspace_id: int, api_name: str) -> OutsideActivityType:
    require(actor, workspace_id)
    found = CustomActivityType.objects.filter(workspace_id=workspace_id, api_name=api_name).first()
    if found is None or not api_name:
        raise NotFound("There is no such custom activity in this workspace.")
    return outside_type(found)


def outside_type(row: CustomActivityType) -> OutsideActivityType:
    status: Status = "draft" if not row.approved else "approved with draft" if row.draft else "approved"
    return OutsideActivityType(
        id=row.pk,
        api_name=row.api_name,
        status=status,
        approved=live_of(row) if row.approved else None,
        draft=draft_of(row),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def draft_of(row: CustomActivityType) -> ActivityDraft | None:
    return None if row.draft is None else ActivityDraft.model_validate(row.draft)


def live_of(row: CustomActivityType) -> ActivityDraft:
    return ActivityDraft(
        name=row.name,
        description=row.description,
        trigger_name=row.trigger_name,
        filter_name=row.filter_name,
        attributes=row.attributes,
    )
