"""What the membership filters share: in or not in, and any of several assets (L02)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from campaigns.engine.predicates import Any, Doubtful, Not, Predicate

Membership = Literal["in", "not_in"]


def membership(
    operator: Membership, ids: Iterable[int], known: Mapping[int, object], what: str, one: Callable[[int], Predicate]
) -> Predicate:
    """In any of them, or in none; doubtful when none is chosen or one is gone."""
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return Doubtful(f"No {what} is chosen.")
    if any(each not in known for each in wanted):
        return Doubtful(f"It names a {what} that is no longer there.")
    parts: list[Predicate] = []
    for each in wanted:
        parts.append(one(each))
        if isinstance(parts[-1], Doubtful):
            return parts[-1]
    inside = parts[0] if len(parts) == 1 else Any(tuple(parts))
    return Not(inside) if operator == "not_in" else inside


def member_words(operator: Membership) -> str:
    return "Not a member of" if operator == "not_in" else "Member of"
