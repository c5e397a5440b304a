"""Waiting for a condition instead of for a time."""

import time
from collections.abc import Callable


def until(is_true: Callable[[], object], *, within: float = 5, every: float = 0.005) -> None:
    deadline = time.monotonic() + within
    while not is_true():
        assert time.monotonic() < deadline, f"waited {within} seconds in vain"
        time.sleep(every)
