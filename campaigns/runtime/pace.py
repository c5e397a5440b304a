"""How many people one transaction takes: as many as fit into the time that a user's save may wait (engine.md 15)."""

import time
from dataclasses import dataclass

from campaigns.storage.sql import is_postgresql

SMALL = 200  # people, while trigger work arrives
WORTH_SPLITTING = 1.5  # times as many as fit: a small overrun costs less than one more wave
_WEIGHT = 0.3  # of the newest measurement


@dataclass(frozen=True)
class Limits:
    """`aim` is in seconds, `large` in people."""

    aim: float
    large: int


SHARED = Limits(aim=0.06, large=700)  # SQLite: every writer waits for the wave
BY_PERSON = Limits(aim=0.2, large=1200)  # PostgreSQL: only who writes the same people waits


def limits() -> Limits:
    return BY_PERSON if is_postgresql() else SHARED


class Pace:
    """Measured per process: seconds per person of the latest large waves."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._per_person = limits.aim / limits.large
        self._latest_trigger_work = float("-inf")

    def people_at_once(self) -> int:
        if time.monotonic() - self._latest_trigger_work < 1.0:
            return SMALL
        return max(SMALL, min(self.limits.large, round(self.limits.aim / self._per_person)))

    def note_trigger_work(self) -> None:
        self._latest_trigger_work = time.monotonic()

    def note(self, *, people: int, seconds: float) -> None:
        """A small wave says nothing about people: most of its time is the wave's own."""
        if people >= SMALL:
            self._per_person += _WEIGHT * (seconds / people - self._per_person)
