"""Imports a file from beginning to end, as it proposes itself; for commands and the demo."""

import time
from collections.abc import Callable

from campaigns.definitions.actor import Actor
from campaigns.definitions.imports import ColumnTarget, ImportOrder
from campaigns.errors import Invalid
from campaigns.models import Job
from campaigns.runtime import jobs
from campaigns.services.importing.start import start_import
from campaigns.services.importing.study import EMPTY_WORDS
from campaigns.services.importing.upload import upload

_PATIENCE = 0.2  # seconds, while a worker of the running house has the job


def import_file(
    actor: Actor,
    workspace_id: int,
    *,
    file_name: str,
    content: bytes,
    key: str | None = None,
    list_id: int | None = None,
    program_id: int | None = None,
    status_id: int | None = None,
    tell: Callable[[Job], None] = lambda job: None,
) -> Job:
    """`key` is a heading; without it the one that is proposed. `tell` is called after every slice."""
    job = upload(actor, workspace_id, file_name=file_name, content=content)
    columns = job.params["columns"]
    key = key or job.params["key_guess"]
    if key is None:
        raise Invalid("No column tells all lines apart. Name the one by which people are found.")
    order = ImportOrder(
        mapping=tuple(ColumnTarget(column=each["name"], **each["guess"]) for each in columns),
        key=key,
        empty_words=EMPTY_WORDS,
        list=list_id,
        program=program_id,
        status=status_id,
    )
    start_import(actor, workspace_id, job.pk, order=order)
    return _finished(job, tell)


def _finished(job: Job, tell: Callable[[Job], None]) -> Job:
    while True:
        if not jobs.work(only=job.pk):
            time.sleep(_PATIENCE)
        job.refresh_from_db()
        tell(job)
        if job.state in (Job.State.DONE, Job.State.FAILED):
            return job
