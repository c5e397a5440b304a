"""Who needs help in a run: held after an unexpected error, or failed at a step (F08), grouped by reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from django.db.models import Count, Q, QuerySet

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import Activity, Retried, Run, Waiting
from campaigns.selectors.activities import Named
from campaigns.selectors.names import names_of_people
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.run_console import find_run
from campaigns.selectors.run_places import step_label
from campaigns.storage import plans

MOST_GROUPS = 200
SAMPLE = 20
_LOOKED_AT = 2_000  # rows from which the groups' samples are taken

Group = tuple[str, str, str | None]  # reason, path, step


class Troubled(Frozen):
    """Retry takes the entry of who is held, and the activity of a failed step."""

    entry: int | None
    activity: int | None
    person: Named


class ErrorGroup(Frozen):
    """`count` may be more than the sample holds. `step` is empty at the campaign's door."""

    reason: str
    kind: Literal["held", "failed"]
    step: str | None
    path: str
    label: str
    count: int
    sample: tuple[Troubled, ...]


class HeldRow(Frozen):
    entry: int
    person: Named
    reason: str
    step: str | None
    path: str
    since: datetime


class HeldPage(Page[HeldRow]):
    pass


def errors(actor: Actor, *, workspace_id: int, run_id: int) -> list[ErrorGroup]:
    """The largest groups first. A failed step that was repeated counts no more."""
    run = find_run(actor, workspace_id=workspace_id, run_id=run_id)
    return sorted([*_held_groups(run), *_failed_groups(run)], key=lambda group: -group.count)


def held(actor: Actor, *, workspace_id: int, run_id: int, cursor: str | None = None) -> HeldPage:
    run = find_run(actor, workspace_id=workspace_id, run_id=run_id)
    start = after(cursor)
    found = _held(run)
    page = list(found.filter(entry__gt=start).order_by("entry")[: PAGE_SIZE + 1])
    rows, following = cut(page, PAGE_SIZE, lambda row: row.entry)
    names = names_of_people(row.person_id for row in rows)
    items = tuple(
        HeldRow(
            entry=row.entry,
            person=_named(row.person_id, names),
            reason=row.reason,
            step=row.step,
            path="/".join(row.path),
            since=row.since,
        )
        for row in rows
    )
    return HeldPage(items=items, next=following, total=None if start else found.count())


def of_group(run: Run, *, kind: str, reason: str, path: str, step: str | None, limit: int) -> list[int]:
    """The entries of a group of held people, or the activities of a group of failed steps; the oldest first."""
    if kind == "held":
        held = _held(run).filter(reason=reason, step=step, path=path.split("/") if path else [])
        return list(held.order_by("entry").values_list("entry", flat=True)[:limit])
    failed = _failed(run).filter(step=step)
    failed = failed.filter(reason=reason) if reason else failed.filter(Q(reason=None) | Q(reason=""))
    failed = failed.filter(path=path) if path else failed.filter(Q(path=None) | Q(path=""))
    return list(failed.order_by("pk").values_list("pk", flat=True)[:limit])


def _held(run: Run) -> QuerySet[Waiting]:
    """Without those who are being retried."""
    return Waiting.objects.filter(run=run, state=Waiting.State.HELD, wave=None)


def _held_groups(run: Run) -> list[ErrorGroup]:
    counted = _held(run).values_list("reason", "path", "step").annotate(people=Count("pk")).order_by("-people")
    sizes = {(reason, "/".join(path), step): people for reason, path, step, people in counted[:MOST_GROUPS]}
    rows = _held(run).order_by("entry").values_list("reason", "path", "step", "entry", "person")[:_LOOKED_AT]
    samples = [((reason, "/".join(path), step), entry, None, person) for reason, path, step, entry, person in rows]
    return _groups(run, "held", sizes, samples)


def _failed_groups(run: Run) -> list[ErrorGroup]:
    if not any(step.get("failed") for step in run.counts.get("steps", {}).values()):
        return []
    failed = _failed(run)
    counted = failed.values_list("reason", "path", "step").annotate(rows=Count("pk")).order_by("-rows")
    sizes = {(reason or "", path or "", step): rows for reason, path, step, rows in counted[:MOST_GROUPS]}
    rows = failed.order_by("pk").values_list("reason", "path", "step", "entry", "pk", "person")[:_LOOKED_AT]
    samples = [((reason or "", path or "", step), entry, id, person) for reason, path, step, entry, id, person in rows]
    return _groups(run, "failed", sizes, samples)


def _failed(run: Run) -> QuerySet[Activity]:
    """Without those that were repeated."""
    failed = Activity.objects.filter(journal__run=run, result=Activity.Result.FAILED)
    return failed.exclude(pk__in=Retried.objects.values("activity"))


def _groups(
    run: Run,
    kind: Literal["held", "failed"],
    sizes: Mapping[Group, int],
    samples: Iterable[tuple[Group, int | None, int | None, int]],
) -> list[ErrorGroup]:
    taken: dict[Group, list[tuple[Any, ...]]] = defaultdict(list)
    for group, entry, activity, person in samples:
        if group in sizes and len(taken[group]) < SAMPLE:
            taken[group].append((entry, activity, person))
    names = names_of_people(person for rows in taken.values() for _, _, person in rows)
    plan = plans.compiled(run.plan_id)
    return [
        ErrorGroup(
            reason=reason,
            kind=kind,
            step=step,
            path=path,
            label=step_label(plan, f"{path}|{step.removeprefix('>')}") if step else "The campaign's door",
            count=count,
            sample=tuple(
                Troubled(entry=entry, activity=activity, person=_named(person, names))
                for entry, activity, person in taken[reason, path, step]
            ),
        )
        for (reason, path, step), count in sizes.items()
    ]


def _named(person: int, names: Mapping[int, str]) -> Named:
    return Named(id=person, name=names.get(person, f"Person {person}"))
