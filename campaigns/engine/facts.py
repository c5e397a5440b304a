"""What is known of a wave's people when it starts: columns, loaded in bulk under their locks (engine.md 11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from campaigns.definitions.campaign import Qualification
from campaigns.engine.predicates import History
from campaigns.engine.token_scopes import Layer
from campaigns.engine.wave import Value


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """People are indexes into `ids`, which ascend. Never written to: the draft lays its changes over it."""

    ids: list[int]
    partitions: list[int] = field(default_factory=list)
    columns: Mapping[str, list[Value]] = field(default_factory=dict)
    lists: Mapping[int, frozenset[int]] = field(default_factory=dict)
    statuses: Mapping[int, Mapping[int, tuple[int, bool]]] = field(default_factory=dict)
    passes: Mapping[int, Mapping[int, datetime]] = field(default_factory=dict)  # campaign -> person -> last passed
    history: Mapping[History, Mapping[int, int]] = field(default_factory=dict)
    sharing: Mapping[str, frozenset[int]] = field(default_factory=dict)  # key field -> who shares its value
    emailed: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # person -> e-mails today, in 168 hours (S06)


@dataclass(frozen=True, slots=True)
class LiveCampaign:
    """What a plan does not freeze of a campaign: its name, its rule, and what it defines for tokens."""

    id: int
    name: str
    qualification: Qualification
    layer: Layer
    obeys_limits: bool = False  # communication limits (S06)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How the wave's people come in: `entries` by index; at the door when `step` is None (then `picked` says that
    the smart list was judged when the run started); else at a step, inside the Execute steps of `path`.

    `step` is the step to do; with ">" before it, the one that was done; with "?", the one whose answer has come.
    """

    entries: list[int]
    path: tuple[str, ...] = ()
    step: str | None = None
    picked: bool = False
    given: Layer | None = None  # My Token values given by API (T06)
