"""A Redis of our own that keeps nothing on disk."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import redis

from tests.servers.missing import Missing
from tests.servers.process import free_port, running


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """Its URL."""
    binary = shutil.which("redis-server") or shutil.which("valkey-server")
    if not binary:
        raise Missing("Redis is not installed (Debian: apt-get install redis-server)")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="designer-redis-") as folder:
        command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]

        def answers() -> None:
            with redis.Redis(port=port) as client:
                client.ping()

        with running(command, log=Path(folder) / "log", answers=answers):
            yield f"redis://127.0.0.1:{port}/0"
