"""Where a run's time goes: statements by what they touch, deciding in memory, and the rest."""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from campaigns.engine.flow import FlowDraft
from campaigns.runtime import knowing
from campaigns.storage import activities

Seconds = defaultdict[str, float]
_TABLE = re.compile(r'(?:INTO|UPDATE|FROM)\s+"?campaigns_(\w+)')


@contextmanager
def parted() -> Iterator[Seconds]:
    """Seconds by part, filled while the block runs."""
    seconds: Seconds = defaultdict(float)

    def statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found = _TABLE.search(sql)
            verb = "read" if sql.lstrip().startswith("SELECT") else "write"
            seconds[f"{verb} {found[1] if found else 'other'}"] += time.perf_counter() - start

    with (
        connection.execute_wrapper(statement),
        timed(activities, "write_activities", seconds, "write activities"),
        timed(FlowDraft, "run", seconds, "decide in memory"),
        timed(knowing, "load_world", seconds, "read names and settings"),
    ):
        yield seconds


@contextmanager
def timed(owner: Any, name: str, seconds: Seconds, part: str) -> Iterator[None]:
    """Counts the time of one function; whoever imported it by name is given the counting one as well."""
    original: Callable[..., Any] = getattr(owner, name)

    def counting(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            seconds[part] += time.perf_counter() - start

    holders = [owner]
    if owner is activities:
        from campaigns.storage import write_back

        holders.append(write_back)
    for holder in holders:
        setattr(holder, name, counting)
    try:
        yield
    finally:
        for holder in holders:
            setattr(holder, name, original)


def shares(seconds: Seconds, total: float) -> dict[str, float]:
    """The largest parts as shares of the whole; the rest is Python and the commit."""
    counted = {part: spent / total for part, spent in seconds.items() if part != "write activity"}
    largest = dict(sorted(counted.items(), key=lambda each: -each[1])[:8])
    return largest | {"rest (Python, commit)": max(0.0, 1 - sum(counted.values()))}
