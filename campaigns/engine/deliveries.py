"""What leaves the house because of a step, and the answer for which its people wait (engine.md 18)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

DeliveryKind = Literal["email", "alert", "webhook"]
ANSWERED = "?"  # before a step's id: its answer has come


@dataclass(frozen=True, slots=True, eq=False)
class Delivering:
    """To be written with the wave; where it stood when the step asked."""

    person: int
    kind: DeliveryKind
    payload: Mapping[str, Any]
    campaign: int
    path: str
    step: str
    choice: str
    awaited: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it. `choice` is the branch that asked, `asked` its payload; `reason` says why it failed, and is
    empty when it was sent."""

    choice: str
    reason: str
    content: Mapping[str, Any]
    asked: Mapping[str, Any] = field(default_factory=dict)
