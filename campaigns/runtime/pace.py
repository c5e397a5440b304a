"""How many people one transaction takes: as many as fit into the time that a user's save may wait (engine.md 15)."""

import time
from dataclasses import dataclass

LARGE, SMALL = 1000, 200  # people; the smaller while trigger work arrives
AIM = 0.08  # seconds, where every writer waits for the wave
AIM_BY_PERSON = 0.3  # seconds, where only those who write the same people do
_WEIGHT = 0.3  # of the newest measurement


@dataclass
class Pace:
    """Measured per process: seconds per person of the latest large waves."""

    aim: float = AIM
    per_person: float = AIM / LARGE
    latest_trigger_work: float = float("-inf")

    def people_at_once(self) -> int:
        if time.monotonic() - self.latest_trigger_work < 1.0:
            return SMALL
        return max(SMALL, min(LARGE, round(self.aim / self.per_person)))

    def note_trigger_work(self) -> None:
        self.latest_trigger_work = time.monotonic()

    def note(self, *, people: int, seconds: float) -> None:
        """A small wave says nothing about people: most of its time is the wave's own."""
        if people >= SMALL:
            self.per_person += _WEIGHT * (seconds / people - self.per_person)
