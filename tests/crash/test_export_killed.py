"""The process that writes an export dies at any moment."""

import hashlib
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone

from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.exports import ExportColumn, PeopleAsked, Range
from campaigns.models import Export, Job, Person, Workspace
from campaigns.runtime import jobs
from campaigns.services.exports import create_export, enqueue_export
from campaigns.storage.export_files import whole_file
from tests.crash.processes import environment
from tests.factories import make_workspace
from tests.until import until

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]
PEOPLE = 30_000
ROUNDS = 2
WORKER = """
import django
django.setup()
from campaigns.runtime import jobs
while jobs.work():
    pass
"""


def test_an_export_whose_worker_is_killed_goes_on_and_loses_and_repeats_no_line() -> None:
    workspace = make_workspace()
    now = timezone.now()
    Person.objects.bulk_create(
        Person(partition=workspace.primary_partition, created_at=now, updated_at=now) for _ in range(PEOPLE)
    )
    lines = [str(each) for each in Person.objects.order_by("pk").values_list("pk", flat=True)]
    chance = random.Random()
    for _ in range(ROUNDS):
        export = queued(workspace)
        kill_worker(export, after=chance.uniform(0, 0.1))
        until(partial(is_done, export), within=60)
        export.refresh_from_db()
        content = whole_file(export.key).read_bytes()
        assert content.decode().splitlines() == ["id", *lines]
        assert (export.records, export.checksum) == (PEOPLE, hashlib.sha256(content).hexdigest())


def queued(workspace: Workspace) -> Export:
    day = datetime.now(UTC)
    around = Range(start=day - timedelta(days=1), end=day + timedelta(days=1))
    made = create_export(
        SYSTEM,
        workspace_id=workspace.pk,
        format="CSV",
        columns=(ExportColumn(name="id", heading="id"),),
        asked=PeopleAsked(created=around),
        day=day,
    )
    enqueue_export(SYSTEM, workspace_id=workspace.pk, kind="leads", key=made.key, day=day)
    return Export.objects.get(key=made.key)


def kill_worker(export: Export, *, after: float) -> None:
    with subprocess.Popen([sys.executable, "-c", WORKER], env=environment()) as process:
        until(lambda: Job.objects.filter(export=export, done__gt=0).exists(), within=60)
        time.sleep(after)  # any moment from there on is as good
        process.kill()


def is_done(export: Export) -> bool:
    """Works on it here; nothing is to be had for as long as the database has not noticed the death."""
    jobs.work()
    return Job.objects.filter(export=export, state=Job.State.DONE).exists()
