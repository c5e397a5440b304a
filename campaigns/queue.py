"""Wake-ups: "there may be work in this lane". They name no wave; a sweep finds what is lost with one (engine.md 14)."""

from collections.abc import Callable
from functools import partial
from typing import Literal

from django.db import transaction

Lane = Literal["trigger", "batch", "delivery"]
LANES: tuple[Lane, ...] = ("trigger", "batch", "delivery")

DRAIN_TASK = "campaigns.drain"
SWEEP_TASK = "campaigns.sweep"
TIDY_TASK = "campaigns.tidy"
JOBS_TASK = "campaigns.jobs"

Waker = Callable[[str], None]
_wakers: list[Waker] = []


def on_wake(waker: Waker) -> None:
    """Called once per process: the embedded threads' event, or Celery's send_task."""
    _wakers.append(waker)


def wake(lane: Lane | Literal["jobs"]) -> None:
    """After the commit of what there is to do."""
    for waker in tuple(_wakers):
        transaction.on_commit(partial(waker, lane), robust=True)
