"""Advanced logic of a smart list: "1 and (2 or 3)" as a tree (L01)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


class LogicError(ValueError):
    """A logic text that can't be followed; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Join:
    """`of` holds filter numbers, from 1, and joins in brackets."""

    word: Literal["and", "or"]
    of: "tuple[Logic, ...]"


Logic = int | Join
_WORDS = re.compile(r"\s*([0-9]+|[a-z]+|[()]|\S)", re.IGNORECASE)
_EXAMPLE = 'Write filter numbers with and, or and brackets, such as "1 and (2 or 3)".'
_DEEPEST = 10


def parse_logic(text: str, filters: int) -> Logic:
    """`filters` is how many there are; a filter may be left out (see `unused`)."""
    words = [word.lower() for word in _WORDS.findall(text)]
    if not words:
        raise LogicError(f"The advanced logic is empty. {_EXAMPLE}")
    parser = _Parser(words, filters)
    tree = parser.join()
    if parser.left():
        raise LogicError(f'The advanced logic does not go on with "{parser.peek()}". {_EXAMPLE}')
    return tree


def unused(tree: Logic, filters: int) -> list[int]:
    """The filters that the logic leaves out."""
    used = set(_numbers(tree))
    return [number for number in range(1, filters + 1) if number not in used]


def _numbers(tree: Logic) -> Iterator[int]:
    if isinstance(tree, int):
        yield tree
    else:
        for part in tree.of:
            yield from _numbers(part)


class _Parser:
    def __init__(self, words: list[str], filters: int) -> None:
        self._words = words
        self._filters = filters
        self._at = 0
        self._depth = 0

    def join(self) -> Logic:
        """One level of brackets: parts joined by one and the same word."""
        parts = [self._part()]
        word: Literal["and", "or"] = "and" if self.peek() == "and" else "or"
        if self.peek() != word:
            return parts[0]
        while self.peek() == word:
            self._at += 1
            parts.append(self._part())
        if self.peek() in ("and", "or"):
            raise LogicError(f'"and" and "or" are mixed without brackets. {_EXAMPLE}')
        return Join(word, tuple(parts))

    def left(self) -> bool:
        return self._at < len(self._words)

    def peek(self) -> str:
        return self._words[self._at] if self.left() else ""

    def _part(self) -> Logic:
        word = self.peek()
        self._at += 1
        if word.isdecimal():
            return self._number(int(word[:9]))
        if word != "(":
            raise LogicError(f"The advanced logic {_where(word)}. {_EXAMPLE}")
        return self._brackets()

    def _brackets(self) -> Logic:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise LogicError("The advanced logic has too many brackets inside each other.")
        inside = self.join()
        if self.peek() != ")":
            raise LogicError(f"A bracket of the advanced logic is not closed. {_EXAMPLE}")
        self._at += 1
        self._depth -= 1
        return inside

    def _number(self, number: int) -> int:
        if not 1 <= number <= self._filters:
            there = "is 1 filter" if self._filters == 1 else f"are {self._filters} filters"
            raise LogicError(f"The advanced logic names filter {number}, but there {there}.")
        return number


def _where(word: str) -> str:
    return f'can\'t have "{word}" there' if word else "ends too early"
