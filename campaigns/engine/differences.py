"""What changed between two versions of a campaign, part by part, in words (F10): for its history and for publishing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from campaigns.definitions.base import Frozen

Part = Literal["trigger", "filter", "logic", "step"]
Lines = tuple[str, ...]


class Change(Frozen):
    """`number` is where it stands, counted from 1, in the newer version; of what was removed, in the older one."""

    part: Part
    change: Literal["added", "removed", "changed", "moved"]
    id: str
    number: int
    before: Lines = ()
    after: Lines = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One trigger, filter or step: `content` is compared, `lines` are read."""

    id: str
    content: object
    lines: Lines


def changes_between(part: Part, before: Sequence[Told], after: Sequence[Told]) -> list[Change]:
    """In the order of the newer version; what was removed comes last. A part is the same one while it keeps its id."""
    old = {each.id: each for each in before}
    new = {each.id for each in after}
    in_order = _longest_common([each.id for each in before if each.id in new], [each.id for each in after])
    found = [change for number, each in enumerate(after, 1) for change in _of(part, number, each, old, in_order)]
    gone = (
        Change(part=part, change="removed", id=each.id, number=number, before=each.lines)
        for number, each in enumerate(before, 1)
        if each.id not in new
    )
    return [*found, *gone]


def _of(part: Part, number: int, each: Told, old: Mapping[str, Told], in_order: frozenset[str]) -> Iterator[Change]:
    was = old.get(each.id)
    if was is None:
        yield Change(part=part, change="added", id=each.id, number=number, after=each.lines)
        return
    if was.content != each.content:
        yield Change(part=part, change="changed", id=each.id, number=number, before=was.lines, after=each.lines)
    if each.id not in in_order:
        yield Change(part=part, change="moved", id=each.id, number=number, after=each.lines)


def _longest_common(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The most parts that kept their order: the longest rising row of old places. The others were moved."""
    place = {id: number for number, id in enumerate(before)}
    best: list[list[str]] = []  # best[n]: the row of n + 1 parts that ends at the lowest place
    for id in after:
        if id not in place:
            continue
        row = next((n for n, each in enumerate(best) if place[each[-1]] > place[id]), len(best))
        best[row : row + 1] = [[*(best[row - 1] if row else ()), id]]
    return frozenset(best[-1]) if best else frozenset()
