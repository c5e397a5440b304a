"""The house around the test's own database, and the one process of it that gets killed.

On SQLite that is the only one there is, with the worker inside; on PostgreSQL a Celery worker with its children, while
the web server and beat live on.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
from django.db import connection

from tests.servers.house import MANAGE, address_of, own_redis, serving, ticking, working
from tests.servers.process import free_port, running
from tests.until import until

WITHOUT_DEMO = "--without-demo"
Environment = dict[str, str]
Process = subprocess.Popen[bytes]


class Victim:
    """A process of the house that can be killed, and started again."""

    def __init__(self, starting: Callable[[], AbstractContextManager[Process]], answers: Callable[[], bool]) -> None:
        self._starting, self._answers = starting, answers
        self._open = ExitStack()
        self.start()

    def start(self) -> None:
        """It may work, and die, before it answers."""
        self._process = self._open.enter_context(self._starting())

    def wait(self) -> None:
        until(self._answers, within=60)

    def kill(self) -> None:
        """At once, with all its children: no signal handler, no rollback, no goodbye."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._open.close()

    def revive(self) -> bool:
        """What a supervisor does. True when it had died."""
        if self._process.poll() is None:
            return False
        self._open.close()
        self.start()
        return True

    def stop(self) -> None:
        self._open.close()


def environment(*, settings: str = "designer.settings") -> Environment:
    """For processes that work on the database of this test."""
    values = {
        **os.environ,
        "PORT": str(free_port()),
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": str(MANAGE.parent),
    }
    if url := os.environ.get("DATABASE_URL"):
        name = connection.settings_dict["NAME"]
        values["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        values["REDIS_URL"] = own_redis(os.environ["REDIS_URL"])
    return values


@contextmanager
def house(of: Environment) -> Iterator[Victim]:
    """All of it, with pages that answer."""
    with ExitStack() as stack:
        if is_scaled(of):
            stack.enter_context(serving(of, WITHOUT_DEMO))
        victim = stack.enter_context(workers(of))
        victim.wait()
        yield victim


@contextmanager
def workers(of: Environment) -> Iterator[Victim]:
    """What works on waves."""
    with ExitStack() as stack:
        if is_scaled(of):
            stack.enter_context(ticking(of))
            victim = Victim(partial(working, of), answers=lambda: True)
        else:
            victim = Victim(partial(serving_at_last, of), answers=partial(shows_its_pages, of))
        stack.callback(victim.stop)
        yield victim


def is_scaled(of: Environment) -> bool:
    return bool(of.get("REDIS_URL"))


def serving_at_last(of: Environment) -> AbstractContextManager[Process]:
    """`manage.py serve`, for which nobody waits."""
    log = Path(of["DATA_DIR"]) / "serve.log"
    return running([sys.executable, MANAGE, "serve", WITHOUT_DEMO], log=log, answers=lambda: None, environment=of)


def shows_its_pages(of: Environment) -> bool:
    try:
        return httpx.get(f"{address_of(of)}/sign-in", timeout=30).is_success
    except httpx.TransportError:
        return False
