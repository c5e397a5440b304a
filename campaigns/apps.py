"""Tells Django about the domain, and wake-ups about Celery."""

from celery import current_app
from django.apps import AppConfig
from django.conf import settings

from campaigns import events, queue


class CampaignsConfig(AppConfig):
    name = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns.runtime import jobs, noticing  # models want Django's apps to be there
        from campaigns.services import program_cloning

        events.record(noticing.hear)
        jobs.undertake(program_cloning.KIND, program_cloning.work_slice)
        if settings.REDIS_URL:
            queue.on_wake(send_wake_up)


def send_wake_up(lane: str) -> None:
    """A wake-up that comes too late is of no use: by then a sweep has found the work."""
    task, arguments, at = (queue.JOBS_TASK, [], "batch") if lane == "jobs" else (queue.DRAIN_TASK, [lane], lane)
    current_app.send_task(task, arguments, queue=at, expires=60, retry=False, ignore_result=True)
