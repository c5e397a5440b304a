"""Exports as whoever ordered them asks after them."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.db.models import QuerySet, Sum

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import NotFound
from campaigns.models import Export, Job
from campaigns.selectors.rights import require
from campaigns.storage.export_files import whole_file

State = Literal["Created", "Queued", "Processing", "Cancelled", "Completed", "Failed"]
AT_WORK: dict[str, State] = {
    Job.State.QUEUED: "Queued",
    Job.State.RUNNING: "Processing",
    Job.State.DONE: "Completed",
    Job.State.FAILED: "Failed",
}


class ExportRow(Frozen):
    """`reason` says why it failed."""

    id: int
    key: str
    format: str
    state: State
    created_at: datetime
    queued_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    records: int | None
    size: int | None
    checksum: str
    reason: str


def export(actor: Actor, *, workspace_id: int, kind: str, key: str) -> ExportRow:
    require(actor, workspace_id)
    return export_row(find_export(workspace_id, kind, key))


def export_file(actor: Actor, *, workspace_id: int, kind: str, key: str) -> Path | None:
    """None while it is not written, and when it was cancelled or has failed."""
    found = export(actor, workspace_id=workspace_id, kind=kind, key=key)
    file = whole_file(found.key)
    return file if found.state == "Completed" and file.exists() else None


def exports(
    actor: Actor, *, workspace_id: int, kind: str, states: Collection[str], after: int, limit: int
) -> list[ExportRow]:
    """The oldest first."""
    require(actor, workspace_id)
    found = _of(workspace_id, kind).filter(pk__gt=after).order_by("pk")
    rows = (export_row(each) for each in found.iterator(chunk_size=limit))
    chosen = (each for each in rows if not states or each.state in states)
    return [each for _, each in zip(range(limit), chosen, strict=False)]


def find_export(workspace_id: int, kind: str, key: str) -> Export:
    found = _of(workspace_id, kind).filter(key=key).first()
    if found is None:
        raise NotFound("There is no such export in this workspace.")
    return found


def export_row(found: Export) -> ExportRow:
    job = found.job
    return ExportRow(
        id=found.pk,
        key=found.key,
        format=found.format,
        state=state_of(found),
        created_at=found.created_at,
        queued_at=found.queued_at,
        started_at=found.started_at,
        ended_at=found.cancelled_at or (job.ended_at if job else None),
        records=found.records,
        size=found.size,
        checksum=found.checksum,
        reason=job.reason if job else "",
    )


def state_of(found: Export) -> State:
    if found.cancelled_at is not None:
        return "Cancelled"
    return AT_WORK[found.job.state] if found.job else "Created"


def under_way(workspace_id: int) -> int:
    """How many wait or are being written, of all kinds."""
    at_work = [Job.State.QUEUED, Job.State.RUNNING]
    return Job.objects.filter(workspace_id=workspace_id, kind="export", state__in=at_work).count()


def bytes_since(workspace_id: int, since: datetime) -> int:
    written = Export.objects.filter(workspace_id=workspace_id, job__ended_at__gte=since)
    return int(written.aggregate(total=Sum("size"))["total"] or 0)


def _of(workspace_id: int, kind: str) -> QuerySet[Export]:
    return Export.objects.filter(workspace_id=workspace_id, kind=kind).select_related("job")
