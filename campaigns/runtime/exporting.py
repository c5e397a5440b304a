"""Writes the file of an export, a slice per transaction: a process that dies loses the last slice at most.

The doors say what stands in the file, by `told_by`. The file is whole, or it is not there.
"""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from campaigns.definitions.exports import DELIMITERS, Contents, ExportOrder, Position, Teller
from campaigns.models import Export, Job
from campaigns.storage import export_files
from campaigns.storage.sql import is_postgresql

KIND = "export"
TIDIED_AT_ONCE = 100
_SECONDS_ALONE = 0.06  # on SQLite every writer waits for the slice
_SECONDS = 1.0

_tellers: dict[str, Teller] = {}


def told_by(kind: str, teller: Teller) -> None:
    """Called once per process, for each kind of export."""
    _tellers[kind] = teller


def work_slice(job: Job) -> bool:
    """Inside the transaction that holds the job's row. False when the file is written."""
    export = Export.objects.get(job=job)
    export.started_at = export.started_at or timezone.now()
    contents = _tellers[export.kind](_order(export, export.started_at))
    with export_files.appending(export.key, at=job.cursor.get("bytes", 0), delimiter=DELIMITERS[export.format]) as part:
        at = job.cursor["at"] if part.size else _begin(job, contents, part)
        end = time.monotonic() + (_SECONDS if is_postgresql() else _SECONDS_ALONE)
        while at is not None:
            rows, at = contents.page(at)
            part.write(rows)
            job.done += len(rows)
            if time.monotonic() > end:
                break
        job.cursor = {"at": at, "bytes": part.size}
        if at is None:
            export.records, export.size, export.checksum = job.done, part.size, part.finish()
    export.save(update_fields=["started_at", "records", "size", "checksum"])
    return at is not None


def tidy(*, now: datetime) -> None:
    """Files are kept for some days; then the order goes too."""
    before = now - timedelta(days=settings.BULK_EXPORTS_KEPT_DAYS)
    at_work = [Job.State.QUEUED, Job.State.RUNNING]
    old = Export.objects.filter(created_at__lt=before).exclude(job__state__in=at_work)
    for export in old.exclude(job__ended_at__gte=before)[:TIDIED_AT_ONCE]:
        export_files.remove(export.key)
        export.delete()


def _begin(job: Job, contents: Contents, part: export_files.Part) -> Position | None:
    """Once more from the beginning, too, where the file was lost."""
    part.write([contents.headings])
    job.done = 0
    return contents.first()


def _order(export: Export, began: datetime) -> ExportOrder:
    return ExportOrder(workspace_id=export.workspace_id, began=began, **export.params)
