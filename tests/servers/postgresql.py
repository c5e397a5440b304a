"""A PostgreSQL of our own in a temporary folder, gone with the tests."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.servers.missing import Missing
from tests.servers.process import as_user, free_port, running

SPEED_BEFORE_SAFETY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database."""
    binaries, user = find_binaries(), find_user()
    with tempfile.TemporaryDirectory(prefix="designer-postgresql-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = folder / "cluster"
        cluster.mkdir()
        if user:
            shutil.chown(cluster, user)
        initdb = (binaries / "initdb", "-D", cluster, "-U", "designer", "-A", "trust", "-E", "UTF8", "--no-sync")
        subprocess.run([*initdb, "--locale=C.UTF-8"], check=True, capture_output=True, cwd="/", **as_user(user))
        with serving(binaries, cluster, user, log=folder / "log") as url:
            yield url


@contextlib.contextmanager
def serving(binaries: Path, cluster: Path, user: str | None, *, log: Path) -> Iterator[str]:
    port = free_port()
    command: list[str | Path] = [
        binaries / "postgres",
        "-D",
        cluster,
        "-p",
        str(port),
        "-k",
        "",
        "-c",
        "listen_addresses=127.0.0.1",
    ]
    command += [word for setting in SPEED_BEFORE_SAFETY for word in ("-c", setting)]
    url = f"postgresql://designer@127.0.0.1:{port}/postgres"

    def answers() -> None:
        psycopg.connect(url, connect_timeout=2).close()

    with running(command, log=log, answers=answers, user=user, stop_signal=signal.SIGINT):
        yield url


def find_binaries() -> Path:
    """The folder of the one on the path, else of the newest that Debian has installed."""
    if on_path := shutil.which("postgres"):
        return Path(on_path).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda found: int(found.parts[-3]))
    if not installed:
        raise Missing("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return installed[-1].parent


def find_user() -> str | None:
    """PostgreSQL refuses to run as root, so root hands it to somebody else."""
    if os.geteuid() != 0:
        return None
    return "postgres" if "postgres" in {user.pw_name for user in pwd.getpwall()} else "nobody"
