"""In which order ready waves are claimed: ageing and fairness in one number (engine.md 14, S07)."""

from typing import Literal

Priority = Literal["high", "medium", "low"]

CLASS_DELAY: dict[Priority, float] = {"high": 0.0, "medium": 5.0, "low": 15.0}  # seconds
NOMINAL_RATE = 10_000.0  # people per second of one workspace


def rank(*, ready_at: float, priority: Priority, queued: int) -> float:
    """Seconds; the lowest first. A workspace with much in the queue comes later, a wave that waits long comes first."""
    return ready_at + CLASS_DELAY[priority] + queued / NOMINAL_RATE
