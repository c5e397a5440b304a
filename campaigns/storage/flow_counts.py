"""What the console shows of a wave, as numbers: the journal's counts and who passed which branch (engine.md 5)."""

from collections import Counter
from typing import Any

from campaigns.engine.draft import Origin
from campaigns.engine.flow import FlowDraft
from campaigns.storage.journal import Counts, packed_group

_RESULTS = ("succeeded", "skipped", "failed")


def counts_of(draft: FlowDraft, *, dropped: dict[str, int], at_the_door: bool) -> Counts:
    """Places are "path|step"."""
    waits = [each.wake_at for each in draft.parked if each.wake_at is not None]
    root = draft.plan.content.root
    counts: Counts = {
        "entered": len(draft.entered.get(root, ())) if at_the_door else 0,
        "woken": 0 if at_the_door else len(draft.facts.ids),
        "finished": draft.finished,
        "left": draft.removed + sum(dropped.values()),
        "parked": len(waits),
        "held": len(draft.parked) - len(waits),
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
