"""Tables as CSV files for spreadsheets, a piece at a time."""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

BOM = b"\xef\xbb\xbf"  # without it spreadsheets take the file for Latin-1
TYPE = "text/csv; charset=utf-8"
_AT_ONCE = 1_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-][\d\s().,/-]*")  # phone numbers too
Cell = str | int | float | bool | None


def pieces(lines: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    yield BOM
    remaining = iter(lines)
    while some := list(itertools.islice(remaining, _AT_ONCE)):
        written = io.StringIO()
        csv.writer(written).writerows([[cell(each) for each in line] for line in some])
        yield written.getvalue().encode()


def cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return harmless(value)
        case _:
            return str(value)


def harmless(text: str) -> str:
    """A spreadsheet takes such texts for formulas; the apostrophe makes them text again."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
