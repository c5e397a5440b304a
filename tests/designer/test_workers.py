"""The scaled set-up's own processes: Celery's worker and beat (engine.md 24)."""

import json
import subprocess
import sys

import pytest

from tests.servers.house import MANAGE, working

pytestmark = pytest.mark.scaled


def test_a_worker_serves_every_lane(own_environment: dict[str, str]) -> None:
    with working(own_environment):
        told = subprocess.run(
            [sys.executable, "-m", "celery", "-A", "designer", "inspect", "active_queues", "--json"],
            cwd=MANAGE.parent,
            env=own_environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
    queues = json.loads(told.stdout)["worker@here"]
    assert {queue["name"] for queue in queues} == {"trigger", "batch", "delivery"}
