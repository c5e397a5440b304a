"""A task that a step asks for."""

from dataclasses import dataclass
from datetime import date

LONGEST_SUBJECT = 255


@dataclass(frozen=True, slots=True)
class NewTask:
    """`owner` is a user's id, or None for the person's own owner."""

    person: int
    subject: str
    description: str
    due_on: date
    owner: int | None
