"""Scheduling a batch: once at a time, or by a recurrence; each scheduled run can be cancelled (S01, S09, C02, C03)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.campaign import CampaignKind
from campaigns.definitions.schedule import Recurrence
from campaigns.engine.instants import in_zone
from campaigns.errors import Invalid, NotFound, RunEnded
from campaigns.events import TreeChanged, publish
from campaigns.models import Schedule, ScheduledRun, SmartCampaign
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.services.campaigns.given_tokens import known_tokens
from campaigns.services.campaigns.publishing import publish_draft
from campaigns.services.campaigns.starting import confirmed_everyone, startable
from campaigns.services.placing import load
from campaigns.storage import schedules
from campaigns.storage.facts import database_now

FURTHEST = timedelta(days=2 * 366)


@audited("scheduled", SmartCampaign, id="campaign_id")
def schedule_once(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    at: datetime,
    confirm_everyone: int | None = None,
    confirm_warnings: bool = False,
    tokens: Mapping[str, str] | None = None,
) -> tuple[ScheduledRun, list[str]]:
    """`at` without an offset is the workspace's local time. With warnings about unknown tokens (T06)."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    now = database_now()
    moment = at if at.tzinfo else in_zone(at, ZoneInfo(campaign.workspace.timezone))
    if not now < moment <= now + FURTHEST:
        raise _wrong("at", "Choose a time that lies ahead, by two years at most.")
    everyone = _publish(campaign, actor, confirm_everyone, confirm_warnings=confirm_warnings)
    given, warnings = known_tokens(campaign, tokens or {})
    planned = ScheduledRun.objects.create(
        workspace_id=workspace_id,
        campaign=campaign,
        at=moment,
        given=given,
        everyone=everyone,
        created_at=now,
        created_by_id=actor.user_id,
    )
    publish(TreeChanged(workspace_id))
    return planned, warnings


@audited("scheduled", SmartCampaign, id="campaign_id")
def set_recurrence(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    recurrence: Recurrence,
    confirm_everyone: int | None = None,
    confirm_warnings: bool = False,
) -> Schedule:
    """In place of the one before, whose planned runs go."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    everyone = _publish(campaign, actor, confirm_everyone, confirm_warnings=confirm_warnings)
    schedules.end(campaign)
    now = database_now()
    schedule = Schedule.objects.create(
        workspace_id=workspace_id,
        campaign=campaign,
        rule=recurrence.model_dump(mode="json"),
        zone=campaign.workspace.timezone,
        everyone=everyone,
        created_at=now,
        created_by_id=actor.user_id,
    )
    schedules.fill_up(schedule, now=now)
    if not schedule.runs.exists():
        raise _wrong("ends_on", "No such day lies ahead before the last day. Choose a later one.")
    publish(TreeChanged(workspace_id))
    return schedule


@audited("ended the recurrence of", SmartCampaign, id="campaign_id")
def end_recurrence(actor: Actor, *, workspace_id: int, campaign_id: int) -> SmartCampaign:
    """All of its future runs go; one that has started goes on."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    schedules.end(campaign)
    publish(TreeChanged(workspace_id))
    return campaign


@audited("cancelled", ScheduledRun, id="scheduled_run_id")
def cancel(actor: Actor, *, workspace_id: int, scheduled_run_id: int) -> ScheduledRun:
    """This one alone; the next one of its recurrence moves up. A run that has started can only be aborted."""
    require(actor, workspace_id, Role.MARKETER)
    known = ScheduledRun.objects.filter(workspace_id=workspace_id, pk=scheduled_run_id).first()
    if known is None:
        raise NotFound("There is no such scheduled run in this workspace.")
    load(SmartCampaign, actor, workspace_id=workspace_id, id=known.campaign_id)
    planned = ScheduledRun.objects.select_related("schedule").get(pk=scheduled_run_id)
    if planned.state != ScheduledRun.State.SCHEDULED:
        raise RunEnded("The run is not scheduled any more. If it has started, abort it on its own page.")
    planned.state, planned.reason = ScheduledRun.State.CANCELLED, f"Cancelled by {actor.name}."
    planned.save(update_fields=["state", "reason"])
    if planned.schedule:
        schedules.fill_up(planned.schedule, now=database_now())
    publish(TreeChanged(workspace_id))
    return planned


def _publish(campaign: SmartCampaign, actor: Actor, confirm_everyone: int | None, *, confirm_warnings: bool) -> bool:
    """Checked as a run is, and published with its draft (F10). True for everyone, confirmed with the count (S11)."""
    subject = startable(campaign, CampaignKind.BATCH, confirm_warnings=confirm_warnings)
    if subject.smart_list.is_empty:
        confirmed_everyone(campaign, confirm_everyone)
    publish_draft(campaign, actor=actor)
    return subject.smart_list.is_empty


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: [sentence]})
