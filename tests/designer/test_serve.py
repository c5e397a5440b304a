"""`manage.py serve`: starts, answers, refuses what cannot work, and stops when asked."""

import signal
import subprocess
import sys

import httpx
import pytest

from tests.servers.house import MANAGE, address_of, serving
from tests.servers.process import stop


def log_of(environment: dict[str, str]) -> str:
    with open(f"{environment['DATA_DIR']}/serve.log") as log:
        return log.read()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_stops_cleanly(own_environment: dict[str, str], by: signal.Signals) -> None:
    with serving(own_environment, "--without-demo") as process:
        assert httpx.get(address_of(own_environment)).headers["location"] == "/sign-in?next=/"
        assert stop(process, by) == 0
    log = log_of(own_environment)
    assert address_of(own_environment) in log
    assert "Stopped. Everything that was saved is kept." in log
    assert "Traceback" not in log


def test_a_taken_port_is_said_at_once(own_environment: dict[str, str]) -> None:
    with serving(own_environment, "--without-demo"):
        second = subprocess.run(
            [sys.executable, MANAGE, "serve"],
            env={**own_environment, "DATA_DIR": own_environment["DATA_DIR"] + "/second"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert second.returncode == 1
    assert f"Port {own_environment['PORT']} on 127.0.0.1 cannot be used" in second.stderr
