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
class RunsMissed:
    """Several of a campaign's scheduled runs, the first and the last at these times, came while nothing worked."""

    workspace_id: int
    campaign_id: int
    count: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class JobProgressed:
    workspace_id: int
    job_id: int


@dataclass(frozen=True, slots=True)
class RunAborted:
    """`by` is the user who did it."""

    workspace_id: int
    run_id: int
    by: int | None


@dataclass(frozen=True, slots=True)
class CampaignBroke:
    """What runs of a live campaign, or of an executable, has become invalid."""

    workspace_id: int
    campaign_id: int
    fault: str


@dataclass(frozen=True, slots=True)
class WebhookFailing:
    """Calls keep being refused or unanswered."""

    workspace_id: int
    webhook_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class JobEnded:
    workspace_id: int
    job_id: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """Somebody of the workspace was told something."""

    workspace_id: int


Event = (
    RunProgressed
    | RunNotStarted
    | RunsMissed
    | RunAborted
    | DraftSaved
    | TreeChanged
    | CampaignBroke
    | WebhookFailing
    | JobProgressed
    | JobEnded
    | Noticed
)
Listener = Callable[[Event], None]
_listeners: list[Listener] = []
_recorders: list[Listener] = []


def listen(listener: Listener) -> None:
    """Called once per process, before the first event."""
    _listeners.append(listener)


def forget(listener: Listener) -> None:
    _listeners.remove(listener)


def record(listener: Listener) -> None:
    """It hears at once and writes in the same transaction, so that nothing it must keep is lost with a process."""
    _recorders.append(listener)


def publish(event: Event) -> None:
    for recorder in tuple(_recorders):
        recorder(event)
    for listener in tuple(_listeners):
        transaction.on_commit(partial(listener, event), robust=True)
