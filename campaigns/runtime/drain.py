"""Takes work from a lane until there is none: preparing runs, then ready waves by rank (engine.md 13, 14)."""

import random
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from campaigns.models import Wave
from campaigns.queue import Lane
from campaigns.runtime import waves as wave_work
from campaigns.runtime.holding import hold_wave
from campaigns.runtime.pace import Pace, limits
from campaigns.runtime.preparing import prepare_runs
from campaigns.storage import waves
from campaigns.storage.facts import database_now
from campaigns.storage.passing_errors import passes

log = structlog.get_logger()
ATTEMPTS = 3
_pace = Pace(limits())


def drain(lane: Lane, *, seconds: float = 5.0, claims: int | None = None) -> bool:
    """Works until the lane is empty, the time is over, or so many claims were worked on. False when it is empty."""
    end = time.monotonic() + seconds
    done = 0
    while work_once(lane):
        done += 1
        if time.monotonic() > end or done == claims:
            return True
    return False


def work_once(lane: Lane) -> bool:
    """One run prepared, or one claim worked on. False when there was nothing."""
    if lane == "batch" and prepare_runs():
        return True
    now = database_now()
    with waves.claimed(lane, now=now) as claims:
        if claims:
            _work(claims, lane, now=now)
    return bool(claims)


def _work(claims: Sequence[waves.Claim], lane: Lane, *, now: datetime) -> None:
    if lane == "trigger":
        _pace.note_trigger_work()
    first, ids = claims[0], [claim.wave for claim in claims]
    try:
        if first.attempt > 1 and first.size > 1:
            _halve(first.wave)
        elif first.attempt > ATTEMPTS:
            hold_wave(first.wave, "The worker stopped several times while it worked on this person.")
        else:
            start = time.monotonic()
            people = wave_work.work(ids, at_most=_pace.people_at_once())
            _pace.note(people=people, seconds=time.monotonic() - start)
    except Exception as error:
        if isinstance(error, OperationalError | InterfaceError) and passes(error):
            _back_off(ids, error, now=now)
        else:
            log.exception("wave_failed", waves=ids)
            _shrink(ids, f"An unexpected error stopped the person here: {type(error).__name__}: {error}")


def _back_off(ids: Sequence[int], error: Exception, *, now: datetime) -> None:
    """A deadlock, a lost connection, a full disk: nobody's fault, so no attempt counts and nobody is held."""
    log.warning("wave_put_back", waves=ids, error=str(error))
    connection.close_if_unusable_or_obsolete()
    later = now + timedelta(seconds=random.uniform(0.2, 2.0))
    Wave.objects.filter(pk__in=ids).update(attempt=F("attempt") - 1, ready_at=later)


def _shrink(ids: Sequence[int], reason: str) -> None:
    """Finds by halves what can't be written; a single person is held at last."""
    for wave in Wave.objects.filter(pk__in=ids):
        if wave.size > 1:
            _halve(wave.pk)
        elif wave.attempt >= ATTEMPTS:
            hold_wave(wave.pk, reason)


def _halve(wave_id: int) -> None:
    """Each half is tried once before it is halved again."""
    with transaction.atomic():
        wave = Wave.objects.select_for_update().get(pk=wave_id)
        wave.attempt = 0
        wave.save(update_fields=["attempt"])
        waves.split(wave, wave.size // 2, attempt=0)
