"""Runs a command beside a PostgreSQL and a Redis of its own: `python -m tests.servers pytest tests/storage`.

The command finds them by DATABASE_URL and REDIS_URL. Where one is not installed, one line says so, and the command
is left out; under CI that is a failure.
"""

import os
import signal
import subprocess
import sys

from tests.servers.missing import Missing, is_ci
from tests.servers.postgresql import postgresql
from tests.servers.redis_server import redis_server


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with postgresql() as database_url, redis_server() as redis_url:
            return run(command, database_url, redis_url)
    except Missing as missing:
        print(f"{'FAILED' if is_ci() else 'SKIPPED'}: {missing}; not run: {' '.join(command)}", flush=True)
        return 1 if is_ci() else 0


def run(command: list[str], database_url: str, redis_url: str) -> int:
    """Ctrl-C reaches the command too: we wait until it has ended, and stop the servers then."""
    environment = {**os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url}
    beside_this_python = os.path.dirname(sys.executable)
    environment["PATH"] = f"{beside_this_python}{os.pathsep}{os.environ.get('PATH', '')}"
    with subprocess.Popen(command, env=environment) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
            except SystemExit:
                process.terminate()
                process.wait()
                raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
