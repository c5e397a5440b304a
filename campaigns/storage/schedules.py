"""Scheduled runs as rows: the next few of a recurrence stand in the table, so that each can be cancelled (S09)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from campaigns.definitions.schedule import Recurrence
from campaigns.engine.occurrences import occurrences
from campaigns.models import Schedule, ScheduledRun, SmartCampaign

AHEAD = 3


def fill_up(schedule: Schedule, *, now: datetime) -> None:
    """Writes down every occurrence up to now that is not there yet, and the next few."""
    rows = ScheduledRun.objects.filter(schedule=schedule)
    last: datetime = rows.aggregate(last=Max("at"))["last"] or schedule.created_at
    ahead = rows.filter(state=ScheduledRun.State.SCHEDULED, at__gt=now).count()
    new: list[ScheduledRun] = []
    for moment in occurrences(Recurrence.model_validate(schedule.rule), ZoneInfo(schedule.zone), after=last):
        if ahead == AHEAD:
            break
        ahead += moment > now
        new.append(_planned(schedule, moment, now=now))
    ScheduledRun.objects.bulk_create(new)


def _planned(schedule: Schedule, moment: datetime, *, now: datetime) -> ScheduledRun:
    return ScheduledRun(
        workspace_id=schedule.workspace_id,
        campaign_id=schedule.campaign_id,
        schedule=schedule,
        at=moment,
        everyone=schedule.everyone,
        created_at=now,
        created_by_id=schedule.created_by_id,
    )


def end(campaign: SmartCampaign) -> None:
    """Its recurrence goes, with what it had planned; what has been stays in the list."""
    schedule = Schedule.objects.filter(campaign=campaign).first()
    if schedule is not None:
        ScheduledRun.objects.filter(schedule=schedule, state=ScheduledRun.State.SCHEDULED).delete()
        schedule.delete()


def is_scheduled(campaign_id: int | None) -> bool:
    if campaign_id is None:
        return False
    return ScheduledRun.objects.filter(campaign=campaign_id, state=ScheduledRun.State.SCHEDULED).exists()
