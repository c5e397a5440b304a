"""An e-mail as its editor shows it, and who sends it."""

from datetime import datetime
from typing import Literal

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.email import EmailContent
from campaigns.engine.emails.checks import faults_of, unknown_tokens
from campaigns.errors import NotFound
from campaigns.models import EmailAsset, Reference, SmartCampaign
from campaigns.selectors.liveness import is_live
from campaigns.selectors.neighbours import calls_in
from campaigns.selectors.places import node, parent_of
from campaigns.selectors.rights import display_name, require
from campaigns.selectors.used_by import Use, used_by
from campaigns.storage.fields import all_fields

EmailState = Literal["draft", "approved", "approved_with_draft"]


class EmailRow(Frozen):
    """`content` is the draft; `faults` keep it from being approved, `cautions` do not."""

    id: int
    node: str
    name: str
    description: str
    parent: str | None
    state: EmailState
    edit_number: int
    saved_at: datetime
    saved_by: str | None
    approved_at: datetime | None
    approved_by: str | None
    content: EmailContent
    faults: tuple[str, ...]
    cautions: tuple[str, ...]


def email(actor: Actor, *, workspace_id: int, email_id: int) -> EmailRow:
    return email_row(find_email(actor, workspace_id=workspace_id, email_id=email_id))


def find_email(actor: Actor, *, workspace_id: int, email_id: int) -> EmailAsset:
    require(actor, workspace_id)
    found = EmailAsset.objects.filter(workspace_id=workspace_id, pk=email_id)
    asset = found.select_related("saved_by", "approved__approved_by", "program").first()
    if asset is None:
        raise NotFound("There is no such e-mail in this workspace.")
    return asset


def email_row(asset: EmailAsset) -> EmailRow:
    content = EmailContent.model_validate(asset.draft)
    approved = asset.approved
    return EmailRow(
        id=asset.pk,
        node=node("email", asset.pk),
        name=asset.name,
        description=asset.description,
        parent=parent_of(asset),
        state=state_of(asset),
        edit_number=asset.edit_number,
        saved_at=asset.saved_at,
        saved_by=display_name(asset.saved_by) if asset.saved_by else None,
        approved_at=approved.approved_at if approved else None,
        approved_by=display_name(approved.approved_by) if approved and approved.approved_by else None,
        content=content,
        faults=tuple(faults_of(content)),
        cautions=tuple(unknown_tokens(content, all_fields())),
    )


def state_of(asset: EmailAsset) -> EmailState:
    if asset.approved is None:
        return "draft"
    return "approved_with_draft" if has_unapproved_changes(asset) else "approved"


def has_unapproved_changes(asset: EmailAsset) -> bool:
    return asset.approved is None or asset.approved.edit_number != asset.edit_number


def email_uses(actor: Actor, *, workspace_id: int, email_id: int) -> list[Use]:
    """C17."""
    found = find_email(actor, workspace_id=workspace_id, email_id=email_id)
    return used_by(workspace_id, "email", ids=[found.pk])


def live_senders(asset: EmailAsset) -> list[str]:
    """The names of campaigns whose published flow sends it, and that run, are active, or are called by such."""
    sending = Reference.objects.filter(
        workspace_id=asset.workspace_id,
        source_type="campaign",
        target_type="email",
        target_id=asset.pk,
        relation="sends",
        published=True,
    )
    campaigns = SmartCampaign.objects.filter(
        workspace_id=asset.workspace_id, pk__in=sending.values("source_id")
    ).order_by("name_normal")
    calls = calls_in(asset.workspace_id)
    return [campaign.name for campaign in campaigns if is_live(campaign, calls)]
