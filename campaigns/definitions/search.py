"""Which words find a person: those of the name, the e-mail address, the company and the key fields."""

import re
from collections.abc import Iterable

from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal

FIELDS = frozenset({"first_name", "last_name", "email", "company"})
MOST_WORDS = 20  # of one field
LONGEST_WORD = 64  # characters
_WORD = re.compile(r"[^\W_]+")


def is_searched(field: Field) -> bool:
    return field.name in FIELDS or field.is_key


def words_of(value: object) -> set[str]:
    """The text in normal form from each of its words on: "ann@acme.test" is found by "ann@", "acme.test" and "test"."""
    text = normal(str(value))
    starts = [0, *(word.start() for word in _WORD.finditer(text))][: MOST_WORDS + 1]
    return {text[start : start + LONGEST_WORD] for start in starts} - {""}


def searched_words(text: str) -> list[str]:
    """What somebody typed, word by word; each must begin a word of the person."""
    words = dict.fromkeys(word[:LONGEST_WORD] for word in normal(text).split())
    return [*words][:8]


def after_prefix(word: str) -> str:
    """Everything that begins with `word` lies between it and this."""
    return word + chr(0x10FFFF)


def rows_of(field: str, people: Iterable[tuple[int, object]]) -> list[tuple[int, str, str]]:
    """Person id, field and word, in order."""
    return [(id_, field, word) for id_, value in people if value is not None for word in sorted(words_of(value))]
