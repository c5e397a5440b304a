"""Ready waves: opened, claimed by rank under a lock that a killed process loses, halved (engine.md 13, 14)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from campaigns.definitions.campaign import CampaignSettings
from campaigns.engine.plan import Plan
from campaigns.engine.priority import class_of
from campaigns.engine.ranking import NOMINAL_RATE, Priority, rank
from campaigns.models import Run, Waiting, Wave
from campaigns.models.columns import pack, unpack
from campaigns.queue import Lane
from campaigns.storage.locks import give_back, take
from campaigns.storage.sql import among, execute, is_postgresql, query

SMALL = 200  # waves up to this size are worked on together with their like
_CLAIMABLE = [Run.State.RUNNING, Run.State.WAITING]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the people of a wave share: where they stand, in which run, by which plan, and why."""

    run: int
    plan: int
    lane: Lane
    path: Sequence[str] = ()
    step: str | None = None
    picked: bool = False
    given: Mapping[str, str] | None = None
    cause: int | None = None
    depth: int = 0
    chain: Sequence[str] = ()
    replayed_at: datetime | None = None


def build(
    standing: Standing,
    people: Sequence[int],
    *,
    at: datetime,
    begun_at: datetime,
    order: float,
    entries: Sequence[int] | None = None,
    contexts: Sequence[Any] | None = None,
) -> Wave:
    """A wave that is not saved yet. `people` ascend; `entries` and `contexts` follow their order."""
    return Wave(
        run_id=standing.run,
        plan_id=standing.plan,
        lane=standing.lane,
        path=list(standing.path),
        step=standing.step,
        picked=standing.picked,
        people=pack(people),
        size=len(people),
        entries=list(entries) if entries is not None else None,
        contexts=list(contexts) if contexts is not None and any(contexts) else None,
        given=dict(standing.given) if standing.given else None,
        cause=standing.cause,
        depth=standing.depth,
        chain=list(standing.chain),
        begun_at=begun_at,
        replayed_at=standing.replayed_at,
        ready_at=at,
        rank=order,
    )


def rank_of(run: Run, plan: Plan, *, at: datetime) -> float:
    return rank(ready_at=at.timestamp(), priority=priority_of(run, plan), queued=queued(run.workspace_id))


def seconds_for(people: int) -> float:
    """How much later in the order a wave comes for so many people of its own launch before it."""
    return people / NOMINAL_RATE


def priority_of(run: Run, plan: Plan) -> Priority:
    """What the campaign says now, else the class of its steps (S07)."""
    settings = CampaignSettings.model_validate(run.campaign.settings if run.campaign else {})
    return settings.priority or class_of(plan, triggered=run.kind != "batch")


def queued(workspace_id: int) -> int:
    total: int | None = Wave.objects.filter(run__workspace=workspace_id).aggregate(total=Sum("size"))["total"]
    return total or 0


def people_of(wave: Wave) -> list[int]:
    return unpack(wave.people)


def entries_of(wave: Wave) -> list[int]:
    """Entry ids by index; a wave that opens its entries derives them from its own id."""
    if wave.entries is not None:
        return list(wave.entries)
    first = wave.pk * Wave.ENTRIES_PER_WAVE
    return list(range(first, first + wave.size))


@dataclass(frozen=True, slots=True)
class Claim:
    """A wave that nobody else works on, and how often it was tried, this time included."""

    wave: int
    attempt: int
    size: int


@contextmanager
def claimed(lane: str, *, now: datetime) -> Iterator[list[Claim]]:
    """Held until the block ends; empty when nothing is ready.

    The first by rank, and as many small ones of the same place as fit. Each claim counts one more attempt, in a
    transaction of its own, so that a wave which kills its worker is known.
    """
    claims = _claim(lane, now=now)
    try:
        yield claims
    finally:
        for claim in claims:
            give_back("wave", claim.wave)


def _claim(lane: str, *, now: datetime) -> list[Claim]:
    for wave in _ready(lane, now=now)[:16]:
        if take("wave", wave.pk) and (claims := _try([wave.pk, *_companions(wave, now=now)])):
            return claims
    return []


