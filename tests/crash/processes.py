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

from django.db import connection

from tests.servers.house import MANAGE, own_redis, serving, ticking, working
from tests.servers.process import free_port, running

WITHOUT_DEMO = "--without-demo"
Environment = dict[str, str]
Process = subprocess.Popen[bytes]


class Victim:
    """A process of the house that can be killed, and started again."""

    def __init__(self, starting: Callable[[], AbstractContextManager[Process]]) -> None:
        self._starting = starting
        self._open = ExitStack()
        self.start()

    def start(self) -> None:
        self._process = self._open.enter_context(self._starting())

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
    with ExitStack() as stack:
        if of.get("REDIS_URL"):
            stack.enter_context(serving(of, WITHOUT_DEMO))
            stack.enter_context(ticking(of))
            victim = Victim(partial(working, of))
        else:
            victim = Victim(partial(serving, of, WITHOUT_DEMO))
        stack.callback(victim.stop)
        yield victim


@contextmanager
def workers(of: Environment) -> Iterator[Victim]:
    """As `house`, but nobody waits for its pages, so that it may die before it shows them."""
    with ExitStack() as stack:
        if of.get("REDIS_URL"):
            stack.enter_context(ticking(of))
            victim = Victim(partial(working, of))
        else:
            victim = Victim(partial(starting, of))
        stack.callback(victim.stop)
        yield victim


def starting(of: Environment) -> AbstractContextManager[Process]:
    log = Path(of["DATA_DIR"]) / "serve.log"
    return running([sys.executable, MANAGE, "serve", WITHOUT_DEMO], log=log, answers=lambda: None, environment=of)
