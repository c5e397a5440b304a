"""A server process of our own: started on a free port of the loopback, and stopped by its id."""

import contextlib
import itertools
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any


class DidNotStart(Exception):
    """The server ended, or did not answer in time; what it said last follows."""


_FIRST_PORT, _PORTS_EACH = 20_000, 2_000  # below those that the system gives out by itself
_next_port = itertools.count()


def free_port() -> int:
    """None twice in a row, and none that another worker of the same test run takes meanwhile."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = _FIRST_PORT + worker * _PORTS_EACH + os.getpid() % 1_000
    while True:
        port = first + next(_next_port) % 1_000
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextlib.contextmanager
def running(
    command: Sequence[str | Path],
    *,
    log: Path,
    answers: Callable[[], object],
    user: str | None = None,
    environment: Mapping[str, str] | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    patience: float = 30,
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, once `answers` stops raising. It has a session of its own, so Ctrl-C here leaves its end to us."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd="/",
            start_new_session=True,
            **as_user(user),
        )
    try:
        wait_for(answers, process, log, patience)
        yield process
    finally:
        stop(process, stop_signal)


def as_user(name: str | None) -> dict[str, Any]:
    """For Popen: the user, and none of our groups."""
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []} if name else {}


def wait_for(answers: Callable[[], object], process: subprocess.Popen[bytes], log: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            answers()
        except Exception as error:  # any client library, any refusal: it is not ready yet
            if process.poll() is not None or time.monotonic() > deadline:
                raise DidNotStart(f"{process.args!r}: {error}\n{log.read_text(errors='replace')[-3000:]}") from error
            time.sleep(0.05)
        else:
            return


def stop(process: subprocess.Popen[bytes], by: signal.Signals = signal.SIGTERM) -> int:
    """First politely, then not. What the process started itself goes with it."""
    if process.poll() is None:
        process.send_signal(by)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    return process.wait()
