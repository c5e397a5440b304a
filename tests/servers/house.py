"""The house as its users start it: its own processes, ports, data folder and database."""

import contextlib
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg

from tests.servers.process import DidNotStart, free_port, running

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
Environment = Mapping[str, str]


@contextlib.contextmanager
def own_environment(folder: Path) -> Iterator[dict[str, str]]:
    """For processes that share an empty database: a new SQLite file, or a new database on the PostgreSQL at hand."""
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "PORT": str(free_port()),
        "DJANGO_SETTINGS_MODULE": "designer.settings",
        "PYTHONPATH": str(MANAGE.parent),
    }
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield environment
        return
    with new_database(url) as own_url:
        # A Redis database of its own too, so that wake-ups of other tests stay away.
        yield {**environment, "DATABASE_URL": own_url, "REDIS_URL": own_redis(os.environ["REDIS_URL"])}


@contextlib.contextmanager
def new_database(url: str) -> Iterator[str]:
    name = f"house_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def own_redis(url: str) -> str:
    """The database behind the one of the tests' own process."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{int(parts.path.strip('/') or 0) + 1}"))


@contextlib.contextmanager
def serving(environment: Environment, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`manage.py serve`, once it shows its sign-in page."""
    address = address_of(environment)
    with running(
        [sys.executable, MANAGE, "serve", *options],
        log=Path(environment["DATA_DIR"]) / "serve.log",
        answers=lambda: httpx.get(f"{address}/sign-in").raise_for_status(),
        environment={**environment, "DB_POOL": "1"} if environment.get("DATABASE_URL") else environment,
        stop_signal=signal.SIGINT,
        patience=120,  # the first start makes the demo
    ) as process:
        yield process


@contextlib.contextmanager
def working(environment: Environment, name: str = "worker") -> Iterator["subprocess.Popen[bytes]"]:
    """A Celery worker for all lanes, once it listens."""
    node = f"{name}@here"
    celery: list[str | Path] = [sys.executable, "-m", "celery", "--workdir", MANAGE.parent, "-A", "designer"]

    command = [*celery, "worker", "-Q", "trigger,batch,delivery", "-c", "2", "-n", node, "-l", "INFO"]
    log = Path(environment["DATA_DIR"]) / f"{name}.log"

    def answers() -> None:
        if f"{node} ready." not in log.read_text(errors="replace"):
            raise DidNotStart(f"{node} does not listen yet")

    with running(command, log=log, answers=answers, environment=environment, patience=60) as process:
        yield process


@contextlib.contextmanager
def ticking(environment: Environment) -> Iterator["subprocess.Popen[bytes]"]:
    """Celery's beat, which is ready when it runs."""
    celery: list[str | Path] = [sys.executable, "-m", "celery", "--workdir", MANAGE.parent, "-A", "designer"]
    log = Path(environment["DATA_DIR"]) / "beat.log"
    schedule = Path(environment["DATA_DIR"]) / "beat-schedule"
    command = [*celery, "beat", "-s", schedule, "--pidfile", "", "-l", "INFO"]
    with running(command, log=log, answers=lambda: None, environment=environment) as process:
        yield process


@contextlib.contextmanager
def whole(environment: Environment, *options: str) -> Iterator[str]:
    """All the processes that this environment's set-up takes; the address of the pages."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(serving(environment, *options))
        if environment.get("REDIS_URL"):
            stack.enter_context(working(environment))
            stack.enter_context(ticking(environment))
        yield address_of(environment)


def address_of(environment: Environment) -> str:
    return f"http://127.0.0.1:{environment['PORT']}"
