"""Bounded patience: reads that a page waits for are broken off when they take too long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from campaigns.storage.sql import is_postgresql

_STEPS_BETWEEN_LOOKS = 20_000


class TookTooLong(Exception):
    """The read was broken off; nothing is known of its result."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """For reads only, and outside of a transaction on SQLite, where a transaction would make writers wait."""
    started = time.monotonic()
    try:
        with _postgresql(seconds) if is_postgresql() else _sqlite(started + seconds):
            yield
    except OperationalError as error:
        if time.monotonic() - started < seconds:
            raise
        raise TookTooLong from error


@contextmanager
def _postgresql(seconds: float) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{int(seconds * 1000)}ms"])
        yield
        cursor.execute("SET LOCAL statement_timeout TO DEFAULT")


@contextmanager
def _sqlite(deadline: float) -> Iterator[None]:
    connection.ensure_connection()
    raw = connection.connection
    raw.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, _STEPS_BETWEEN_LOOKS)
