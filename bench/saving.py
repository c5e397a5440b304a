"""How long a user's save of a person takes while a batch run works: a worker beside us, as each set-up has it."""

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from django.db import connection

from bench import engine_side
from campaigns.models import SmartCampaign
from campaigns.runtime.record import Source, change_people
from campaigns.storage.sql import is_postgresql, query

_PAUSE = 0.01  # seconds between two saves
_LIMIT = 2_000
_WORKER = """
import sys
import django
django.setup()
from bench import engine_side
from campaigns.models import SmartCampaign
engine_side.run(SmartCampaign.objects.get(pk=int(sys.argv[1])))
"""


def during_a_run(campaign: SmartCampaign) -> dict[str, float]:
    """On PostgreSQL the worker is a process of its own; on SQLite a thread of this one."""
    return _in_process(campaign) if is_postgresql() else _in_thread(campaign)


def _in_thread(campaign: SmartCampaign) -> dict[str, float]:
    def work() -> None:
        engine_side.run(campaign)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    figures = _save_while(worker.is_alive)
    worker.join()
    return figures


def _in_process(campaign: SmartCampaign) -> dict[str, float]:
    with subprocess.Popen([sys.executable, "-c", _WORKER, str(campaign.pk)]) as worker:
        return _save_while(lambda: worker.poll() is None)


def _save_while(working: Callable[[], bool]) -> dict[str, float]:
    """Only saves that began while waves were being worked on count."""
    people = [row[0] for row in query("SELECT id FROM campaigns_person ORDER BY id")]
    milliseconds: list[float] = []
    while working() and not query("SELECT 1 FROM campaigns_activity LIMIT 1"):
        time.sleep(0.005)
    for number in range(_LIMIT):
        if not working():
            break
        person = people[number * 7919 % len(people)]
        start = time.perf_counter()
        change_people({person: {"job_title": f"Saved {number}"}}, source=Source("Designer", "bench"))
        milliseconds.append((time.perf_counter() - start) * 1000)
        time.sleep(_PAUSE)
    cuts = statistics.quantiles(milliseconds, n=100)
    return {"saves": len(milliseconds), "p50": cuts[49], "p99": cuts[98], "max": max(milliseconds)}
