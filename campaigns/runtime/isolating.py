"""When a wave raises, finds out for whom: they are held at that step, and nobody else is touched (F08)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import structlog

from campaigns.engine.facts import LoadedFacts
from campaigns.engine.flow import FlowDraft
from campaigns.engine.places import Standpoint

V = TypeVar("V")
log = structlog.get_logger()
Holds = Mapping[Standpoint, Mapping[int, str]]  # place -> person id -> reason
D = TypeVar("D", bound=FlowDraft)
Attempt = Callable[[LoadedFacts, Holds], D]
"""Makes a draft for these people and runs it; `run` raises what a step raises, and the draft knows where it stood."""


class StepRaised(Exception):
    """An action or filter raised an error that no rule foresees."""

    def __init__(self, draft: FlowDraft, error: Exception) -> None:
        self.place: Standpoint = (draft.frame.path, draft.step.id if draft.step else None)
        self.reason = f"An unexpected error stopped the person at this step: {type(error).__name__}: {error}"
        super().__init__(self.reason)


def attempted(draft: FlowDraft, play: Callable[[], None]) -> None:
    """Plays, and says where the draft stood when something unforeseen was raised."""
    try:
        play()
    except Exception as error:
        raise StepRaised(draft, error) from error


def run_isolated(attempt: Attempt[D], facts: LoadedFacts) -> D:
    """The engine is a pure function of its facts, so a wave that raises is run again for each person alone, and then
    once more as a whole with the culprits held back."""
    try:
        return attempt(facts, {})
    except StepRaised as raised:
        log.warning("wave_raised", place=raised.place, reason=raised.reason)
    return attempt(facts, _culprits(attempt, facts))


def _culprits(attempt: Attempt[D], facts: LoadedFacts) -> Holds:
    holds: dict[Standpoint, dict[int, str]] = defaultdict(dict)
    for index, person in enumerate(facts.ids):
        try:
            attempt(alone(facts, index), {})
        except StepRaised as raised:
            holds[raised.place][person] = raised.reason
    return holds


def alone(facts: LoadedFacts, index: int) -> LoadedFacts:
    """The facts of one of the people."""
    return replace(
        facts,
        ids=[facts.ids[index]],
        partitions=[facts.partitions[index]],
        columns={name: [column[index]] for name, column in facts.columns.items()},
        lists={key: frozenset({0} if index in members else ()) for key, members in facts.lists.items()},
        statuses={key: _one(members, index) for key, members in facts.statuses.items()},
        passes={key: _one(members, index) for key, members in facts.passes.items()},
        history={key: _one(counts, index) for key, counts in facts.history.items()},
    )


def _one(by_person: Mapping[int, V], index: int) -> dict[int, V]:
    return {0: by_person[index]} if index in by_person else {}
