"""Where people of a wave stand, and what became of those who don't go on: waiting, held, requested, taken out."""

from dataclasses import dataclass, field
from datetime import datetime

from campaigns.engine.plan import CompiledCampaign
from campaigns.engine.token_scopes import Context

Place = tuple[str, str]  # path joined by "/", step id
Standpoint = tuple[tuple[str, ...], str | None]  # path, and the step to do; None at the door


@dataclass(frozen=True, slots=True)
class Frame:
    """One campaign's flow at work: the root's, or that of an executable inside it. `chain` starts at the root."""

    campaign: CompiledCampaign
    path: tuple[str, ...]
    chain: tuple[int, ...]
    context: Context

    @property
    def id(self) -> int:
        return self.campaign.planned.id


@dataclass(slots=True)
class StepCounts:
    """What the console shows on a card."""

    entered: int = 0
    branches: dict[str, list[int]] = field(default_factory=dict)  # who took which branch


@dataclass(frozen=True, slots=True)
class Parked:
    """Someone who waits until `wake_at` or, without one, for an answer; with a `reason`, who is held.

    `step` as in Arrival.
    """

    person: int
    path: tuple[str, ...]
    step: str | None
    wake_at: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Requested:
    campaign_id: int
    people: list[int]
    place: Place


@dataclass(frozen=True, slots=True)
class Removed:
    """Taken out of the waits and the queue of another campaign (C16); `rows` were logged before."""

    campaign_id: int
    people: list[int]
    rows: int
