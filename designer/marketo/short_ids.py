"""Ids of steps, choices and rules: texts inside definitions, numbers on the wire where they are numbers."""

from collections.abc import Iterable


def wire_id(id: str) -> int | str:
    """Parts that were drawn in the designer have ids that are no numbers; they go as they are."""
    return int(id) if id.isascii() and id.isdigit() and len(id) < 16 else id


def next_id(taken: Iterable[str]) -> str:
    return str(max((int(each) for each in taken if isinstance(wire_id(each), int)), default=100) + 1)
