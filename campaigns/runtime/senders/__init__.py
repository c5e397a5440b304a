"""Who sends which kind of delivery. A sender stands outside of any transaction; it may be tried again after a crash."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from campaigns.models import Delivery


@dataclass(frozen=True, slots=True)
class Sent:
    """It is out. `answer` is what came back."""

    answer: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken; `reason` is a sentence."""

    reason: str
    answer: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Again:
    """It may be taken later: after so long, or by the house's own patience. The last attempt's reason stays."""

    reason: str
    after: timedelta | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)


Outcome = Sent | Refused | Again


class Sender(Protocol):
    def send(self, delivery: Delivery) -> Outcome: ...

    def settled(self, delivery: Delivery) -> None:
        """In the transaction that writes its last state, sent or failed: log activities, change the person."""
        ...
