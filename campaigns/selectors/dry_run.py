"""What a dry run shows: counts per step as a run's console has them, and for one person every step with its rows."""

from collections import Counter
from collections.abc import Iterator, Sequence

from campaigns.definitions.base import Frozen
from campaigns.selectors.activities import Named
from campaigns.selectors.dry_trace import DryPassedStep, Shown, dry_trace, person_played
from campaigns.selectors.run_progress import RunChild, StepProgress, children_of, steps_of
from campaigns.storage.flow_counts import Passage, counts_of
from campaigns.storage.plan_content import CALL


class DryStep(StepProgress):
    """`waits` would stop here for a while, and then go on; `goes_on` come to the next step, at once or then."""

    waits: int
    goes_on: int


class Reason(Frozen):
    """Why people did not come in, or are stopped, and how many."""

    words: str
    people: int


class DryRun(Frozen):
    """`people` were played, of the `qualified` who would enter now; null where these were not counted. `entered` adds
    up from `done`, `left`, `held` and `waiting`, who were not followed further. `trace` is of one person alone."""

    people: int
    qualified: int | None
    entered: int
    done: int
    left: int
    held: int
    waiting: int
    refused: tuple[Reason, ...]
    stopped: tuple[Reason, ...]
    steps: dict[str, DryStep]
    children: tuple[RunChild, ...]
    notes: tuple[str, ...]
    zone: str
    person: Named | None
    trace: tuple[DryPassedStep, ...]


def dry_run_view(shown: Shown, *, qualified: int | None, notes: Sequence[str]) -> DryRun:
    draft = shown.draft
    counts = counts_of(draft, Passage(), dropped={})
    refused, held = _refused(shown), [each for each in draft.parked if each.reason]
    entered = len(draft.entered.get(shown.campaign.pk, ()))
    turned_away = sum(refused.values()) if shown.callers else 0
    children = children_of(shown.campaign.workspace_id, counts)
    return DryRun(
        people=len(draft.facts.ids),
        qualified=qualified,
        entered=entered,
        done=draft.finished - turned_away,
        left=draft.removed,
        held=len(held),
        waiting=len(draft.parked) - len(held),
        refused=_reasons(refused),
        stopped=_reasons(Counter(each.reason for each in held)),
        steps=_steps(shown, steps_of(draft.plan, counts)),
        children=tuple(_own_children(shown, children)),
        notes=tuple(notes),
        zone=shown.campaign.workspace.timezone,
        person=person_played(shown),
        trace=tuple(dry_trace(shown)) if shown.person else (),
    )


def _refused(shown: Shown) -> Counter[str]:
    """At its own door, or at the call of the last of the callers."""
    if not shown.callers:
        return shown.draft.refused
    return Counter(
        str(row.attributes[-1])
        for row in shown.draft.rows
        if row.origin.step == CALL and row.primary_id == shown.campaign.pk and row.attributes[1] == "FALSE"
    )


def _reasons(counted: Counter[str]) -> tuple[Reason, ...]:
    return tuple(Reason(words=words, people=people) for words, people in counted.most_common())


def _steps(shown: Shown, steps: dict[str, StepProgress]) -> dict[str, DryStep]:
    draft = shown.draft
    waits = Counter("|".join(stop.place) for stop in draft.stops if stop.until)
    waiting = [each for each in draft.parked if not each.reason]  # who is held did not come to the step
    stuck = Counter(f"{'/'.join(each.path)}|{(each.step or '').lstrip('>?')}" for each in waiting)
    gone = {"|".join(place): people for place, people in draft.gone.items()}
    found = {}
    for place, step in steps.items():
        own = shown.own_place(place)
        if own is not None:
            goes_on = step.entered - gone.get(place, 0) - stuck[place]
            found[own] = DryStep.model_validate({**dict(step), "waits": waits[place], "goes_on": goes_on})
    return found


def _own_children(shown: Shown, children: Iterator[RunChild]) -> Iterator[RunChild]:
    for child in children:
        if path := shown.own(child.path):
            yield child.model_copy(update={"path": path})
