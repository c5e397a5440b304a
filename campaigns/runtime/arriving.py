"""Reads claimed waves: who arrives where, and who was lost on the way, with the reason (engine.md 9, 19)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from campaigns.models import Wave
from campaigns.storage import waiting
from campaigns.storage.waves import entries_of, people_of

GONE = "The person was deleted, or left the workspace."
TAKEN_OUT = "The person was taken out of the flow."


@dataclass(frozen=True, slots=True)
class Arriving:
    person: int
    entry: int
    context: dict[str, str] | None
    begun_at: datetime


@dataclass(slots=True)
class Crowd:
    """All that came with the claimed waves, ascending by person; a person who came twice stays behind."""

    waves: list[Wave]
    people: list[Arriving] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    @property
    def ids(self) -> list[int]:
        return [each.person for each in self.people]

    def keep(self, present: Sequence[int], reason: str) -> None:
        """Drops everybody who is not among `present`."""
        there = set(present)
        kept = [each for each in self.people if each.person in there]
        self.dropped[reason] += len(self.people) - len(kept)
        self.people = kept


def arriving(waves: Sequence[Wave]) -> Crowd:
    """`waves` stand at one place. Those whose people have all come already wait for the next turn."""
    crowd = Crowd([])
    seen: set[int] = set()
    for wave in waves:
        people = people_of(wave)
        if seen.intersection(people):
            continue
        seen.update(people)
        crowd.waves.append(wave)
        contexts: Sequence[Any] = wave.contexts or [None] * wave.size
        crowd.people += [
            Arriving(person, entry, context, wave.begun_at)
            for person, entry, context in zip(people, entries_of(wave), contexts, strict=True)
        ]
    crowd.people.sort(key=lambda each: each.person)
    return crowd


def drop_removed(crowd: Crowd, *, root: int) -> None:
    """Woken entries whose waiting row is gone, and queued ones of whoever was taken out since they began."""
    if crowd.waves[0].step is not None:
        there = waiting.still_waiting(crowd.waves)
        kept = [each for each in crowd.people if each.entry in there]
    else:
        taken = waiting.removed(crowd.ids, campaign=root)
        kept = [each for each in crowd.people if each.person not in taken or each.begun_at > taken[each.person]]
    crowd.dropped[TAKEN_OUT] += len(crowd.people) - len(kept)
    crowd.people = kept
