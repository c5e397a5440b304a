"""What a file's columns seem to hold: examples, blanks, and the narrowest type that fits every cell."""

import re
from datetime import date

from campaigns.definitions.fields import FieldType

# Words that forms write for "not answered"; the importer may choose others.
EMPTY_WORDS = ("Select",)

_REMEMBERED = 2_000
_EXAMPLES = 3
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,14})", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Column:
    """Learns one cell after the other. `unique`: no cell was blank and no value came twice."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.examples: list[str] = []
        self.empty = 0
        self.unique = True
        self._seen: set[str] = set()
        self._types = list(_TESTS)

    @property
    def type(self) -> FieldType:
        return self._types[0] if self._types and self._seen else FieldType.TEXT

    def learn(self, cell: str) -> None:
        if cell in self._seen:
            self.unique = False
            return
        text = cell.strip()
        if is_empty(text, _PRESET):
            self.empty += 1
            self.unique = False
            return
        if len(self._seen) < _REMEMBERED or self.unique:
            self._seen.add(cell)
        if len(self.examples) < _EXAMPLES:
            self.examples.append(text)
        if self._types:
            self._types = [each for each in self._types if _TESTS[each](text)]


def is_empty(text: str, words: frozenset[str]) -> bool:
    """`text` has no outer spaces, `words` are casefolded."""
    return not text or text.casefold() in words


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_PRESET = frozenset(word.casefold() for word in EMPTY_WORDS)
# From the narrowest to the widest. 0 and 1 are numbers: they may count something.
_TESTS = {
    FieldType.BOOLEAN: lambda text: text.casefold() in ("yes", "no", "true", "false"),
    FieldType.INTEGER: lambda text: _INTEGER.fullmatch(text) is not None,
    FieldType.NUMBER: lambda text: _NUMBER.fullmatch(text) is not None,
    FieldType.DATE: _is_date,
}
