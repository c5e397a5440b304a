"""Once a second: what lost wake-ups, other processes and crashes left lying (engine.md 5, 14, 17)."""

from collections.abc import Callable
from functools import partial

from campaigns.models import Job, Run, Wave
from campaigns.queue import LANES, wake
from campaigns.runtime import exporting, notice_mail
from campaigns.runtime.control import clear_aborted
from campaigns.runtime.due import wake_due
from campaigns.runtime.happenings import forget_visitors
from campaigns.runtime.scheduling import start_due
from campaigns.runtime.turns import take_turns
from campaigns.storage import deliveries, journal, partitions, waiting
from campaigns.storage.facts import database_now


def sweep() -> None:
    """Numbers journals, starts scheduled runs, wakes people, wakes lanes that have work."""
    take_turns([_number, start_due, wake_due, _wake_lanes])


def _number() -> None:
    if journal.unnumbered():
        journal.number()


def _wake_lanes() -> None:
    ready = set(Wave.objects.filter(ready_at__lte=database_now()).values_list("lane", flat=True).distinct())
    for lane in LANES:
        if lane in ready:
            wake(lane)
    if deliveries.is_due(now=database_now()):
        wake("delivery")
    if Run.objects.filter(state=Run.State.PREPARING).exists():
        wake("batch")
    if Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists() or notice_mail.due():
        wake("jobs")


def tidy() -> None:
    """Once a minute: leftovers of aborted runs, removals that have nothing left to say, next month's partition,
    browsers that did not come back, and files of old exports."""
    now = database_now()
    tidied: list[Callable[..., object]] = [
        waiting.tidy_removals,
        deliveries.tidy,
        partitions.make_ahead,
        forget_visitors,
        exporting.tidy,
    ]
    take_turns([clear_aborted, _reopen_done, *(partial(each, now=now) for each in tidied)])


def _reopen_done() -> None:
    """An entry that was written while its campaign was being deactivated came after the run was found to be over."""
    ready = Wave.objects.filter(run__state=Run.State.DONE).values("run")
    Run.objects.filter(pk__in=ready, state=Run.State.DONE).update(state=Run.State.RUNNING)
