"""The queue of a workspace: what waits to be worked on, why, since when, and for how long still (S07)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import Count, Max, Min, Sum

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignSettings
from campaigns.engine.plan import SINGLE_ACTION, compile_plan
from campaigns.engine.priority import class_of
from campaigns.engine.ranking import Priority
from campaigns.models import Delivery, Journal, Run, SmartCampaign, Wave
from campaigns.models.columns import unpack
from campaigns.selectors.activities import Named
from campaigns.selectors.rights import require
from campaigns.selectors.run_rows import KINDS, RunKind
from campaigns.storage import plans, waves
from campaigns.storage.facts import database_now
from campaigns.storage.plan_content import content_of

MOST = 200
WINDOW = timedelta(minutes=1)
_JOURNALS = 200
Lane = Literal["trigger", "batch", "delivery"]
LANES: dict[str, Lane] = {"trigger": "trigger", "batch": "batch", "delivery": "delivery"}
Why = Literal["paused", "preparing", "put_back", "working", "next", "behind", "sending"]


class QueueRow(Frozen):
    """People of one run who stand in one lane. `ahead` come before the last of them; `seconds` is how long that will
    take at the rate of the last minute, where it is known."""

    run: int
    campaign: Named | None
    name: str
    kind: RunKind
    lane: Lane
    priority: Priority
    is_default_priority: bool
    people: int
    since: datetime
    why: Why
    ahead: int
    seconds: int | None


class Queue(Frozen):
    """First comes what is worked on first."""

    items: tuple[QueueRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """The ready waves of one run in one lane, of whatever workspace."""

    run: int
    lane: str
    people: int
    since: datetime
    ready: datetime
    first: float
    last: float
    tried: int


def queue(actor: Actor, *, workspace_id: int) -> Queue:
    """Other workspaces' work counts in what lies ahead, and is not named."""
    require(actor, workspace_id)
    groups = _groups()
    runs = _runs(workspace_id, {group.run for group in groups})
    working = [group for group in groups if runs.get(group.run) is None or not runs[group.run].paused_at]
    now, rates = database_now(), _rates()
    rows = [_row(runs[each.run], each, working, rates, now=now) for each in groups if each.run in runs]
    rows += [_preparing(run) for run in runs.values() if run.state == Run.State.PREPARING]
    rows += _deliveries(workspace_id)
    return Queue(items=tuple(rows[:MOST]), more=len(rows) > MOST)


def default_priority(campaign: SmartCampaign) -> Priority:
    """By the steps of the published flow, for somebody who wants to set another one."""
    known = plans.compiled(campaign.plan_id) if campaign.plan_id else None
    plan = known or compile_plan(content_of(campaign, revision=campaign.published), catalog().actions)
    smart_list = campaign.published.smart_list if campaign.published else {}
    return class_of(plan, triggered=bool(smart_list.get("triggers")))


def _groups() -> list[_Group]:
    found = Wave.objects.values("run", "lane").annotate(
        people=Sum("size"),
        since=Min("begun_at"),
        ready=Min("ready_at"),
        first=Min("rank"),
        last=Max("rank"),
        tried=Max("attempt"),
    )
    return [_Group(**each) for each in found.order_by("-lane", "first")]  # trigger work before batch work


def _runs(workspace_id: int, waiting: Iterable[int]) -> dict[int, Run]:
    ours = Run.objects.filter(workspace=workspace_id).select_related("campaign")
    found = ours.filter(pk__in=list(waiting)) | ours.filter(state=Run.State.PREPARING)
    return {run.pk: run for run in found.order_by("pk")}


def _row(run: Run, own: _Group, groups: Iterable[_Group], rates: Mapping[str, float], *, now: datetime) -> QueueRow:
    ahead = round(sum(_before(each, own.last) for each in groups if each.lane == own.lane and each.run != own.run))
    rate = rates.get(own.lane)
    return QueueRow(
        **_names(run),
        lane=LANES[own.lane],
        people=own.people,
        since=own.ready,
        why=_why(run, own, ahead, now=now),
        ahead=ahead,
        seconds=None if rate is None or run.paused_at else round((ahead + own.people) / rate),
    )


def _before(group: _Group, rank: float) -> float:
    """How many of its people come before that rank, were they spread evenly over its own."""
    if group.last <= rank:
        return group.people
    if group.first >= rank:
        return 0
    return group.people * (rank - group.first) / (group.last - group.first)


def _why(run: Run, own: _Group, ahead: int, *, now: datetime) -> Why:
    if run.paused_at:
        return "paused"
    if own.ready > now:
        return "put_back"
    if own.tried:
        return "working"
    return "behind" if ahead else "next"


def _preparing(run: Run) -> QueueRow:
    why: Why = "paused" if run.paused_at else "preparing"
    lane: Lane = "batch"
    return QueueRow(**_names(run), lane=lane, people=run.total, since=run.started_at, why=why, ahead=0, seconds=None)


def _deliveries(workspace_id: int) -> list[QueueRow]:
    """Mail and calls of web services that were not handed over yet."""
    open_ones = Delivery.objects.filter(workspace=workspace_id, state=Delivery.State.QUEUED, run__isnull=False)
    found = open_ones.values_list("run").annotate(Count("pk"), Min("created_at")).order_by("run")[:MOST]
    counts = {run: (count, since) for run, count, since in found}
    runs = Run.objects.filter(workspace=workspace_id, pk__in=counts).select_related("campaign")
    lane: Lane = "delivery"
    return [
        QueueRow(
            **_names(run),
            lane=lane,
            people=counts[run.pk][0],
            since=counts[run.pk][1],
            why="sending",
            ahead=0,
            seconds=None,
        )
        for run in runs
    ]


def _names(run: Run) -> dict[str, Any]:
    chosen = CampaignSettings.model_validate(run.campaign.settings if run.campaign else {}).priority
    return {
        "run": run.pk,
        "campaign": Named(id=run.campaign.pk, name=run.campaign.name) if run.campaign else None,
        "name": run.campaign.name if run.campaign else SINGLE_ACTION,
        "kind": KINDS[run.kind],
        "priority": waves.priority_of(run, plans.compiled(run.plan_id)),
        "is_default_priority": chosen is None,
    }


def _rates() -> dict[str, float]:
    """People a second in each lane, between the first and the last of the latest waves of this minute."""
    since = database_now() - WINDOW
    latest = Journal.objects.filter(wave__isnull=False, run__isnull=False).order_by("-id")
    done: dict[str, list[tuple[datetime, int]]] = {}
    for at, kind, people in latest.values_list("at", "run__kind", "people")[:_JOURNALS]:
        if at > since:
            done.setdefault("batch" if kind == "batch" else "trigger", []).append((at, len(unpack(people or b""))))
    return {lane: _rate(journals) for lane, journals in done.items()}


def _rate(journals: list[tuple[datetime, int]]) -> float:
    seconds = (max(at for at, _ in journals) - min(at for at, _ in journals)).total_seconds()
    return max(sum(people for _, people in journals), 1) / max(seconds, 1.0)
