"""Long work that is no wave: the oldest job is worked on, one slice and one transaction at a time (engine.md 20)."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Case, F, QuerySet, When
from django.utils import timezone

from campaigns.errors import CampaignError
from campaigns.events import JobEnded, JobProgressed, publish
from campaigns.models import Job
from campaigns.runtime import exporting, importing, moving

MAX_ATTEMPTS = 5  # of one slice; a process that dies counts too

# One slice; False when the job is complete. Runs inside the transaction that holds the job's row.
Worker = Callable[[Job], bool]
WORKERS: dict[str, Worker] = {
    "import": importing.work_slice,
    "move_people": moving.work_slice,
    exporting.KIND: exporting.work_slice,
}
PATIENT = exporting.KIND  # of these only so many are worked on at once, and after everything else

_log = logging.getLogger(__name__)


def undertake(kind: str, worker: Worker) -> None:
    """Called once per process, for work of the floors above."""
    WORKERS[kind] = worker


def work(only: int | None = None) -> bool:
    """One slice of the oldest job, or of this one. False when there is nothing to do, or others are at it."""
    job_id = _claim(only)
    if job_id is None:
        return False
    try:
        return _work(job_id)
    except CampaignError as refused:
        _fail(job_id, refused.message)
    except (OperationalError, InterfaceError) as error:
        _back_off(job_id, error)
        return False
    except Exception as error:  # noqa: BLE001  (an outer loop: the failure becomes the job's reason)
        _log.exception("A slice of job %s failed", job_id)
        _give_up_in_the_end(job_id, error)
    return True


@transaction.atomic
def work_out(job_id: int) -> Job:
    """All of it at once, in the transaction of a caller who needs what it makes: who fails takes everything back."""
    while _free().filter(pk=job_id).exists():
        _work(job_id)
    return Job.objects.get(pk=job_id)


@transaction.atomic
def _claim(only: int | None) -> int | None:
    """Counts the attempt in a transaction of its own, so that a slice that kills its process is given up at last."""
    job = _free().filter(**({} if only is None else {"pk": only})).order_by(_last_comes_patient(), "pk").first()
    if job is None:
        return None
    if job.attempt >= MAX_ATTEMPTS:
        _end_failed(job, "The worker died at the same place again and again. What was done until then stays.")
        return None
    job.attempt += 1
    job.state = Job.State.RUNNING
    job.save(update_fields=["attempt", "state"])
    return job.pk


@transaction.atomic
def _work(job_id: int) -> bool:
    job = _free().filter(pk=job_id).first()
    if job is None:
        return False
    more = WORKERS[job.kind](job)
    job.attempt = 0
    if not more:
        job.state = Job.State.DONE
        job.ended_at = timezone.now()
    job.save()
    publish(JobProgressed(job.workspace_id, job.pk))
    if not more:
        publish(JobEnded(job.workspace_id, job.pk))
    return True


def _free() -> QuerySet[Job]:
    """Jobs to do whose row nobody holds, locked. SQLite has one writer, and needs no such lock."""
    todo = Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])
    return _without_too_many(todo).select_for_update(skip_locked=True)


def _without_too_many(todo: QuerySet[Job]) -> QuerySet[Job]:
    running = Job.objects.filter(kind=PATIENT, state=Job.State.RUNNING)
    if running.count() < settings.BULK_EXPORTS_AT_ONCE:
        return todo
    return todo.exclude(kind=PATIENT, state=Job.State.QUEUED)


def _last_comes_patient() -> Case:
    return Case(When(kind=PATIENT, then=1), default=0)


def _back_off(job_id: int, error: Exception) -> None:
    """A deadlock, a lost connection, a full disk: nobody's fault, so no attempt counts; the next sweep tries again."""
    _log.warning("A slice of job %s was put back: %s", job_id, error)
    connection.close_if_unusable_or_obsolete()
    Job.objects.filter(pk=job_id, attempt__gt=0).update(attempt=F("attempt") - 1)


@transaction.atomic
def _fail(job_id: int, reason: str) -> None:
    job = Job.objects.select_for_update().get(pk=job_id)
    _end_failed(job, reason)


@transaction.atomic
def _give_up_in_the_end(job_id: int, error: Exception) -> None:
    job = Job.objects.select_for_update().get(pk=job_id)
    if job.attempt >= MAX_ATTEMPTS:
        _end_failed(job, f"An unexpected error stopped it, and what was done until then stays: {error!r:.500}")


def _end_failed(job: Job, reason: str) -> None:
    job.slices.all().delete()
    job.state, job.reason, job.ended_at = Job.State.FAILED, reason, timezone.now()
    job.save(update_fields=["state", "reason", "ended_at"])
    publish(JobProgressed(job.workspace_id, job.pk))
    publish(JobEnded(job.workspace_id, job.pk))
