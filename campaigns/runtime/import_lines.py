"""Reads the lines of an imported file into values of people; says what is wrong with the others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.field_tests import UnreadableValue
from campaigns.engine.wave import Value
from campaigns.storage.values import Cell, cell_reader

LONGEST_KEY = 255
_SHOWN_VALUE = 500


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The file's columns, each with its field or none, and how cells are understood."""

    headings: Sequence[str]
    fields: Sequence[Field | None]
    key: str
    empty_words: frozenset[str]
    zone: ZoneInfo

    @property
    def key_column(self) -> str:
        return next(
            heading
            for heading, into in zip(self.headings, self.fields, strict=True)
            if into is not None and into.name == self.key
        )


@dataclass(slots=True)
class ReadLines:
    """`people` holds, by key, what the lines say of a person: later lines win. `lines` are those of each person.

    None as a value clears the field; a cell that says nothing is no value at all.
    """

    people: dict[str, dict[str, Value]] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    rejected: int = 0

    def reject(self, faults: Iterable[Fault], *, lines: int = 1) -> None:
        self.faults.extend(faults)
        self.rejected += lines


def read_lines(rows: Iterable[tuple[int, Sequence[str]]], layout: Layout) -> ReadLines:
    """A line with a cell that can't be accepted is rejected whole; every such cell is named."""
    readers = [
        (index, heading, into.name, cell_reader(into, layout.zone))
        for index, (heading, into) in enumerate(zip(layout.headings, layout.fields, strict=True))
        if into is not None
    ]
    key_column = layout.key_column
    found = ReadLines()
    for line, cells in rows:
        if len(cells) != len(layout.headings):
            sentence = f"The line has {len(cells)} cells where the file has {len(layout.headings)} columns."
            found.reject([Fault(line, "", "", sentence)])
            continue
        values, faults = _read(line, cells, readers, layout.empty_words)
        key = normal(str(values.get(layout.key) or ""))
        if not faults and not key:
            faults = [Fault(line, key_column, "", f"The line has no {key_column}, by which people are found.")]
        elif not faults and len(key) > LONGEST_KEY:
            faults = [Fault(line, key_column, key[:_SHOWN_VALUE], f"A key has at most {LONGEST_KEY} characters.")]
        if faults:
            found.reject(faults)
        else:
            found.people.setdefault(key, {}).update(values)
            found.lines.setdefault(key, []).append(line)
    return found


def _read(
    line: int,
    cells: Sequence[str],
    readers: Iterable[tuple[int, str, str, Callable[[str], Cell]]],
    empty_words: frozenset[str],
) -> tuple[dict[str, Value], list[Fault]]:
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for index, heading, name, read in readers:
        text = cells[index].strip()
        if not text or text.casefold() in empty_words:
            continue
        value = read(text)
        if isinstance(value, UnreadableValue):
            faults.append(Fault(line, heading, text[:_SHOWN_VALUE], str(value)))
        else:
            values[name] = value
    return values, faults


def fields_of(names: Sequence[str | None], fields: Mapping[str, Field]) -> list[Field | None]:
    return [None if name is None else fields[name] for name in names]
