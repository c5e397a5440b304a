"""The few words in which PostgreSQL and SQLite differ; the rest of storage writes one SQL for both."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from sqlite3 import Cursor
from typing import Any

from django.db import connection


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def among(column: str, ids: Iterable[int]) -> tuple[str, list[str]]:
    """`column` is one of `ids`, with one parameter whatever their number."""
    text = ",".join(map(str, ids))
    if is_postgresql():
        return f"{column} = ANY(%s::bigint[])", ["{" + text + "}"]
    return f"{column} IN (SELECT value FROM json_each(%s))", ["[" + text + "]"]


def id_table(ids: Iterable[int]) -> tuple[str, str]:
    """A table expression `t(id)` in the order given, and its one parameter."""
    text = ",".join(map(str, ids))
    if is_postgresql():
        return "unnest(%s::bigint[]) t(id)", "{" + text + "}"
    return "(SELECT value AS id FROM json_each(%s)) t", "[" + text + "]"


def moment(value: datetime) -> Any:
    """An instant as a raw statement's parameter."""
    return connection.ops.adapt_datetimefield_value(value)


def query(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return cursor.fetchall()


def execute(sql: str, params: Sequence[Any] = ()) -> int:
    """How many rows were touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return cursor.rowcount


def execute_raw(sql: str, params: Sequence[Any]) -> None:
    """For SQLite's own placeholders: finding thousands of %s in a long statement takes as long as running it."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        Cursor.execute(cursor.cursor, sql, params)
