"""Which errors of a database are nobody's fault and pass by themselves (engine.md 13)."""

from django.db import Error

# Connection lost, transaction rolled back, out of resources, locked, stopped by an operator, system error.
_PASSING_STATES = ("08", "40", "53", "55", "57", "58")
_STATEMENT_TIMEOUT = "57014"
_LASTING_ON_SQLITE = ("SQLITE_ERROR", "SQLITE_TOOBIG", "SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_RANGE")


def passes(error: Error) -> bool:
    """A deadlock, a lost connection, a full disk. Not a value that is too large for an index: it would fail for ever,
    though drivers raise it as an operational error too."""
    cause = error.__cause__
    sqlite = getattr(cause, "sqlite_errorname", None)
    if sqlite is not None:
        return not sqlite.startswith(_LASTING_ON_SQLITE)
    state = getattr(cause, "sqlstate", None)
    return state is None or (state != _STATEMENT_TIMEOUT and state[:2] in _PASSING_STATES)
