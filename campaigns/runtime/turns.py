"""Work of many parts, none of which keeps the others from their turn."""

from collections.abc import Callable, Iterable
from typing import Any


def take_turns(turns: Iterable[Callable[[], Any]]) -> list[Any]:
    """What each came to. What fails is raised when all have had their turn, for the outer loop to tell."""
    results: list[Any] = []
    errors: list[Exception] = []
    for turn in turns:
        try:
            results.append(turn())
        except Exception as error:  # noqa: BLE001  (it is raised below)
            errors.append(error)
    if errors:
        raise errors[0] if len(errors) == 1 else ExceptionGroup("several turns failed", errors)
    return results
