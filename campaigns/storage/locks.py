"""Locks of the session, which a killed process loses; tried, never waited for (engine.md 13)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from campaigns.storage.sql import execute, is_postgresql, query

_NAMESPACES = {"wave": 0x7761 << 48, "run": 0x7275 << 48, "job": 0x6A6F << 48}
What = Literal["wave", "run", "job"]


def take(what: What, id_: int) -> bool:
    """On SQLite one thread claims, so none is needed."""
    return not is_postgresql() or bool(query("SELECT pg_try_advisory_lock(%s)", [_NAMESPACES[what] + id_])[0][0])


def give_back(what: What, id_: int) -> None:
    if is_postgresql():
        execute("SELECT pg_advisory_unlock(%s)", [_NAMESPACES[what] + id_])


@contextmanager
def trying(what: What, id_: int) -> Iterator[bool]:
    mine = take(what, id_)
    try:
        yield mine
    finally:
        if mine:
            give_back(what, id_)
