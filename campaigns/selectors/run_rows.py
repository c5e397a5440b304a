"""Runs as a campaign lists them; the console has its own, larger view."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import Run, Waiting
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.pages import Page, after, cut
from campaigns.selectors.rights import display_name

LAST = 5
RunKind = Literal["batch", "trigger", "request"]
KINDS: dict[str, RunKind] = {"batch": "batch", "trigger": "trigger", "request": "request"}
PAGE_SIZE = 50


class RunRow(Frozen):
    """`entered` passed into the flow; of these some are done, some wait, and some are held after an error."""

    id: int
    kind: RunKind
    state: Run.State
    paused: bool
    reason: str
    started_at: datetime
    ended_at: datetime | None
    started_by: str | None
    total: int
    entered: int
    done: int
    waiting: int
    held: int


class RunRowPage(Page[RunRow]):
    pass


def last_runs(campaigns: Iterable[int]) -> dict[int, list[RunRow]]:
    """The latest few of each campaign, newest first."""
    place = Window(RowNumber(), partition_by=[F("campaign_id")], order_by=F("id").desc())
    found = Run.objects.filter(campaign__in=list(campaigns)).annotate(place=place).filter(place__lte=LAST)
    runs = list(found.select_related("started_by").order_by("-id"))
    grouped: dict[int, list[RunRow]] = {}
    for run, row in zip(runs, run_rows(runs), strict=True):
        grouped.setdefault(run.campaign_id or 0, []).append(row)
    return grouped


def runs(actor: Actor, *, workspace_id: int, campaign_id: int, cursor: str | None = None) -> RunRowPage:
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    found = Run.objects.filter(campaign=campaign).select_related("started_by").order_by("-id")
    before = after(cursor)
    page = found.filter(id__lt=before) if before else found
    shown, following = cut(list(page[: PAGE_SIZE + 1]), PAGE_SIZE, lambda run: run.pk)
    return RunRowPage(items=tuple(run_rows(shown)), next=following, total=None if before else found.count())


def run_rows(runs: Sequence[Run]) -> list[RunRow]:
    parked = _parked(run.pk for run in runs)
    return [_row(run, parked) for run in runs]


def _row(run: Run, parked: dict[tuple[int, str], int]) -> RunRow:
    waiting = parked.get((run.pk, Waiting.State.WAITING.value), 0)
    held = parked.get((run.pk, Waiting.State.HELD.value), 0)
    return RunRow(
        id=run.pk,
        kind=KINDS[run.kind],
        state=Run.State(run.state),
        paused=run.paused_at is not None,
        reason=run.reason,
        started_at=run.started_at,
        ended_at=run.ended_at,
        started_by=display_name(run.started_by) if run.started_by else None,
        total=run.total,
        entered=run.counts.get("entered", 0),
        done=run.counts.get("finished", 0),
        waiting=waiting,
        held=held,
    )


def _parked(runs: Iterable[int]) -> dict[tuple[int, str], int]:
    """Who is being retried is held no more."""
    parked = Waiting.objects.filter(Q(state=Waiting.State.WAITING) | Q(wave=None), run__in=list(runs))
    rows = parked.values_list("run", "state").annotate(Count("pk")).order_by()
    return {(run, state): count for run, state, count in rows}
