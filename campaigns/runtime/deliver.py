"""The delivery lane: takes what is due, sends it outside of any transaction, writes what came of it (engine.md 18).

A delivery is marked as being sent, and that is committed, before the call. Found so after a crash it is repeated under
the same key, by which the other side knows it again (F09).
"""

import random
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction

from campaigns.engine.deliveries import ANSWERED
from campaigns.events import RunProgressed, publish
from campaigns.models import Delivery, Run, Waiting
from campaigns.queue import wake
from campaigns.runtime.due import lane_of, open_wave
from campaigns.runtime.mail import one_connection
from campaigns.runtime.senders import Again, Outcome, Refused, Sent
from campaigns.runtime.senders.registry import SENDERS
from campaigns.storage import deliveries
from campaigns.storage.facts import database_now
from campaigns.storage.passing_errors import passes

log = structlog.get_logger()
MESSAGES = frozenset({Delivery.Kind.EMAIL.value, Delivery.Kind.ALERT.value})
WEBHOOKS = frozenset({Delivery.Kind.WEBHOOK.value})
KINDS = MESSAGES | WEBHOOKS
ATTEMPTS = 5
_PAUSES = (10, 60, 300, 900)  # seconds between the attempts
_LONGEST_PAUSE = timedelta(hours=1)
_BUSY_PAUSES = (0.1, 1.0, 5.0)  # seconds, well within the lease
_CRASHES = 3  # so many attempts more for workers that died under it
_MESSAGES_BEFORE_A_WEBHOOK = 20


@dataclass(frozen=True, slots=True)
class Raised(Again):
    """An error that no rule foresees: in the end it holds whoever waits for the answer (F08)."""


def drain(*, seconds: float = 2.0) -> bool:
    """Both kinds in turn, as one slow service must not hold up the mail, which shares a connection. False when nothing
    is due."""
    end = time.monotonic() + seconds
    with one_connection():
        while time.monotonic() < end:
            messages = sum(send_next(MESSAGES) for _ in range(_MESSAGES_BEFORE_A_WEBHOOK))
            if not send_next(WEBHOOKS) and not messages:
                return False
    return True


def send_messages(*, seconds: float = 1.0) -> bool:
    """Mail alone. False when none is due."""
    end = time.monotonic() + seconds
    with one_connection():
        while time.monotonic() < end:
            if not send_next(MESSAGES):
                return False
    return True


def send_next(kinds: Collection[str]) -> bool:
    """False when nothing of these kinds is due."""
    delivery = deliveries.claim(kinds, now=database_now())
    if delivery is None:
        return False
    _write_down(delivery, _try(delivery))
    return True


def _try(delivery: Delivery) -> Outcome | None:
    """None when it must not be sent any more."""
    if _is_cancelled(delivery):
        return None
    if delivery.attempts > ATTEMPTS + _CRASHES:
        return Refused("The worker stopped several times while it was sending this.")
    try:
        return SENDERS[delivery.kind].send(delivery)
    except Exception as error:
        log.exception("delivery_raised", delivery=delivery.pk)
        return Raised(f"An unexpected error stopped it: {type(error).__name__}: {error}")


def _is_cancelled(delivery: Delivery) -> bool:
    aborted = delivery.run is not None and delivery.run.state == Run.State.ABORTED
    return aborted or delivery.person.deleted_at is not None


def _write_down(delivery: Delivery, outcome: Outcome | None) -> None:
    """What is out must not go out once more because the database was busy just then, or because what follows from it
    can't be written."""
    for pause in (*_BUSY_PAUSES, None):
        try:
            return settle(delivery, outcome)
        except Exception as error:
            if not (isinstance(error, OperationalError | InterfaceError) and passes(error)):
                log.exception("delivery_not_settled", delivery=delivery.pk)
                return _settle_alone(delivery, outcome, error)
            if pause is None:
                raise
            log.warning("delivery_put_back", delivery=delivery.pk, error=str(error))
            connection.close_if_unusable_or_obsolete()
            time.sleep(pause)


def _settle_alone(delivery: Delivery, outcome: Outcome | None, error: Exception) -> None:
    """Only whether it is out; whoever waits for the answer is held."""
    with transaction.atomic():
        row = deliveries.locked(delivery)
        if row is None:
            return
        row.state = Delivery.State.SENT if isinstance(outcome, Sent) else Delivery.State.FAILED
        row.reason = f"What came of it could not be written: {type(error).__name__}: {error}"
        row.save(update_fields=["state", "reason"])
        _let_go_on(row, is_held=True)


def settle(delivery: Delivery, outcome: Outcome | None) -> None:
    """Writes the outcome, and whoever waited for it goes on, in one transaction."""
    with transaction.atomic():
        if delivery.run_id is not None:
            Run.objects.select_for_update(no_key=True).get(pk=delivery.run_id)
        row = deliveries.locked(delivery)
        if row is not None:
            _settle(row, outcome, now=database_now())


def _settle(delivery: Delivery, outcome: Outcome | None, *, now: datetime) -> None:
    match outcome:
        case None:
            delivery.state = Delivery.State.CANCELLED
        case Sent():
            delivery.state, delivery.sent_at, delivery.reason = Delivery.State.SENT, now, ""
        case Refused():
            delivery.state, delivery.reason = Delivery.State.FAILED, outcome.reason
        case Again():
            _postpone(delivery, outcome, now=now)
        case _:
            assert_never(outcome)
    if outcome is not None:
        delivery.answer = dict(outcome.answer)
    delivery.save(update_fields=["state", "sent_at", "reason", "answer", "next_at"])
    if delivery.state in (Delivery.State.SENT, Delivery.State.FAILED):
        SENDERS[delivery.kind].settled(delivery)
        _let_go_on(delivery, is_held=isinstance(outcome, Raised))


def _postpone(delivery: Delivery, outcome: Again, *, now: datetime) -> None:
    delivery.reason = outcome.reason
    if _is_cancelled(delivery):
        delivery.state = Delivery.State.CANCELLED
    elif delivery.attempts >= ATTEMPTS:
        delivery.state = Delivery.State.FAILED
    else:
        usual = timedelta(seconds=_PAUSES[delivery.attempts - 1] * random.uniform(0.8, 1.2))
        delivery.state = Delivery.State.QUEUED
        delivery.next_at = now + min(outcome.after or usual, _LONGEST_PAUSE)


def _let_go_on(delivery: Delivery, *, is_held: bool) -> None:
    """A wave for the person who waits for this answer; whoever left in the meantime has no waiting row. Retry of who
    is held asks again."""
    if not delivery.awaited or delivery.run is None:
        return
    waiting = Waiting.objects.select_for_update(of=("self",)).filter(
        entry=delivery.entry, wave=None, step=f"{ANSWERED}{delivery.step}", state=Waiting.State.WAITING
    )
    if is_held:
        waiting.update(state=Waiting.State.HELD, step=delivery.step, reason=delivery.reason)
        publish(RunProgressed(delivery.run.workspace_id, delivery.run.pk))
        return
    rows = list(waiting)
    if rows:
        open_wave(delivery.run, rows)
        wake(lane_of(delivery.run))
