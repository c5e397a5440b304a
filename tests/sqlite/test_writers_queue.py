"""Our SQLite backend: writers of one process take turns, and a turn always comes back (engine.md 23)."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connections
from django.db.transaction import atomic
from django.db.utils import ConnectionHandler

from campaigns.sqlite.base import DatabaseWrapper
from tests.until import until

ALIAS = "queue"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:
    """A database beside Django's own, under an alias that every thread connects to by itself."""
    described = {"ENGINE": "campaigns.sqlite", "NAME": tmp_path / "queue.sqlite3", "OPTIONS": {"timeout": 5}}
    connections.settings[ALIAS] = ConnectionHandler({"default": {}, ALIAS: described}).settings[ALIAS]
    with django_db_blocker.unblock():
        run("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
        yield
        connections[ALIAS].close()
    del connections[ALIAS], connections.settings[ALIAS]


def run(sql: str, *values: int | str) -> list[tuple[Any, ...]]:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def note(text: str) -> None:
    run("INSERT INTO note (text) VALUES (%s)", text)


def noted() -> list[str]:
    return [text for (text,) in run("SELECT text FROM note ORDER BY id")]


def turn() -> Any:
    wrapper = connections[ALIAS]
    assert isinstance(wrapper, DatabaseWrapper)
    return wrapper._turn


def in_thread(work: Any) -> threading.Thread:
    def and_close() -> None:
        try:
            work()
        finally:
            connections[ALIAS].close()

    thread = threading.Thread(target=and_close)
    thread.start()
    return thread


def write_elsewhere(text: str) -> None:
    """Another thread can write: the turn is free."""

    def write() -> None:
        with atomic(ALIAS):
            note(text)

    thread = in_thread(write)
    thread.join(timeout=5)
    assert not thread.is_alive()
    assert text in noted()


def test_the_log_is_written_ahead_and_synced_at_checkpoints() -> None:
    assert run("PRAGMA journal_mode") == [("wal",)]
    assert run("PRAGMA synchronous") == [(1,)]
    assert run("PRAGMA wal_autocheckpoint") == [(2000,)]
    assert run("PRAGMA foreign_keys") == [(1,)]


def test_the_turn_is_held_from_begin_to_commit() -> None:
    with atomic(ALIAS):
        assert turn()
        note("a")
    assert turn() is None
    write_elsewhere("b")


def test_nested_blocks_share_one_turn() -> None:
    with atomic(ALIAS):
        note("outer")
        held = turn()
        with atomic(ALIAS):
            note("inner")
            assert turn() is held
        assert turn() is held
    assert turn() is None
    assert noted() == ["outer", "inner"]


def test_an_exception_gives_the_turn_back() -> None:
    with pytest.raises(ValueError, match="no"), atomic(ALIAS):
        note("lost")
        raise ValueError("no")
    write_elsewhere("kept")
    assert noted() == ["kept"]


def test_a_savepoint_that_fails_keeps_the_turn() -> None:
    with atomic(ALIAS):
        note("a")
        with pytest.raises(IntegrityError), atomic(ALIAS):
            note("a")
        assert turn()
        note("b")
    write_elsewhere("c")
    assert noted() == ["a", "b", "c"]


def test_a_commit_that_fails_gives_the_turn_back() -> None:
    run("CREATE TABLE child (note INTEGER REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(IntegrityError), atomic(ALIAS):
        run("INSERT INTO child VALUES (99)")
    write_elsewhere("kept")


def test_a_connection_closed_inside_a_block_gives_the_turn_back() -> None:
    with pytest.raises(DatabaseError), atomic(ALIAS):
        note("lost")
        connections[ALIAS].close()
        note("refused")
    write_elsewhere("kept")
    assert noted() == ["kept"]


def test_a_begin_that_fails_gives_the_turn_back(tmp_path: Path) -> None:
    other_process = sqlite3.connect(tmp_path / "queue.sqlite3", isolation_level=None)
    run("PRAGMA busy_timeout = 50")
    other_process.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"), atomic(ALIAS):
        note("never")
    other_process.execute("COMMIT")
    other_process.close()
    assert turn() is None
    write_elsewhere("kept")


def test_what_is_told_after_commit_may_write() -> None:
    with atomic(ALIAS):
        connections[ALIAS].on_commit(lambda: write_elsewhere("after"))
        note("before")
    assert noted() == ["before", "after"]


def test_a_trigger_waits_for_one_batch_transaction_only() -> None:
    """The batch begins its next transaction at once; the trigger, which waited, goes first."""
    queue = _lock()
    first_begun, may_commit = threading.Event(), threading.Event()

    def batch() -> None:
        for number in range(3):
            with atomic(ALIAS):
                note(f"batch {number}")
                first_begun.set()
                may_commit.wait(timeout=5)

    def trigger() -> None:
        with atomic(ALIAS):
            note("trigger")

    threads = [in_thread(batch)]
    assert first_begun.wait(timeout=5)
    threads.append(in_thread(trigger))
    until(lambda: queue.waiting == 1)
    may_commit.set()
    for thread in threads:
        thread.join()
    assert noted()[:2] == ["batch 0", "trigger"]


def test_two_threads_lose_no_update() -> None:
    run("CREATE TABLE score (value INTEGER)")
    run("INSERT INTO score VALUES (0)")

    def add() -> None:
        for _ in range(100):
            with atomic(ALIAS):
                [(value,)] = run("SELECT value FROM score")
                run("UPDATE score SET value = %s", value + 1)

    threads = [in_thread(add), in_thread(add)]
    for thread in threads:
        thread.join()
    assert run("SELECT value FROM score") == [(200,)]


def test_who_waits_too_long_is_told_so() -> None:
    connections.settings[ALIAS]["OPTIONS"]["timeout"] = 0.05
    told: list[str] = []

    def write() -> None:
        try:
            with atomic(ALIAS):
                note("never")
        except OperationalError as error:
            told.append(str(error))

    with atomic(ALIAS):
        in_thread(write).join()
    assert told == ["The database is busy: waited 0.05 seconds for the turn to write."]
    write_elsewhere("kept")


def test_one_thread_never_waits_for_itself() -> None:
    second = connections.create_connection(ALIAS)
    started = time.monotonic()
    with atomic(ALIAS), pytest.raises(OperationalError, match="through another connection"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert time.monotonic() - started < 1
    second.close()
    write_elsewhere("kept")


def _lock() -> Any:
    with atomic(ALIAS):
        return turn()
