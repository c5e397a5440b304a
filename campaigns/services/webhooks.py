"""Webhooks: made, changed and deleted by admins, since they send people's data out and hold secrets."""

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.webhook import WebhookDefinition
from campaigns.engine.webhooks import faults_of
from campaigns.errors import Invalid
from campaigns.models import Webhook
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.definitions import storable
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import load
from campaigns.services.references import drop_index, index_webhook
from campaigns.storage.fields import all_fields


@audited("made", Webhook)
def create_webhook(
    actor: Actor, *, workspace_id: int, name: str, description: str = "", definition: WebhookDefinition
) -> Webhook:
    require(actor, workspace_id, Role.ADMIN)
    webhook = Webhook(workspace_id=workspace_id, name=clean_name(name), description=description)
    _save(webhook, definition)
    return webhook


@audited("changed", Webhook, id="webhook_id")
def update_webhook(
    actor: Actor,
    *,
    workspace_id: int,
    webhook_id: int,
    name: str | None = None,
    description: str | None = None,
    definition: WebhookDefinition | None = None,
) -> Webhook:
    """Calls that wait for another attempt follow the change."""
    webhook = load(Webhook, actor, workspace_id=workspace_id, id=webhook_id, role=Role.ADMIN)
    webhook.name = webhook.name if name is None else clean_name(name)
    webhook.description = webhook.description if description is None else description
    _save(webhook, definition or WebhookDefinition.model_validate(webhook.definition))
    return webhook


@audited("deleted", Webhook, id="webhook_id")
def delete_webhook(actor: Actor, *, workspace_id: int, webhook_id: int) -> None:
    webhook = load(Webhook, actor, workspace_id=workspace_id, id=webhook_id, role=Role.ADMIN)
    refuse_while_used(webhook.name, used_by(workspace_id, "webhook", ids=[webhook_id]))
    drop_index("webhook", webhook_id)
    webhook.delete()


def _save(webhook: Webhook, definition: WebhookDefinition) -> None:
    _refuse_faulty(definition)
    webhook.definition = storable(definition)
    with name_is_free(webhook.name):
        webhook.save()
    index_webhook(webhook, definition)


def _refuse_faulty(definition: WebhookDefinition) -> None:
    fields = all_fields()
    faults = faults_of(definition)
    for mapping in definition.mappings:
        field = fields.get(mapping.field)
        if field is None or field.read_only:
            faults.append(("mappings", f"An answer can't be written into “{mapping.field}”. Choose another field."))
    if faults:
        by_part: dict[str, list[str]] = {}
        for part, sentence in faults:
            by_part.setdefault(part, []).append(sentence)
        raise Invalid(faults[0][1], fields=by_part)
