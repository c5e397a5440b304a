"""Reads a CSV file as people save it: encoding, delimiter and headings found out, refusals that name the line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from campaigns.definitions.text import normal
from campaigns.errors import Invalid

MAX_BYTES = 32 * 1024 * 1024
MAX_COLUMNS = 500
MAX_HEADING = 255
_DELIMITERS = ",;\t|"
_AS_CSV = 'In Excel: Save as, "CSV UTF-8".'

Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`lines` gives each line's number in the file and its cells, once; blank lines are left out.

    A line may have more or fewer cells than there are headings; the import then rejects it.
    """

    headings: tuple[str, ...]
    lines: Iterator[Line]


def read_sheet(content: bytes, delimiter: str | None = None) -> Sheet:
    """The delimiter is found out where it is not given."""
    text = _decoded(content)
    lines = _lines(text, delimiter or _delimiter(text))
    number, headings = next(lines, (0, []))
    if not headings:
        raise Invalid("The file is empty: it has not even a line of headings.")
    width = len(_without_blank_end(headings))
    named = tuple(heading.strip() for heading in headings[:width])
    _check_headings(named, number)
    return Sheet(named, ((at, _fitted(cells, width)) for at, cells in lines))


def _decoded(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise Invalid(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB. Split it and import the parts.")
    if content.startswith(b"PK\x03\x04"):
        raise Invalid(f"This is an Excel workbook or an archive, not a CSV file. {_AS_CSV}")
    if (at := content.find(b"\0")) >= 0:
        line = content.count(b"\n", 0, at) + 1
        raise Invalid(f"Line {line} holds a NUL character, so this is no plain text in UTF-8. {_AS_CSV}")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start
    line = content.count(b"\n", 0, at) + 1
    raise Invalid(f"Line {line} holds characters that are neither UTF-8 nor Windows-1252. {_AS_CSV}")


def _delimiter(text: str) -> str:
    """The one that parts the first line that has text into the most cells; a comma when in doubt."""
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    return max(_DELIMITERS, key=lambda delimiter: _width(first, delimiter))


def _width(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter)))
    except csv.Error:
        return 0


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Invalid(f"The file can't be read from line {number} on: {_why(error)}") from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def _why(error: csv.Error) -> str:
    message = str(error)
    if "end of data" in message:
        return "a quotation mark is opened there and never closed."
    if "field limit" in message:
        return "a cell is too long, or a quotation mark is never closed."
    if "expected after" in message:
        return "a quotation mark inside a cell must be written twice."
    return f"{message}."


def _without_blank_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _fitted(cells: list[str], width: int) -> list[str]:
    """Programs end lines with a comma too many: blank cells beyond the last heading are no cells."""
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    return cells


def _check_headings(headings: tuple[str, ...], line: int) -> None:
    if len(headings) > MAX_COLUMNS:
        raise Invalid(f"The file has {len(headings)} columns; at most {MAX_COLUMNS} can be imported at once.")
    seen: dict[str, int] = {}
    for column, heading in enumerate(headings, start=1):
        if not heading:
            raise Invalid(f"Line {line}: column {column} has no heading. Name it, or delete the column.")
        if len(heading) > MAX_HEADING:
            raise Invalid(f"Line {line}: the heading of column {column} is longer than {MAX_HEADING} characters.")
        if (first := seen.setdefault(normal(heading), column)) != column:
            raise Invalid(f'Line {line}: columns {first} and {column} share the heading "{heading}". Rename one.')
