"""Which trigger campaigns does what was logged start? Type and the activity's own constraints (S10, engine.md 12)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.engine.draft import SUCCEEDED, Row
from campaigns.engine.kinds import TriggerKind


@dataclass(frozen=True, slots=True)
class ActiveTrigger:
    """One trigger of one active campaign. `partitions` are those that its workspace sees."""

    campaign: int
    run: int
    kind: TriggerKind
    params: Any
    partitions: frozenset[int]


@dataclass(frozen=True, slots=True)
class Start:
    """A person enters a campaign because of this row."""

    person: int
    row: Row
    trigger: str  # the trigger's label, for {{trigger.Trigger Name}}


def starts(
    rows: Iterable[Row], triggers: Mapping[int, Sequence[ActiveTrigger]], partitions: Sequence[int]
) -> dict[tuple[int, int], list[Start]]:
    """By (campaign, run). Each activity enters a campaign once, however many of its triggers match."""
    found: dict[tuple[int, int], list[Start]] = {}
    verdicts: dict[tuple[int, Any], dict[tuple[int, int], ActiveTrigger]] = {}
    for row in rows:
        listening = triggers.get(row.origin.type.id)
        if listening and row.origin.result != SUCCEEDED:
            listening = [each for each in listening if getattr(each.kind, "any_result", False)]
        if not listening:
            continue
        key = (row.origin.type.id, (row.origin.result == SUCCEEDED, row.primary_id, row.attributes))
        if key not in verdicts:
            verdicts[key] = _matching(row, listening)
        for target, trigger in verdicts[key].items():
            if partitions[row.person] in trigger.partitions:
                found.setdefault(target, []).append(Start(row.person, row, trigger.kind.label))
    return found


def _matching(row: Row, listening: Sequence[ActiveTrigger]) -> dict[tuple[int, int], ActiveTrigger]:
    event = row.event()
    matched: dict[tuple[int, int], ActiveTrigger] = {}
    for trigger in listening:
        target = (trigger.campaign, trigger.run)
        if target not in matched and trigger.kind.matches(trigger.params, event):
            matched[target] = trigger
    return matched


def rounds(found: Sequence[Start]) -> list[list[Start]]:
    """A person stands in a wave once: a second start of the same person goes into the next round. People ascend."""
    layers: list[dict[int, Start]] = []
    for start in found:
        layer = next((each for each in layers if start.person not in each), None)
        if layer is None:
            layers.append(layer := {})
        layer[start.person] = start
    return [[layer[person] for person in sorted(layer)] for layer in layers]
