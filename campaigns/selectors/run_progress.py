"""How far a run is: cumulative numbers that the console may read as often as it likes."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import Count, Q
from pydantic import ConfigDict, Field

from campaigns.definitions.base import Frozen
from campaigns.engine.plan import Plan
from campaigns.models import Journal, Run, Waiting
from campaigns.selectors.activities import Named
from campaigns.selectors.names import names_of_campaigns
from campaigns.selectors.run_places import path_below, step_label
from campaigns.storage import plans

RATE_WINDOW = timedelta(seconds=10)
_RATE_JOURNALS = 200


class StepProgress(Frozen):
    """`choices` counts who took which branch, by the choice's id or "default"."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    label: str
    entered: int = Field(alias="in")
    succeeded: int
    skipped: int
    failed: int
    choices: dict[str, int]


class RunChild(Frozen):
    """A campaign that the run executed or requested. `path` leads to it through Execute steps; for a requested one
    the last of them is the Request step."""

    campaign: Named
    path: str
    relation: Literal["executes", "requests"]
    qualified: int
    not_qualified: int


class RunProgress(Frozen):
    """`done` went through to the end, `left` were taken out. `rate` is activities a second, while it runs."""

    state: Run.State
    paused: bool
    entered: int
    done: int
    waiting: int
    held: int
    left: int
    total: int | None
    rate: float | None
    steps: dict[str, StepProgress]
    children: tuple[RunChild, ...]


def progress_of(run: Run, *, now: datetime) -> RunProgress:
    plan = plans.compiled(run.plan_id)
    parked = _parked(run)
    return RunProgress(
        state=Run.State(run.state),
        paused=run.paused_at is not None,
        entered=run.counts.get("entered", 0),
        done=run.counts.get("finished", 0),
        waiting=parked["waiting"],
        held=parked["held"],
        left=run.counts.get("left", 0),
        total=run.total if run.kind == "batch" else None,
        rate=_rate(run, now),
        steps=steps_of(plan, run.counts),
        children=tuple(children_of(run.workspace_id, run.counts)),
    )


def _parked(run: Run) -> dict[str, int]:
    """Who is being retried is held no more."""
    waiting = Count("pk", filter=Q(state=Waiting.State.WAITING))
    held = Count("pk", filter=Q(state=Waiting.State.HELD, wave=None))
    return Waiting.objects.filter(run=run).aggregate(waiting=waiting, held=held)


def steps_of(plan: Plan, counts: Mapping[str, Any]) -> dict[str, StepProgress]:
    """The root's steps are there from the start, in their order."""
    counted: Mapping[str, Any] = counts.get("steps", {})
    places = dict.fromkeys([*(f"|{step.id}" for step in plan.root.steps), *counted])
    return {place: _step(step_label(plan, place), counted.get(place, {})) for place in places}


def _step(label: str, counts: Mapping[str, Any]) -> StepProgress:
    return StepProgress(
        label=label,
        entered=counts.get("in", 0),
        succeeded=counts.get("succeeded", 0),
        skipped=counts.get("skipped", 0),
        failed=counts.get("failed", 0),
        choices=counts.get("choices", {}),
    )


def children_of(workspace_id: int, counts: Mapping[str, Any]) -> Iterator[RunChild]:
    calls: Mapping[str, Any] = counts.get("calls", {})
    requests: Mapping[str, Any] = counts.get("requests", {})
    ids = {int(id) for called in (*calls.values(), *requests.values()) for id in called}
    names = names_of_campaigns(workspace_id, ids)
    for place, called in calls.items():
        for id, counts in called.items():
            passed, refused = counts.get("qualified", 0), counts.get("not_qualified", 0)
            yield _child(int(id), names, place, "executes", passed, refused)
    for place, requested in requests.items():
        for id, people in requested.items():
            yield _child(int(id), names, place, "requests", people, 0)


def _child(
    id: int,
    names: Mapping[int, str],
    place: str,
    relation: Literal["executes", "requests"],
    qualified: int,
    not_qualified: int,
) -> RunChild:
    return RunChild(
        campaign=Named(id=id, name=names.get(id, f"Campaign {id}")),
        path=path_below(place),
        relation=relation,
        qualified=qualified,
        not_qualified=not_qualified,
    )


def _rate(run: Run, now: datetime) -> float | None:
    """Over the last ten seconds, or over the run's whole time where that is shorter."""
    if run.state not in (Run.State.PREPARING, Run.State.RUNNING):
        return None
    latest = Journal.objects.filter(run=run, feed_no__isnull=False).order_by("-feed_no")
    recent = [
        (at, activities)
        for at, activities in latest.values_list("at", "activities")[:_RATE_JOURNALS]
        if at > now - RATE_WINDOW
    ]
    if not recent:
        return 0.0
    since = max(now - RATE_WINDOW, run.started_at) if len(recent) < _RATE_JOURNALS else recent[-1][0]
    return round(sum(activities for _, activities in recent) / max((now - since).total_seconds(), 0.1), 1)
