"""Flow action Call Webhook (F07, F08): asks a service, waits for its answer, and maps it into fields on 2xx only."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import Field as Param

from campaigns.engine.deliveries import Answer
from campaigns.engine.field_tests import UnreadableValue
from campaigns.engine.field_values import reader
from campaigns.engine.json_paths import MISSING, value_at
from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.token_scopes import as_text
from campaigns.engine.wave import Value, Wave
from campaigns.engine.webhooks import WebhookInfo, key_of
from campaigns.engine.wording import gone, names, webhook_names

_LOGGED = 2000  # characters of an answer
_GONE = "The webhook is no longer there."


class CallWebhookParams(Params):
    webhook: int = Param(title="Webhook", json_schema_extra={"control": "webhook"})


class CallWebhook:
    kind = "call_webhook"
    label = "Call Webhook"
    category = "Integration"
    role: Role = "message"
    help = "Calls a service for each person, who waits for its answer. If it fails, the person goes on all the same."
    params_type = CallWebhookParams
    allowed_in_executable = False  # C11

    def needs(self, params: CallWebhookParams) -> Needs:
        return Needs()

    def check(self, params: CallWebhookParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.webhook], scope.webhooks, "webhook")

    def act(self, params: CallWebhookParams, people: list[int], wave: Wave) -> list[int]:
        webhook = wave.webhook(params.webhook)
        if webhook is None:
            for person in people:
                wave.fail(person, self.kind, _GONE, primary_id=params.webhook)
            return people
        values: dict[int, dict[str, str]] = {person: {} for person in people}
        missing: dict[int, list[str]] = {person: [] for person in people}
        for token in webhook.tokens:
            for person, rendered in wave.rendered(key_of(token), people):
                values[person][key_of(token)] = rendered.text
                missing[person] += rendered.missing
        for person in people:
            payload = {"webhook": webhook.id, "values": values[person], "missing": missing[person]}
            wave.deliver(person, kind="webhook", payload=payload, awaited=True)
        return []

    def answered(self, params: CallWebhookParams, people: list[int], wave: Wave) -> list[int]:
        webhook = wave.webhook(params.webhook)
        for person in people:
            if webhook is None:
                wave.fail(person, self.kind, _GONE, primary_id=params.webhook)
            else:
                _take(wave, person, webhook, wave.answer(person))
        return people

    def refs(self, params: CallWebhookParams) -> Iterator[Ref]:
        yield Ref("webhook", params.webhook, "calls")

    def words(self, params: CallWebhookParams, scope: Scope) -> str:
        return f"Call {names([params.webhook], webhook_names(scope), 'webhook')}"


def _take(wave: Wave, person: int, webhook: WebhookInfo, answer: Answer) -> None:
    content = answer.content
    body = str(content.get("body") or "")
    missing = tuple(answer.asked.get("missing") or ())
    attributes: tuple[Value, ...] = (webhook.name, body[:_LOGGED], content.get("error"), content.get("status"))
    if answer.reason:
        wave.fail(person, ACTION.kind, answer.reason, attributes, primary_id=webhook.id, missing=missing)
        return
    try:
        document = json.loads(body) if webhook.definition.mappings else None
    except ValueError:
        reason = "The answer is no JSON, so no field was filled."
        attributes = (*attributes[:2], "no JSON", attributes[3])
        wave.fail(person, ACTION.kind, reason, attributes, primary_id=webhook.id, missing=missing)
        return
    wave.log(person, ACTION.kind, attributes, primary_id=webhook.id, missing=missing)
    for mapping in webhook.definition.mappings:
        found = value_at(document, mapping.path)
        if found is not MISSING and found is not None:
            _fill(wave, person, mapping.field, found, f"Webhook: {webhook.name}")


def _fill(wave: Wave, person: int, name: str, found: Any, source: str) -> None:
    """What does not fit the field is told, and leaves it as it was."""
    if not wave.has_field(name):
        return
    field, old = wave.field_type(name), wave.column(name)[person]
    text = as_text(found) if isinstance(found, str | int | float | bool) else json.dumps(found, ensure_ascii=False)
    value = reader(field, wave.zone)(text)
    if isinstance(value, UnreadableValue):
        wave.fail(person, "change_data_value", str(value), (name, old, text[:_LOGGED], wave.campaign_name(), source))
        return
    kept = None if value is False or value == "" else value
    if old == kept:
        return
    wave.change(person, name, kept)
    if field.type == "score":
        before, after = int(old or 0), int(kept or 0)
        wave.log(person, "change_score", (name, f"{after - before:+d}", before, after, source))
    else:
        wave.log(person, "change_data_value", (name, old, value, wave.campaign_name(), source))


ACTION = CallWebhook()