def _try(taken: Sequence[int]) -> list[Claim]:
    """Those that are still there: whoever had one before us may have ended it since we looked."""
    condition, params = among("id", taken)
    with transaction.atomic():
        if is_postgresql():
            execute("SET LOCAL synchronous_commit TO off")  # a crash of the database may forget an attempt
        sql = f"UPDATE campaigns_wave SET attempt = attempt + 1 WHERE {condition} RETURNING id, attempt, size"
        tried = {id_: Claim(id_, attempt, size) for id_, attempt, size in query(sql, params)}
    for id_ in taken:
        if id_ not in tried:
            give_back("wave", id_)
    return [tried[id_] for id_ in taken if id_ in tried]


def _ready(lane: str, *, now: datetime) -> Any:
    waves = Wave.objects.filter(lane=lane, ready_at__lte=now, run__state__in=_CLAIMABLE, run__paused_at=None)
    return waves.order_by("rank", "id").defer("people", "entries", "contexts")


def _companions(first: Wave, *, now: datetime) -> list[int]:
    """Small waves at the same place, until they are `SMALL` people together. One that failed before goes alone."""
    if first.size >= SMALL or first.attempt > 0 or first.given or first.replayed_at:
        return []
    found: list[int] = []
    size = first.size
    alike = _ready(first.lane, now=now).filter(
        run=first.run_id,
        plan=first.plan_id,
        step=first.step,
        picked=first.picked,
        depth=first.depth,
        attempt=0,
        given__isnull=True,
        replayed_at__isnull=True,
        entries__isnull=first.entries is None,  # repeated steps stand apart from people who were woken
    )
    for wave in alike.exclude(pk=first.pk)[:SMALL]:
        if size + wave.size > SMALL:
            break
        if (wave.path, wave.chain) == (first.path, first.chain) and take("wave", wave.pk):
            found.append(wave.pk)
            size += wave.size
    return found


def not_tried(waves: Sequence[Wave]) -> None:
    """Claimed with others, but left for the next turn: that was no attempt."""
    if waves:
        Wave.objects.filter(pk__in=[wave.pk for wave in waves]).update(attempt=0)


def lock_rows(ids: Sequence[int]) -> list[Wave]:
    """Those that are still there, inside the wave's transaction."""
    waves = Wave.objects.select_for_update(of=("self",)).select_related("run__campaign", "run__workspace", "plan")
    return list(waves.filter(pk__in=ids).order_by("pk").defer("plan__content"))


def finish(waves: Sequence[Wave]) -> None:
    """They are done; who was parked has a waiting row that names no wave."""
    condition, params = among("id", [wave.pk for wave in waves])
    execute(f"DELETE FROM campaigns_wave WHERE {condition}", params)


def split(wave: Wave, at: int, *, attempt: int) -> None:
    """Leaves the first `at` people in this wave; the others stand in a new one, ready as well."""
    people, entries, contexts = people_of(wave), entries_of(wave), wave.contexts
    shared = {field: getattr(wave, field) for field in _SHARED}
    rest = Wave.objects.create(
        **shared,
        people=pack(people[at:]),
        size=len(people) - at,
        entries=entries[at:],
        contexts=contexts[at:] if contexts else None,
        attempt=attempt,
    )
    if wave.entries is not None:  # else they have just come, and nobody has waited
        Waiting.objects.filter(wave=wave, entry__in=entries[at:]).update(wave=rest)
    wave.people, wave.size, wave.entries = pack(people[:at]), at, entries[:at]
    wave.contexts = contexts[:at] if contexts else None
    wave.save(update_fields=["people", "size", "entries", "contexts"])


def set_aside(wave: Wave, person: int, *, entry: int | None, context: Any) -> None:
    """Lets somebody of this wave go on in a new one, ready as well; without an entry id it opens its own."""
    shared = {field: getattr(wave, field) for field in _SHARED}
    alone = Wave.objects.create(
        **shared,
        people=pack([person]),
        size=1,
        entries=None if entry is None else [entry],
        contexts=[context] if context else None,
    )
    if entry is not None:
        Waiting.objects.filter(wave=wave, entry=entry).update(wave=alone)


_SHARED = (
    *("run_id", "plan_id", "lane", "path", "step", "picked", "given", "cause", "depth", "chain"),
    *("begun_at", "replayed_at", "ready_at", "rank"),
)
