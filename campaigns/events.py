"""What happened, told once the database has agreed to it. Who listens may fail without harm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction


@dataclass(frozen=True, slots=True)
class RunProgressed:
    """The run's counts, state or feed went on."""

    workspace_id: int
    run_id: int


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """`node` is the campaign or smart list: "campaign:3"."""

    workspace_id: int
    node: str
    edit_number: int
    by: str


@dataclass(frozen=True, slots=True)
class TreeChanged:
    """Something of the tree was made, renamed, moved, deleted, or changed its status."""

    workspace_id: int


@dataclass(frozen=True, slots=True)
class RunNotStarted:
    """A run that should have started did not: a scheduled one (`planned_at`), or one that failed at its start."""

    workspace_id: int
    campaign_id: int
    planned_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class JobProgressed:
    workspace_id: int
    job_id: int


Event = RunProgressed | RunNotStarted | DraftSaved | TreeChanged | JobProgressed
Listener = Callable[[Event], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Called once per process, before the first event."""
    _listeners.append(listener)


def forget(listener: Listener) -> None:
    _listeners.remove(listener)


def publish(event: Event) -> None:
    for listener in tuple(_listeners):
        transaction.on_commit(partial(listener, event), robust=True)
