"""Paths into the JSON of an answer: "person.scores[0].value", with or without "$." before it."""

import re
from functools import lru_cache
from typing import Any

MISSING = object()
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d{1,9})\]")


class UnreadablePath(ValueError):
    """It says in a sentence what can't be read."""


@lru_cache(maxsize=1000)
def read_path(path: str) -> tuple[str | int, ...]:
    text = path.strip().removeprefix("$")
    steps: list[str | int] = []
    position = 0
    while position < len(text):
        found = _STEP.match(text, position)
        if found is None:
            raise UnreadablePath(f'"{path}" is no path. Write it like "person.scores[0].value".')
        steps.append(found[1] if found[1] is not None else int(found[2]))
        position = found.end()
    if not steps:
        raise UnreadablePath('A path is empty. Write it like "person.scores[0].value".')
    return tuple(steps)


def value_at(document: Any, path: str) -> Any:
    """MISSING where the document has nothing there."""
    found = document
    for step in read_path(path):
        if isinstance(step, int):
            inside = isinstance(found, list) and step < len(found)
        else:
            inside = isinstance(found, dict) and step in found
        if not inside:
            return MISSING
        found = found[step]
    return found
