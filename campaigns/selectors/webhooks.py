"""Webhooks of a workspace. Values of headers are often secrets: only admins read them."""

from datetime import datetime

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.definitions.webhook import Header, WebhookDefinition
from campaigns.errors import NotFound
from campaigns.models import Webhook
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import Use, used_by

MOST = 500
HIDDEN = "••••••"


class WebhookRow(Frozen):
    """Where `secrets_hidden`, the headers have their names only."""

    id: int
    name: str
    description: str
    definition: WebhookDefinition
    secrets_hidden: bool
    saved_at: datetime


def webhooks(actor: Actor, *, workspace_id: int) -> list[WebhookRow]:
    require(actor, workspace_id)
    rows = Webhook.objects.filter(workspace_id=workspace_id).order_by("name_normal")[:MOST]
    return [webhook_row(actor, row) for row in rows]


def webhook(actor: Actor, *, workspace_id: int, webhook_id: int) -> WebhookRow:
    return webhook_row(actor, find_webhook(actor, workspace_id=workspace_id, webhook_id=webhook_id))


def uses_of_webhook(actor: Actor, *, workspace_id: int, webhook_id: int) -> list[Use]:
    find_webhook(actor, workspace_id=workspace_id, webhook_id=webhook_id)
    return used_by(workspace_id, "webhook", ids=[webhook_id])


def find_webhook(actor: Actor, *, workspace_id: int, webhook_id: int) -> Webhook:
    require(actor, workspace_id)
    found = Webhook.objects.filter(workspace_id=workspace_id, pk=webhook_id).first()
    if found is None:
        raise NotFound("There is no such webhook.")
    return found


def webhook_row(actor: Actor, row: Webhook) -> WebhookRow:
    definition = WebhookDefinition.model_validate(row.definition)
    is_admin = actor.role_in(row.workspace_id) is Role.ADMIN
    if not is_admin:
        hidden = tuple(Header(name=header.name, value=HIDDEN) for header in definition.headers)
        definition = definition.model_copy(update={"headers": hidden})
    return WebhookRow(
        id=row.pk,
        name=row.name,
        description=row.description,
        definition=definition,
        secrets_hidden=not is_admin,
        saved_at=row.saved_at,
    )
