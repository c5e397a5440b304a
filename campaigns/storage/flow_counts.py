"""What the console shows of a wave, as numbers: the journal's counts and who passed which branch (engine.md 5)."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from campaigns.engine.draft import Origin
from campaigns.engine.flow import FlowDraft
from campaigns.storage.journal import Counts, packed_group

_RESULTS = ("succeeded", "skipped", "failed")


@dataclass(frozen=True, slots=True)
class Passage:
    """What a wave's people are to the numbers of their run, which add up: who entered has finished, has left, waits,
    is held, or is in a wave. `back` are the indexes of those who entered before; `lost` those of them who are not
    here any more. A repeated step counts as an entry only if its person is parked there."""

    at_the_door: bool = True
    repeats: bool = False
    back: frozenset[int] = frozenset()
    lost: int = 0


def counts_of(draft: FlowDraft, passage: Passage, *, dropped: dict[str, int]) -> Counts:
    """Places are "path|step"."""
    waits = [each.wake_at for each in draft.parked if each.wake_at is not None]
    counts: Counts = {
        "entered": _entered(draft, passage),
        "finished": 0 if passage.repeats else draft.finished,
        "left": 0 if passage.repeats else _left(draft, passage),
        "refused": dict(draft.refused),
        "dropped": dict(dropped),
        "steps": _steps(draft),
        "calls": {
            "|".join(place): {
                str(child): {"qualified": passed, "not_qualified": refused}
                for child, (passed, refused) in children.items()
            }
            for place, children in draft.calls.items()
        },
        "requests": _requests(draft),
    }
    if waits:
        counts["next_wake"] = min(waits).isoformat()
    return {key: value for key, value in counts.items() if value}


def _entered(draft: FlowDraft, passage: Passage) -> int:
    if passage.repeats:
        return len(draft.parked)
    return len(_through_the_door(draft) - passage.back) if passage.at_the_door else 0


def _left(draft: FlowDraft, passage: Passage) -> int:
    """Who was held at the door and is not let in now, leaves."""
    turned_away = len(passage.back - _through_the_door(draft)) if passage.at_the_door else 0
    return draft.removed + passage.lost + turned_away


def _through_the_door(draft: FlowDraft) -> set[int]:
    """Who passed in, or is held there."""
    held = {each.person for each in draft.parked if each.step is None}
    return held.union(draft.entered.get(draft.plan.content.root, ()))


def _steps(draft: FlowDraft) -> dict[str, Any]:
    steps: dict[str, Any] = {}
    for place, counted in draft.counts.items():
        choices = {branch: len(group) for branch, group in counted.branches.items()}
        steps["|".join(place)] = {"in": counted.entered, "choices": choices}
    origins: Counter[Origin] = Counter(row.origin for row in draft.rows)
    for origin, rows in origins.items():
        if origin.step is None:
            continue
        step = steps.setdefault(f"{origin.path or ''}|{origin.step}", {})
        result = _RESULTS[origin.result]
        step[result] = step.get(result, 0) + rows
    return steps


def _requests(draft: FlowDraft) -> dict[str, Any]:
    """People who were requested into another campaign, by place and campaign."""
    found: dict[str, dict[str, int]] = {}
    for request in draft.requests:
        at_place = found.setdefault("|".join(request.place), {})
        at_place[str(request.campaign_id)] = at_place.get(str(request.campaign_id), 0) + len(request.people)
    return found


def passes_of(draft: FlowDraft) -> dict[str, dict[str, str]]:
    """Who took which branch of which step, so that Do Nothing leaves a trace too."""
    size = len(draft.facts.ids)
    return {
        "|".join(place): {branch: packed_group(group, size) for branch, group in counted.branches.items()}
        for place, counted in draft.counts.items()
    }
