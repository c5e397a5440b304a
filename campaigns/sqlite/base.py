"""SQLite with a write-ahead log, and one fair queue for the writers of this process (engine.md 23).

SQLite lets whoever polls at the right moment write next, so a batch would starve a trigger. Here every outermost
atomic block waits for its turn before BEGIN IMMEDIATE, and gives the turn away after COMMIT or ROLLBACK.
Writes outside of atomic blocks, and other processes, rely on SQLite's own timeout.
"""

import threading
from collections import defaultdict
from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from campaigns.sqlite.fair_lock import FairLock

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA wal_autocheckpoint = 2000",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)
TIMEOUT = 30

_locks: defaultdict[str, FairLock] = defaultdict(FairLock)
_writing = threading.local()


class DatabaseWrapper(base.DatabaseWrapper):
    """One per thread. Holds the turn from its outermost BEGIN to the COMMIT or ROLLBACK, or to its closing."""

    _turn: FairLock | None = None

    def get_connection_params(self) -> dict[str, Any]:
        self.settings_dict["OPTIONS"] = {
            "timeout": TIMEOUT,
            "transaction_mode": "IMMEDIATE",
            **self.settings_dict["OPTIONS"],
        }
        params: dict[str, Any] = super().get_connection_params()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        connection: Connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn_away()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn_away()  # not when COMMIT failed: the transaction is still open, and a ROLLBACK follows

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn_away()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn_away()

    def _wait_for_turn(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self._turn or name in _names_written_by_this_thread():
            raise OperationalError("This thread already writes to this database through another connection.")
        timeout = self.settings_dict["OPTIONS"]["timeout"]
        turn = _locks[name]
        if not turn.acquire(timeout=timeout):
            raise OperationalError(f"The database is busy: waited {timeout} seconds for the turn to write.")
        self._turn = turn
        _names_written_by_this_thread().add(name)

    def _give_turn_away(self) -> None:
        turn, self._turn = self._turn, None
        if turn:
            _names_written_by_this_thread().discard(str(self.settings_dict["NAME"]))
            turn.release()


def _names_written_by_this_thread() -> set[str]:
    names: set[str] = _writing.__dict__.setdefault("names", set())
    return names
