"""Celery's tasks of the scaled set-up. Each may run twice, be lost, or find nothing to do."""

from celery import shared_task

from campaigns import queue
from campaigns.queue import Lane
from campaigns.runtime import deliver, jobs, notice_mail
from campaigns.runtime.drain import drain
from campaigns.runtime.sweep import sweep, tidy

JOB_SLICES_AT_ONCE = 20


@shared_task(name=queue.DRAIN_TASK)
def drain_lane(lane: Lane) -> None:
    """A short turn, and another wake-up when there is more, so that lanes of one worker take turns."""
    more = deliver.drain() if lane == "delivery" else drain(lane, seconds=2.0)
    if more:
        queue.wake(lane)


@shared_task(name=queue.JOBS_TASK)
def work_jobs() -> None:
    for _ in range(JOB_SLICES_AT_ONCE):
        if not jobs.work() and not notice_mail.send_one():
            return
    queue.wake("jobs")


@shared_task(name=queue.SWEEP_TASK)
def sweep_once() -> None:
    sweep()


@shared_task(name=queue.TIDY_TASK)
def tidy_once() -> None:
    tidy()
