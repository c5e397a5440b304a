"""Starts scheduled runs whose time has come, whatever the campaign's last run does (S01, S09)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from campaigns.definitions.actor import Actor
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.events import RunNotStarted, RunsMissed, TreeChanged, publish
from campaigns.models import Run, Schedule, ScheduledRun, SmartCampaign
from campaigns.runtime import launch
from campaigns.runtime.turns import take_turns
from campaigns.storage import schedules
from campaigns.storage.facts import database_now
from campaigns.storage.plan_content import fault_of

LONGEST_DELAY = timedelta(hours=24)  # a run that was missed by more is not made up for
LATE = timedelta(minutes=2)


def start_due() -> None:
    due = ScheduledRun.objects.filter(state=ScheduledRun.State.SCHEDULED, at__lte=database_now())
    campaigns = sorted(set(due.values_list("campaign", flat=True)))
    take_turns(partial(_start_due_of, campaign_id) for campaign_id in campaigns)


def _start_due_of(campaign_id: int) -> None:
    """Under the campaign's lock, so that two sweeps start a run once."""
    with transaction.atomic():
        campaigns = SmartCampaign.objects.select_for_update(of=("self",), no_key=True)
        campaign = campaigns.select_related("workspace", "published").get(pk=campaign_id)
        now = database_now()
        for schedule in Schedule.objects.filter(campaign=campaign):
            schedules.fill_up(schedule, now=now)
        due = list(campaign.scheduled_runs.filter(state=ScheduledRun.State.SCHEDULED, at__lte=now).order_by("at", "pk"))
        for planned, is_latest in _in_turn(due):
            _settle(campaign, planned, is_latest=is_latest, now=now)
        _tell(campaign, [planned for planned in due if planned.run is None])
        publish(TreeChanged(campaign.workspace_id))


def _in_turn(due: Sequence[ScheduledRun]) -> Iterator[tuple[ScheduledRun, bool]]:
    """Each with whether it is the latest of its recurrence; a run that was planned by itself always is."""
    latest = {planned.schedule_id: planned for planned in due}
    for planned in due:
        yield planned, planned.schedule_id is None or latest[planned.schedule_id] is planned


def _settle(campaign: SmartCampaign, planned: ScheduledRun, *, is_latest: bool, now: datetime) -> None:
    missed = None
    if not is_latest:
        missed = "Nothing could start at that time. Of several missed runs only the latest is made up for."
    elif now - planned.at >= LONGEST_DELAY:
        missed = "Nothing could start at that time or in the 24 hours after it."
    refused = missed or _why_not(campaign, planned)
    if refused:
        planned.state = ScheduledRun.State.MISSED if missed else ScheduledRun.State.NOT_STARTED
        planned.reason = refused
    else:
        planned.run = _start(campaign, planned)
        planned.state = ScheduledRun.State.STARTED
        planned.late = now - planned.at > LATE
    planned.save(update_fields=["state", "reason", "run", "late"])


def _tell(campaign: SmartCampaign, not_started: Sequence[ScheduledRun]) -> None:
    """Of each that could not start; of those that were missed together, once."""
    missed = [each for each in not_started if each.state == ScheduledRun.State.MISSED]
    if len(missed) > 1:
        publish(RunsMissed(campaign.workspace_id, campaign.pk, len(missed), missed[0].at, missed[-1].at))
        not_started = [each for each in not_started if each.state != ScheduledRun.State.MISSED]
    for each in not_started:
        publish(RunNotStarted(campaign.workspace_id, campaign.pk, each.at, each.reason))


def _start(campaign: SmartCampaign, planned: ScheduledRun) -> Run:
    whose = Actor(user_id=planned.created_by_id, name="Schedule")
    return launch.start_batch(campaign, actor=whose, given=planned.given)


def _why_not(campaign: SmartCampaign, planned: ScheduledRun) -> str | None:
    """What has changed since the run was planned. A smart list that lets nobody through fails the run itself (C10)."""
    if campaign.workspace.archived:
        return f"The workspace {campaign.workspace.name} is archived."
    published = campaign.published
    smart_list = SmartList.model_validate(published.smart_list if published else {})
    flow = Flow.model_validate(published.flow if published else {})
    if not flow.steps:
        return "The published flow has no steps."
    if smart_list.triggers:
        return "The published smart list has a trigger, so the campaign starts by that and by no schedule."
    if smart_list.is_empty and not planned.everyone:
        return "The published smart list is empty, and nobody has confirmed that everyone shall go through the flow."
    return fault_of(campaign, smart_list, flow)
