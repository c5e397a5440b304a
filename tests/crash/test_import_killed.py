"""The process that imports people dies at any moment."""

import random
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from campaigns.models import Activity, Job, Person, PersonKey, Workspace
from campaigns.runtime import jobs
from campaigns.services.demo.leads import made_up_leads
from tests.crash.processes import environment
from tests.factories import make_workspace
from tests.servers.house import MANAGE
from tests.until import until

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]
LINES = 2_000
ROUNDS = 3


def test_an_import_that_is_killed_goes_on_and_loses_and_repeats_no_line(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(made_up_leads(LINES))
    chance = random.Random()
    for _ in range(ROUNDS):
        workspace = make_workspace()
        kill_import(workspace, file, after=chance.uniform(0, 0.3))
        until(partial(is_done, workspace), within=60)
        assert_complete(workspace)


def kill_import(workspace: Workspace, file: Path, *, after: float) -> None:
    options = ["--workspace", workspace.name, "--key", "Prospect ID"]
    command = [sys.executable, str(MANAGE), "import_people", str(file), *options]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL) as process:
        until(lambda: Job.objects.filter(workspace=workspace, done__gt=0).exists(), within=60)
        time.sleep(after)  # any moment from there on is as good
        process.kill()


def is_done(workspace: Workspace) -> bool:
    """Works on it here; nothing is to be had for as long as the database has not noticed the death."""
    jobs.work()
    return Job.objects.filter(workspace=workspace, state=Job.State.DONE).exists()


def assert_complete(workspace: Workspace) -> None:
    job = Job.objects.get(workspace=workspace)
    assert (job.done, job.outcome["created"], job.outcome["rejected"]) == (LINES, LINES, 0)
    people = Person.objects.filter(partition=workspace.primary_partition)
    keys = PersonKey.objects.filter(partition=workspace.primary_partition).values_list("value", flat=True)
    assert (people.count(), len(keys), len(set(keys))) == (LINES, LINES, LINES)
    assert Activity.objects.filter(person__in=people).count() == LINES
