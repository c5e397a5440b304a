"""The journal and its numbers: what readers follow, and the only writer of run counters (engine.md 5)."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from campaigns.events import RunProgressed, publish
from campaigns.models import Journal, Run, Waiting, Wave
from campaigns.models.columns import pack
from campaigns.storage.sql import execute, is_postgresql, query

NUMBERING_LOCK = 0x6665656400000001  # one numbering at a time
_AT_ONCE = 500
Counts = dict[str, Any]


def write(
    *,
    at: datetime,
    activities: int,
    run: Run | None = None,
    workspace_id: int | None = None,
    wave: int | None = None,
    counts: Counts | None = None,
    people: Sequence[int] = (),
    passes: Mapping[str, Mapping[str, str]] | None = None,
    entered: Mapping[str, str] | None = None,
) -> Journal:
    return Journal.objects.create(
        run=run,
        workspace_id=run.workspace_id if run else workspace_id,
        wave=wave,
        at=at,
        activities=activities,
        counts=counts or {},
        people=pack(people),
        passes=passes or {},
        entered=entered,
    )


def packed_group(group: Sequence[int], size: int) -> str:
    """ "*" for everybody of the wave, else the indexes, packed."""
    return "*" if len(group) == size else base64.b64encode(pack(sorted(group))).decode()


def number_soon() -> None:
    """After the commit on PostgreSQL; on SQLite, where one writes at a time, in the same transaction."""
    if is_postgresql():
        transaction.on_commit(number, robust=True)  # what is committed has not failed; the sweep numbers again
    else:
        number()


def number() -> int:
    """Numbers the committed journals in order and adds their counts to their runs. How many there were."""
    numbered = 0
    while True:
        with transaction.atomic():
            if is_postgresql():
                execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING_LOCK])
            journals = list(Journal.objects.filter(feed_no=None).order_by("id").defer("people", "passes")[:_AT_ONCE])
            if journals:
                _give_numbers(journals)
                _add_to_runs(journals)
        numbered += len(journals)
        if len(journals) < _AT_ONCE:
            return numbered


def _give_numbers(journals: Sequence[Journal]) -> None:
    first = _advance("feed_no", len(journals)) - len(journals) + 1
    numbers = [(first + place, journal.pk) for place, journal in enumerate(journals)]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE campaigns_journal SET feed_no = %s WHERE id = %s", numbers)


def _advance(name: str, by: int) -> int:
    """The counter's new value."""
    sql = (
        "INSERT INTO campaigns_counter (name, value) VALUES (%s, %s) "
        "ON CONFLICT (name) DO UPDATE SET value = campaigns_counter.value + EXCLUDED.value RETURNING value"
    )
    return int(query(sql, [name, by])[0][0])


def _add_to_runs(journals: Sequence[Journal]) -> None:
    deltas: dict[int, Counts] = {}
    for journal in journals:
        if journal.run_id is not None:
            merge(deltas.setdefault(journal.run_id, {}), journal.counts)
    # no_key: rows that point to a run, as every wave writes them, neither wait for this nor make it wait.
    for run in Run.objects.select_for_update(no_key=True).filter(pk__in=deltas).order_by("pk"):
        _progress(run, deltas[run.pk], at=journals[-1].at)
        publish(RunProgressed(run.workspace_id, run.pk))


def merge(into: Counts, delta: Mapping[str, Any]) -> None:
    """Adds numbers, key by key and level by level; of `next_wake` the earliest counts."""
    for key, value in delta.items():
        if key == "next_wake":
            into[key] = min(into.get(key) or value, value)
        elif isinstance(value, Mapping):
            merge(into.setdefault(key, {}), value)
        else:
            into[key] = into.get(key, 0) + value


def _progress(run: Run, delta: Counts, *, at: datetime) -> None:
    next_wake = delta.pop("next_wake", None)
    merge(run.counts, delta)
    if next_wake is not None:
        wake = datetime.fromisoformat(next_wake)
        run.next_wake_at = min(run.next_wake_at or wake, wake)
    if run.state in (Run.State.RUNNING, Run.State.WAITING):
        settle(run, at=at)
    run.save(update_fields=["counts", "next_wake_at", "state", "ended_at"])


def settle(run: Run, *, at: datetime) -> None:
    """Running while waves are ready; waiting while people are parked; else done. An open trigger run stays open."""
    if run.kind != "batch" and run.ended_at is None:
        return
    if Wave.objects.filter(run=run).exists():
        run.state = Run.State.RUNNING
    elif Waiting.objects.filter(run=run).exists():
        run.state = Run.State.WAITING
    else:
        run.state = Run.State.DONE
        run.ended_at = run.ended_at or at


def unnumbered() -> bool:
    return bool(query("SELECT 1 FROM campaigns_journal WHERE feed_no IS NULL LIMIT 1"))
