"""Reads claimed waves: who arrives where, and who was lost on the way, with the reason (engine.md 9, 19)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from campaigns.models import Wave
from campaigns.storage import waiting
from campaigns.storage.flow_counts import Passage
from campaigns.storage.waves import entries_of, people_of


@dataclass(frozen=True, slots=True)
class Arriving:
    person: int
    entry: int
    context: dict[str, str] | None
    begun_at: datetime


@dataclass(slots=True)
class Crowd:
    """All that came with the claimed waves, ascending by person; a person who came twice stays behind.

    `back` are the entries that waited or were held, and so have entered already.
    """

    waves: list[Wave]
    people: list[Arriving] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    back: set[int] = field(default_factory=set)

    @property
    def ids(self) -> list[int]:
        return [each.person for each in self.people]

    @property
    def at_the_door(self) -> bool:
        return self.waves[0].step is None

    @property
    def repeats(self) -> bool:
        """They do one step again that failed, and nothing else (F08); such entries have no waiting row."""
        return not self.at_the_door and self.waves[0].entries is None

    def passage(self) -> Passage:
        lost = 0 if self.at_the_door or self.repeats else sum(self.dropped.values())
        back = frozenset(index for index, each in enumerate(self.people) if each.entry in self.back)
        return Passage(self.at_the_door, self.repeats, back, lost)

    def keep(self, present: Sequence[int], reason: str) -> None:
        """Drops everybody who is not among `present`."""
        there = set(present)
        kept = [each for each in self.people if each.person in there]
        self.dropped[reason] += len(self.people) - len(kept)
        self.people = kept


def arriving(waves: Sequence[Wave]) -> Crowd:
    """`waves` stand at one place. One with somebody who has come already waits for the next turn, in order."""
    crowd = Crowd([])
    seen: set[int] = set()
    for wave in waves:
        people = people_of(wave)
        came_already = not seen.isdisjoint(people)
        seen.update(people)
        if came_already:
            continue
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
    if any(wave.entries is not None for wave in crowd.waves):
        crowd.back = waiting.still_waiting(crowd.waves)
    if crowd.at_the_door:
        taken = waiting.removed(crowd.ids, campaign=root)
        kept = [each for each in crowd.people if each.person not in taken or each.begun_at > taken[each.person]]
    elif crowd.repeats:
        return
    else:
        kept = [each for each in crowd.people if each.entry in crowd.back]
    crowd.dropped[waiting.TAKEN_OUT] += len(crowd.people) - len(kept)
    crowd.people = kept
