"""The activity that brought somebody into a trigger campaign, found again in the log for repeated steps (F08).

Entries do not keep it, for waves and waiting rows do that as long as somebody is inside.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from campaigns.catalog import catalog
from campaigns.definitions.activity_types import BY_ID, BY_KEY
from campaigns.definitions.smart_list import SmartList
from campaigns.definitions.text import normal
from campaigns.engine.kinds import Event, TriggerKind
from campaigns.engine.params import parse
from campaigns.engine.token_scopes import as_text
from campaigns.models import Activity, Journal, Run, Wave

LOOKED_AT = 100
Listening = Mapping[int, list[tuple[TriggerKind, Any]]]  # by activity type id


def trigger_context(run: Run, failed: Activity) -> dict[str, str] | None:
    """What trigger tokens read: of the latest activity before the entry that a trigger of the campaign accepts."""
    if run.kind == "request":
        return {"trigger name": "Campaign is Requested"}
    if run.kind != "trigger":
        return None
    listening = _listening(run)
    earlier = Activity.objects.filter(person=failed.person_id, recorded_at__lte=_entered(run, failed))
    rows = earlier.filter(type_id__in=listening).exclude(entry=failed.entry).order_by("-recorded_at", "-pk")
    return next((context for row in rows[:LOOKED_AT] for context in _contexts(row, listening)), None)


def _entered(run: Run, failed: Activity) -> datetime:
    """When the entry's first wave was worked on; its number is in the entry's id."""
    first = Journal.objects.filter(run=run, wave=(failed.entry or 0) // Wave.ENTRIES_PER_WAVE).order_by("pk").first()
    return first.at if first else failed.recorded_at


def _listening(run: Run) -> Listening:
    found: dict[int, list[tuple[TriggerKind, Any]]] = defaultdict(list)
    published = run.campaign.published if run.campaign else None
    for rule in SmartList.model_validate(published.smart_list if published else {}).triggers:
        kind = catalog().triggers.get(rule.kind)
        params = parse(kind.params_type, rule.params)[0] if kind else None
        if kind and params is not None and kind.activity in BY_KEY:
            found[BY_KEY[kind.activity].id].append((kind, params))
    return found


def _contexts(row: Activity, listening: Listening) -> Iterator[dict[str, str]]:
    type_ = BY_ID[row.type_id]
    named = {name: row.attributes.get(name) for name in type_.attributes}
    event = Event(type_, row.primary_id, named)
    for kind, params in listening[row.type_id]:
        if kind.matches(params, event):
            said = {normal(name): as_text(value) for name, value in named.items()}
            yield said | {"trigger name": kind.label, "name": as_text(named.get(type_.primary))}
