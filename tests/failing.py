"""A database that fails at one certain statement, as deadlocks, full disks and dying processes do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def failing(error: Exception, *, at: str, times: int = 1) -> Iterator[None]:
    """Raised instead of the next statements that hold these words."""
    left = times

    def fail(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        if left and at in str(sql):
            left -= 1
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield
    assert not left, f"{at} was executed less often"
