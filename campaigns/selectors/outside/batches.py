"""Imports as the integrations that sent them follow them: how far they got, and the lines that were not taken."""

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import NotFound
from campaigns.models import ImportFault, Job
from campaigns.selectors.imports import import_job
from campaigns.selectors.rights import require

State = Literal["Queued", "Importing", "Complete", "Failed"]
STATES: dict[str, State] = {
    Job.State.QUEUED: "Queued",
    Job.State.RUNNING: "Importing",
    Job.State.DONE: "Complete",
    Job.State.FAILED: "Failed",
}


class BatchRow(Frozen):
    """`failed` of the `done` lines were not taken. `delimiter` is that of the file that was sent."""

    id: int
    state: State
    done: int
    failed: int
    reason: str
    delimiter: str
    headings: tuple[str, ...]


def batch(actor: Actor, *, workspace_id: int, batch_id: int, of_program: bool) -> BatchRow:
    require(actor, workspace_id)
    return batch_row(_job(actor, workspace_id, batch_id, of_program))


def failed_lines(actor: Actor, *, workspace_id: int, batch_id: int, of_program: bool) -> Iterator[list[str]]:
    """Each as it was sent, and why it was not taken."""
    job = _job(actor, workspace_id, batch_id, of_program)
    faults = ImportFault.objects.filter(job=job).order_by("line", "pk").iterator(chunk_size=2_000)
    for _, of_line in groupby(faults, lambda each: each.line):
        several = list(of_line)
        cells: list[str] = next((each.cells for each in several if each.cells is not None), [])
        yield [*cells, "; ".join(_said(each) for each in several)]


def batch_row(job: Job) -> BatchRow:
    return BatchRow(
        id=job.pk,
        state=STATES[job.state],
        done=job.done,
        failed=job.outcome.get("rejected", 0),
        reason=job.reason,
        delimiter=job.params["delimiter"],
        headings=tuple(each["name"] for each in job.params["columns"]),
    )


def _job(actor: Actor, workspace_id: int, batch_id: int, of_program: bool) -> Job:
    job = import_job(actor, workspace_id, batch_id)
    if "delimiter" not in job.params or (job.params.get("program") is not None) != of_program:
        raise NotFound("There is no such import in this workspace.")
    return job


def _said(fault: ImportFault) -> str:
    return f"{fault.column}: {fault.reason}" if fault.column and fault.column not in fault.reason else fault.reason
