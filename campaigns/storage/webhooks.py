"""Webhooks of a workspace, read for editors, for waves, and for the call itself."""

from collections.abc import Collection, Mapping

from campaigns.definitions.fields import Field
from campaigns.definitions.webhook import WebhookDefinition
from campaigns.engine.webhooks import WebhookInfo, key_of
from campaigns.models import Webhook
from campaigns.storage.fields import all_fields, by_label

_TYPED = ("number", "boolean")


def webhooks_of(workspace_id: int, only: Collection[int] | None = None) -> dict[int, WebhookInfo]:
    rows = Webhook.objects.filter(workspace=workspace_id)
    if only is not None:
        rows = rows.filter(pk__in=only)
    found = list(rows)
    fields = by_label(all_fields()) if found else {}
    return {row.pk: _info_of(row, fields) for row in found}


def _info_of(row: Webhook, fields: Mapping[str, Field]) -> WebhookInfo:
    info = WebhookInfo(row.pk, row.name, WebhookDefinition.model_validate(row.definition))
    typed = frozenset(
        key_of(token)
        for token in info.tokens
        if token.family in ("lead", "company", "person")
        and token.name in fields
        and fields[token.name].type.family in _TYPED
    )
    return WebhookInfo(info.id, info.name, info.definition, typed)
