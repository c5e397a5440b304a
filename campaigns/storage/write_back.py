"""Writes a draft: people, lists, programs, members, new waves, journal, activities; all in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.definitions.campaign import Qualification
from campaigns.engine.draft import Draft
from campaigns.engine.flow import FlowDraft
from campaigns.engine.matching import Start
from campaigns.engine.plan import NO_CAMPAIGN
from campaigns.models import Delivery, Run, Wave
from campaigns.storage import journal, replays, starts
from campaigns.storage.activities import write_activities
from campaigns.storage.deliveries import write_deliveries
from campaigns.storage.flow_counts import Passage, counts_of, passes_of
from campaigns.storage.last_passes import uncounted
from campaigns.storage.loops import stop_loops
from campaigns.storage.member_data import write_member_data
from campaigns.storage.people import write_lists, write_members, write_partitions, write_people, write_statuses
from campaigns.storage.removals import not_taken_out
from campaigns.storage.sales import write_tasks
from campaigns.storage.tombstones import leave_tombstones


@dataclass(frozen=True, slots=True)
class Written:
    """Where a change stands, and the waves that it started."""

    journal: int
    waves: list[Wave]


def write_record(draft: Draft, *, workspace_id: int | None, replayed: bool = False) -> Written:
    """A change from outside of any flow: editor, import, API; `replayed` is for what somebody did before being known
    (C18)."""
    started = starts.started_by(draft)
    _write_changes(draft)
    row = journal.write(at=draft.now, activities=len(draft.rows), workspace_id=workspace_id, people=draft.facts.ids)
    write_activities(draft, journal=row.pk, run=None, entries=None)
    if replayed:
        waves = replays.open_replays(draft, started, cause=row.pk)
    else:
        waves = starts.open_started(draft, started, cause=row.pk, depth=1, chain=[])
    journal.number_soon()
    return Written(row.pk, waves)


def write_flow(
    draft: FlowDraft,
    run: Run,
    *,
    wave: int,
    entries: Sequence[int],
    depth: int,
    chain: Sequence[str],
    dropped: dict[str, int],
    passage: Passage,
) -> list[Wave]:
    """What one wave did. The waves that it started or requested."""
    chain_here = [*chain, draft.campaigns[draft.plan.content.root].name]
    started = not_taken_out(draft, starts.started_by(draft))
    started = stop_loops(draft, started, depth=depth, chain=chain_here)
    _write_changes(draft)
    counted = {id_: _counts_passes(draft, live.qualification) for id_, live in draft.campaigns.items()}
    entered = {id_: people for id_, people in draft.entered.items() if id_ != NO_CAMPAIGN}
    write_members(draft, entered, counted=counted, at=draft.replayed_at or draft.now)
    row = journal.write(
        at=draft.now,
        run=run,
        wave=wave,
        activities=len(draft.rows),
        people=draft.facts.ids,
        counts=counts_of(draft, passage, dropped=dropped),
        passes=passes_of(draft),
        entered=uncounted(draft, entered, counted),
    )
    write_activities(draft, journal=row.pk, run=run.pk, entries=entries)
    write_tasks(draft, run)
    write_deliveries(draft, run, entries=entries, journal=row.pk, depth=depth, chain=chain_here)
    waves = _open_waves(draft, started, cause=row.pk, depth=depth + 1, chain=chain_here)
    if draft.deleted:
        leave_tombstones(sorted(draft.facts.ids[person] for person in draft.deleted), at=draft.now)
    return waves


def _counts_passes(draft: FlowDraft, rule: Qualification) -> bool:
    """A replay is one person's, and its moment is not the journal's."""
    return rule.mode != "every_time" or draft.replayed_at is not None


def write_outcome(draft: Draft, delivery: Delivery) -> list[Wave]:
    """What came of a delivery, logged beside its step. The waves that it started."""
    started = stop_loops(draft, starts.started_by(draft), depth=delivery.depth, chain=delivery.chain)
    _write_changes(draft)
    row = journal.write(
        at=draft.now,
        run=delivery.run,
        workspace_id=delivery.workspace_id,
        activities=len(draft.rows),
        people=draft.facts.ids,
    )
    entries = [delivery.entry] if delivery.entry is not None else None
    write_activities(draft, journal=row.pk, run=delivery.run_id, entries=entries)
    waves = starts.open_started(draft, started, cause=row.pk, depth=delivery.depth + 1, chain=delivery.chain)
    journal.number_soon()
    return waves


def _write_changes(draft: Draft) -> None:
    write_people(draft)
    write_partitions(draft)
    write_lists(draft)
    write_statuses(draft)
    if isinstance(draft, FlowDraft):
        write_member_data(draft.member_changes, draft.facts.ids, at=draft.now)


def _open_waves(
    draft: FlowDraft,
    started: dict[tuple[int, int], list[Start]],
    *,
    cause: int,
    depth: int,
    chain: Sequence[str],
) -> list[Wave]:
    further: dict[str, Any] = {"cause": cause, "depth": depth, "chain": chain}
    waves = starts.open_started(draft, started, **further)
    for request in draft.requests:
        people = sorted(draft.facts.ids[person] for person in request.people)
        if people:
            waves += starts.open_requested(request.campaign_id, people, at=draft.now, **further)
    return waves
