"""An e-mail as one person would get it, with the My Tokens of the place where the e-mail lies."""

from typing import Literal

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.email import EmailContent
from campaigns.engine.emails.compose import Composed, Links, compose
from campaigns.engine.emails.info import EmailInfo
from campaigns.engine.emails.resolved import Resolved
from campaigns.engine.token_scopes import Layer
from campaigns.engine.tokens import Token
from campaigns.errors import Invalid
from campaigns.models import EmailAsset, Person, Workspace
from campaigns.selectors.emails import find_email
from campaigns.selectors.people import person_seen_from, seen_from
from campaigns.selectors.person_values import renderer_for
from campaigns.selectors.rights import require
from campaigns.storage.live import member_values, my_tokens, program_layer

Version = Literal["draft", "approved"]
NO_LINKS = Links(unsubscribe="#unsubscribe", view="#view-as-web-page")
ALERT_INFO = ("<p><em>Here stands who the alert is about.</em></p>", "Here stands who the alert is about.")


class EmailPreview(Frozen):
    """`missing` names tokens that nothing defines here; where a campaign sends it, its own tokens count."""

    person: int | None
    from_name: str
    from_address: str
    reply_to: str
    subject: str
    html: str
    text: str
    missing: tuple[str, ...]


def email_preview(
    actor: Actor, *, workspace_id: int, email_id: int, person: int | None = None, version: Version = "draft"
) -> EmailPreview:
    """Without a person, as the first one of the workspace; where it has nobody, tokens of people are empty."""
    workspace = require(actor, workspace_id)
    asset = find_email(actor, workspace_id=workspace_id, email_id=email_id)
    shown = person_seen_from(workspace, person) if person else seen_from(workspace).order_by("pk").first()
    composed, resolved = composed_for(asset, content_of(asset, version), shown, workspace)
    return EmailPreview(
        person=shown.pk if shown else None,
        from_name=composed.from_name,
        from_address=composed.from_address,
        reply_to=composed.reply_to,
        subject=composed.subject,
        html=composed.html,
        text=composed.text,
        missing=resolved.missing,
    )


def content_of(asset: EmailAsset, version: Version) -> EmailContent:
    if version == "draft":
        return EmailContent.model_validate(asset.draft)
    if asset.approved is None:
        raise Invalid(f"“{asset.name}” is not approved, so there is no approved version to look at.")
    return EmailContent.model_validate(asset.approved.content)


def composed_for(
    asset: EmailAsset, content: EmailContent, person: Person | None, workspace: Workspace
) -> tuple[Composed, Resolved]:
    resolved = _resolved(asset, EmailInfo(asset.pk, asset.name, None, content).tokens, person, workspace)
    return compose(content, resolved, NO_LINKS, alert_info=ALERT_INFO), resolved


def _resolved(asset: EmailAsset, tokens: tuple[Token, ...], person: Person | None, workspace: Workspace) -> Resolved:
    return renderer_for(person, workspace).resolve(tokens, (_layer(asset, person),), 0)


def _layer(asset: EmailAsset, person: Person | None) -> Layer:
    """Nothing of a campaign is known here; the trigger's tokens are empty, as after a batch."""
    members = member_values([asset.program_id], [person.pk]) if asset.program_id and person else {}
    own = members.get(asset.program_id or 0, {}).get(person.pk) if person else None
    return Layer(
        label=asset.name,
        my=my_tokens([asset])[asset.pk],
        program=program_layer(asset),
        members={} if own is None else {0: own},
    )
