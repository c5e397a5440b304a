"""Appends activities: COPY on PostgreSQL, multi-row INSERT on SQLite; in person order (engine.md 6, 16, 25)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import connection

from campaigns.definitions.activity_types import ActivityType
from campaigns.definitions.text import normal
from campaigns.engine.draft import Draft, Origin, Row
from campaigns.engine.wave import Value
from campaigns.storage.sql import execute_raw, is_postgresql, moment

UNDEFINED_TOKENS = "Undefined Tokens"
_COLUMNS = (
    "person_id",
    "entry",
    "attributes",
    "normal",
    "primary_id",
    "reason",
    "type_id",
    "result",
    "campaign_id",
    "step",
    "choice",
    "path",
    "run_id",
    "journal_id",
    "occurred_at",
    "recorded_at",
)
_ROWS_PER_INSERT = 1000  # SQLite takes 32,766 parameters
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_activities(draft: Draft, *, journal: int, run: int | None, entries: Sequence[int] | None) -> None:
    """Appends the draft's rows. `entries` are the entry ids by the people's indexes."""
    rows = sorted(draft.rows, key=itemgetter(0))
    if not rows:
        return
    tail = (run, journal, moment(draft.now), moment(draft.now))
    if is_postgresql():
        _copy(_lines(draft, rows, entries, tail))
    else:
        _insert(draft, rows, entries, tail)


def _copy(lines: Iterator[str]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY campaigns_activity ({', '.join(_COLUMNS)}) FROM STDIN") as copy,
    ):
        copy.write("".join(lines))


def _lines(draft: Draft, rows: Sequence[Row], entries: Sequence[int] | None, tail: tuple[Any, ...]) -> Iterator[str]:
    """COPY's text format; what repeats within a wave is escaped once."""
    ids = draft.facts.ids
    ends: dict[Origin, str] = {}
    middles: dict[tuple[Any, ...], str] = {}
    for person, origin, attributes, primary, reason, missing in rows:
        end = ends.get(origin)
        if end is None:
            end = ends[origin] = "\t".join(map(_copied, _of_origin(origin, tail))) + "\n"
        key = (origin.type.id, attributes, primary, reason, missing)
        middle = middles.get(key)
        if middle is None:
            text, normals = _documents(origin.type, attributes, missing)
            middle = middles[key] = "\t".join(map(_copied, (text, normals, primary, reason)))
        entry = entries[person] if entries is not None else r"\N"
        yield f"{ids[person]}\t{entry}\t{middle}\t{end}"


def _copied(value: Any) -> str:
    if value is None:
        return r"\N"
    text = str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _insert(draft: Draft, rows: Sequence[Row], entries: Sequence[int] | None, tail: tuple[Any, ...]) -> None:
    for start in range(0, len(rows), _ROWS_PER_INSERT):
        some = rows[start : start + _ROWS_PER_INSERT]
        execute_raw(_multi_row(len(some)), _parameters(draft, some, entries, tail))


@lru_cache(maxsize=16)
def _multi_row(rows: int) -> str:
    """Many rows in one statement are twice as fast as executemany."""
    marks = "(" + ", ".join("?" * len(_COLUMNS)) + ")"
    return f"INSERT INTO campaigns_activity ({', '.join(_COLUMNS)}) VALUES {', '.join([marks] * rows)}"


def _parameters(draft: Draft, rows: Sequence[Row], entries: Sequence[int] | None, tail: tuple[Any, ...]) -> list[Any]:
    """Row after row; what repeats within the wave is made once."""
    ids = draft.facts.ids
    middles: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    ends: dict[Origin, tuple[Any, ...]] = {}
    values: list[Any] = []
    for person, origin, attributes, primary, reason, missing in rows:
        end = ends.get(origin)
        if end is None:
            end = ends[origin] = _of_origin(origin, tail)
        key = (origin.type.id, attributes, primary, reason, missing)
        middle = middles.get(key)
        if middle is None:
            middle = middles[key] = (*_documents(origin.type, attributes, missing), primary, reason)
        values += (ids[person], entries[person] if entries is not None else None)
        values += middle
        values += end
    return values


def _of_origin(origin: Origin, tail: tuple[Any, ...]) -> tuple[Any, ...]:
    run, journal, now, recorded_at = tail
    own = (origin.type.id, origin.result, origin.campaign, origin.step, origin.choice, origin.path)
    occurred_at = now if origin.occurred_at is None else moment(origin.occurred_at)
    return (*own, run, journal, occurred_at, recorded_at)


def named_attributes(type_: ActivityType, attributes: Sequence[Value], missing: Sequence[str]) -> dict[str, Any]:
    """By name, empty ones left out."""
    named: dict[str, Any] = {
        name: value
        for name, value in zip(type_.attributes, attributes, strict=False)
        if value is not None and value != ""
    }
    if missing:
        named[UNDEFINED_TOKENS] = ", ".join(missing)
    return named


def _documents(type_: ActivityType, attributes: Sequence[Value], missing: Sequence[str]) -> tuple[str, str | None]:
    """The attributes by name, and the normal form of those texts that SQL's lower() can't give."""
    named = named_attributes(type_, attributes, missing)
    normals = _normals(named)
    return _encode(named), _encode(normals) if normals else None


def _normals(named: Mapping[str, Any]) -> dict[str, str]:
    texts = ((name, value, normal(value)) for name, value in named.items() if isinstance(value, str))
    return {name: form for name, value, form in texts if not value.isascii() or form != value.lower()}
