"""E-mails as integrations read them."""

from datetime import datetime
from typing import Literal

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.email import EmailContent
from campaigns.models import EmailAsset
from campaigns.selectors.outside.placed import Lies, Wanted, found, lies
from campaigns.selectors.rights import require


class OutsideEmail(Frozen):
    """`content` is what was asked for: the draft, or what is approved where there is such a version."""

    id: int
    name: str
    description: str
    created_at: datetime
    updated_at: datetime
    lies: Lies
    status: Literal["approved", "draft"]
    content: EmailContent


def emails(actor: Actor, *, workspace_id: int, wanted: Wanted, draft: bool = False) -> list[OutsideEmail]:
    require(actor, workspace_id)
    rows = EmailAsset.objects.filter(workspace_id=workspace_id).select_related("approved")
    return [_row(each, draft=draft) for each in found(rows, wanted, changed="saved_at")]


def _row(row: EmailAsset, *, draft: bool) -> OutsideEmail:
    approved = None if draft else row.approved
    return OutsideEmail(
        id=row.pk,
        name=row.name,
        description=row.description,
        created_at=row.created_at,
        updated_at=row.saved_at,
        lies=lies(row),
        status="approved" if approved else "draft",
        content=EmailContent.model_validate(approved.content if approved else row.draft),
    )
