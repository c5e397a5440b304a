"""Once a second: what lost wake-ups, other processes and crashes left lying (engine.md 5, 14, 17)."""

from campaigns.models import Job, Run, Wave
from campaigns.queue import LANES, wake
from campaigns.runtime import notice_mail
from campaigns.runtime.control import clear_aborted
from campaigns.runtime.due import wake_due
from campaigns.runtime.happenings import forget_visitors
from campaigns.runtime.scheduling import start_due
from campaigns.storage import deliveries, journal, partitions, waiting
from campaigns.storage.facts import database_now


def sweep() -> None:
    """Numbers journals, starts scheduled runs, wakes people, wakes lanes that have work."""
    if journal.unnumbered():
        journal.number()
    start_due()
    wake_due()
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
    """Once a minute: leftovers of aborted runs, removals that have nothing left to say, next month's partition, and
    browsers that did not come back."""
    clear_aborted()
    _reopen_done()
    waiting.tidy_removals(now=database_now())
    deliveries.tidy(now=database_now())
    partitions.make_ahead(now=database_now())
    forget_visitors(now=database_now())


def _reopen_done() -> None:
    """An entry that was written while its campaign was being deactivated came after the run was found to be over."""
    ready = Wave.objects.filter(run__state=Run.State.DONE).values("run")
    Run.objects.filter(pk__in=ready, state=Run.State.DONE).update(state=Run.State.RUNNING)
