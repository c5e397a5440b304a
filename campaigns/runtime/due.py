"""Wakes those whose time has come (engine.md 17)."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from django.db import transaction

from campaigns.models import Run, Waiting, Wave
from campaigns.queue import Lane, wake
from campaigns.runtime.turns import take_turns
from campaigns.storage import plans, waiting, waves
from campaigns.storage.facts import database_now

LONG_WAIT = timedelta(hours=1)  # after so long a wait the count of causes starts anew (F11)


def wake_due() -> bool:
    """False when nobody's time has come."""
    now = database_now()
    working = [Run.State.RUNNING, Run.State.WAITING]
    runs = Run.objects.filter(next_wake_at__lte=now, state__in=working, paused_at=None)
    return any(take_turns(partial(_wake_all, run_id) for run_id in runs.values_list("pk", flat=True)))


def _wake_all(run_id: int) -> bool:
    """By as many as fit into one transaction."""
    turns = 0
    while _wake_some(run_id):
        turns += 1
    return turns > 0


def _wake_some(run_id: int) -> bool:
    with transaction.atomic():
        run = Run.objects.select_for_update(of=("self",), no_key=True).select_related("campaign").get(pk=run_id)
        rows = waiting.due(run, now=database_now())
        for group in waiting.grouped(rows).values():
            open_wave(run, group)
        run.next_wake_at = waiting.next_wake(run)
        run.save(update_fields=["next_wake_at"])
        if rows:
            wake(lane_of(run))
    return bool(rows)


def lane_of(run: Run) -> Lane:
    return "batch" if run.kind == "batch" else "trigger"


def open_wave(run: Run, rows: Sequence[Waiting]) -> Wave:
    """They stand at one place; calls take the executables' versions of now (F06)."""
    now = database_now()
    ordered = sorted(rows, key=lambda row: row.person_id)
    first = ordered[0]
    rested = all(now - row.since >= LONG_WAIT for row in ordered) and first.state == Waiting.State.WAITING
    standing = waves.Standing(
        run.pk,
        plans.for_waking(first.plan_id),
        lane_of(run),
        path=first.path,
        step=first.step,
        picked=first.step is None and run.kind == "batch",  # its smart list was judged when the run started
        given=first.given,
        cause=first.cause,
        depth=0 if rested else first.depth,
        chain=[] if rested else first.chain,
        replayed_at=first.replayed_at,
    )
    wave = waves.build(
        standing,
        [row.person_id for row in ordered],
        at=now,
        begun_at=min(row.begun_at for row in ordered),
        order=waves.rank_of(run, plans.compiled(standing.plan), at=now),
        entries=[row.entry for row in ordered],
        contexts=[row.context for row in ordered],
    )
    wave.save()
    Waiting.objects.filter(entry__in=[row.entry for row in ordered]).update(wave=wave)
    return wave
