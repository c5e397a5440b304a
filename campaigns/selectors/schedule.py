"""A campaign's Schedule page, and the agenda of a workspace: what is planned, and what became of it (S01, S09)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.schedule import Recurrence
from campaigns.engine.instants import start_of
from campaigns.engine.occurrences import next_ones, occurrences, words
from campaigns.engine.ranking import Priority
from campaigns.errors import Invalid
from campaigns.models import Run, Schedule, ScheduledRun, SmartCampaign
from campaigns.selectors.activities import Named
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.queue import default_priority
from campaigns.selectors.rights import display_name, require
from campaigns.storage.facts import database_now

PAST = 20
MOST_DAYS = 62
MOST_ROWS = 1000
State = Literal["scheduled", "started", "cancelled", "missed", "not_started"]
STATES: dict[str, State] = {
    "scheduled": "scheduled",
    "started": "started",
    "cancelled": "cancelled",
    "missed": "missed",
}


class ScheduledRunRow(Frozen):
    """`id` is null for an occurrence that lies too far ahead to be cancelled by itself yet."""

    id: int | None
    campaign: Named
    at: datetime
    state: State
    late: bool
    recurring: bool
    reason: str
    run: int | None
    run_state: Run.State | None
    by: str | None


class RecurrenceView(Frozen):
    """`next` are the next dates of the rule, cancelled ones included."""

    recurrence: Recurrence
    words: str
    zone: str
    next: tuple[datetime, ...]


class ScheduleView(Frozen):
    """`planned` comes soonest first, `past` latest first, with the cursor of those before in `earlier`.
    `default_priority` counts where the settings name none."""

    zone: str
    default_priority: Priority
    recurrence: RecurrenceView | None
    planned: tuple[ScheduledRunRow, ...]
    past: tuple[ScheduledRunRow, ...]
    earlier: str | None


class PastRunPage(Page[ScheduledRunRow]):
    pass


class Agenda(Frozen):
    zone: str
    items: tuple[ScheduledRunRow, ...]
    more: bool


def schedule(actor: Actor, *, workspace_id: int, campaign_id: int) -> ScheduleView:
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    rows = _rows().filter(campaign=campaign)
    own = Schedule.objects.filter(campaign=campaign).first()
    past = _past(campaign)
    return ScheduleView(
        zone=campaign.workspace.timezone,
        default_priority=default_priority(campaign),
        recurrence=_view(Recurrence.model_validate(own.rule), own.zone) if own else None,
        planned=tuple(map(_row, rows.filter(state=ScheduledRun.State.SCHEDULED).order_by("at", "pk")[:PAST])),
        past=past.items,
        earlier=past.next,
    )


def past_runs(actor: Actor, *, workspace_id: int, campaign_id: int, cursor: str | None = None) -> PastRunPage:
    """What became of all that was planned, the latest first."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    return _past(campaign, after(cursor), most=PAGE_SIZE)


def _past(campaign: SmartCampaign, before: int = 0, *, most: int = PAST) -> PastRunPage:
    """Earlier than the row with the id `before`, which is no order by itself: single runs are planned in any."""
    rows = _rows().filter(campaign=campaign).exclude(state=ScheduledRun.State.SCHEDULED).order_by("-at", "-pk")
    last = ScheduledRun.objects.filter(campaign=campaign, pk=before).first()
    if last is not None:
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    shown, earlier = cut(list(rows[: most + 1]), most, lambda row: row.pk)
    return PastRunPage(items=tuple(map(_row, shown)), next=earlier)


def preview(actor: Actor, *, workspace_id: int, recurrence: Recurrence) -> RecurrenceView:
    """As it stands in the form."""
    return _view(recurrence, require(actor, workspace_id).timezone)


def agenda(actor: Actor, *, workspace_id: int, since: datetime | None = None, days: int = 31) -> Agenda:
    """From the start of that day in the workspace's zone; recurrences are followed to the last of the days."""
    workspace = require(actor, workspace_id)
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(f"The agenda shows 1 to {MOST_DAYS} days at once.")
    zone = ZoneInfo(workspace.timezone)
    begin = start_of((since or database_now().astimezone(zone)).date(), zone)
    end = begin + timedelta(days=days)
    written = _rows().filter(workspace=workspace, at__gte=begin, at__lt=end).order_by("at", "pk")[: MOST_ROWS + 1]
    found = [*map(_row, written), *_further(workspace_id, begin, end)]
    found.sort(key=lambda row: (row.at, row.campaign.name))
    return Agenda(zone=workspace.timezone, items=tuple(found[:MOST_ROWS]), more=len(found) > MOST_ROWS)


def _further(workspace_id: int, begin: datetime, end: datetime) -> Iterable[ScheduledRunRow]:
    """What recurrences will plan when their time comes nearer."""
    own = Schedule.objects.filter(workspace=workspace_id, campaign__workspace=workspace_id)
    for each in own.select_related("campaign", "created_by").annotate(last=Max("runs__at")):
        last = max(vars(each)["last"] or each.created_at, begin)
        ahead = occurrences(Recurrence.model_validate(each.rule), ZoneInfo(each.zone), after=last)
        for moment in islice(takewhile(lambda moment: moment < end, ahead), MOST_DAYS):
            yield ScheduledRunRow(
                id=None,
                campaign=Named(id=each.campaign.pk, name=each.campaign.name),
                at=moment,
                state="scheduled",
                late=False,
                recurring=True,
                reason="",
                run=None,
                run_state=None,
                by=display_name(each.created_by) if each.created_by else None,
            )


def _rows() -> QuerySet[ScheduledRun]:
    return ScheduledRun.objects.select_related("campaign", "created_by", "run")


def _row(planned: ScheduledRun) -> ScheduledRunRow:
    run = planned.run
    failed = run is not None and run.state == Run.State.FAILED  # it did not start after all (S05, C10)
    return ScheduledRunRow(
        id=planned.pk,
        campaign=Named(id=planned.campaign.pk, name=planned.campaign.name),
        at=planned.at,
        state="not_started" if failed else STATES.get(planned.state, "not_started"),
        late=planned.late,
        recurring=planned.schedule_id is not None,
        reason=run.reason if run and failed else planned.reason,
        run=planned.run_id,
        run_state=Run.State(run.state) if run else None,
        by=display_name(planned.created_by) if planned.created_by else None,
    )


def _view(recurrence: Recurrence, zone: str) -> RecurrenceView:
    return RecurrenceView(
        recurrence=recurrence,
        words=words(recurrence),
        zone=zone,
        next=tuple(next_ones(recurrence, ZoneInfo(zone), after=database_now())),
    )
