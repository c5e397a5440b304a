"""Exports: ordered, queued, cancelled; a job writes the file (`runtime.exporting`)."""

import uuid
from datetime import datetime, timedelta
from typing import assert_never

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from campaigns.definitions.actor import Actor
from campaigns.definitions.exports import (
    ActivitiesAsked,
    Asked,
    ExportColumn,
    Format,
    MembersAsked,
    PeopleAsked,
    Range,
    Teller,
)
from campaigns.errors import AlreadyQueued, ExportQuotaReached, Invalid, NotFound, TooManyExports
from campaigns.models import Export, Job, Program, SmartListAsset, StaticList
from campaigns.queue import wake
from campaigns.runtime import exporting
from campaigns.selectors.outside.exports import ExportRow, bytes_since, export_row, find_export, state_of, under_way
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.storage import export_files

MB = 1024 * 1024
KINDS: dict[type[Asked], str] = {
    PeopleAsked: Export.Kind.LEADS,
    ActivitiesAsked: Export.Kind.ACTIVITIES,
    MembersAsked: Export.Kind.MEMBERS,
}


def write_files_by(kind: str, teller: Teller) -> None:
    """A door says what stands in files of this kind; once per process."""
    exporting.told_by(kind, teller)


@audited("ordered", Export)
def create_export(
    actor: Actor, *, workspace_id: int, format: Format, columns: tuple[ExportColumn, ...], asked: Asked, day: datetime
) -> ExportRow:
    """Nothing is read before it is queued. `day` is when the day began of which the quota is."""
    require(actor, workspace_id)
    _refuse_beyond_quota(workspace_id, day)
    _check(workspace_id, asked)
    made = Export.objects.create(
        key=str(uuid.uuid4()),
        workspace_id=workspace_id,
        kind=KINDS[type(asked)],
        format=format,
        params={"columns": [each.model_dump() for each in columns], "asked": asked.model_dump(mode="json")},
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )
    return export_row(made)


@audited("queued", Export, id="key", key="key")
def enqueue_export(actor: Actor, *, workspace_id: int, kind: str, key: str, day: datetime) -> ExportRow:
    require(actor, workspace_id)
    found = _locked(workspace_id, kind, key)
    if state_of(found) != "Created":
        raise AlreadyQueued(f"Job already queued: it is {state_of(found)}.")
    if under_way(workspace_id) >= settings.BULK_EXPORTS_QUEUED:
        raise TooManyExports
    _refuse_beyond_quota(workspace_id, day)
    found.queued_at = timezone.now()
    found.job = Job.objects.create(
        workspace_id=workspace_id,
        kind=exporting.KIND,
        state=Job.State.QUEUED,
        created_at=found.queued_at,
        created_by_id=actor.user_id,
    )
    found.save(update_fields=["queued_at", "job"])
    wake("jobs")
    return export_row(found)


@audited("cancelled", Export, id="key", key="key")
def cancel_export(actor: Actor, *, workspace_id: int, kind: str, key: str) -> ExportRow:
    """The slice under way comes to its end first."""
    require(actor, workspace_id)
    job_id = find_export(workspace_id, kind, key).job_id
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    found = _locked(workspace_id, kind, key)
    state = state_of(found)
    if state not in ("Created", "Queued", "Processing"):
        raise Invalid(f"This export can't be cancelled any more: it is {state}.")
    found.job, found.cancelled_at = None, timezone.now()
    found.save(update_fields=["job", "cancelled_at"])
    if job is not None:
        job.delete()
    transaction.on_commit(lambda: export_files.remove(key))
    return export_row(found)


def _locked(workspace_id: int, kind: str, key: str) -> Export:
    Export.objects.select_for_update().filter(workspace_id=workspace_id, key=key).first()
    return find_export(workspace_id, kind, key)


def _refuse_beyond_quota(workspace_id: int, day: datetime) -> None:
    most = settings.BULK_EXPORT_MB_PER_DAY
    if most and bytes_since(workspace_id, day) >= most * MB:
        raise ExportQuotaReached(f"Export daily quota {most}MB exceeded")


def _check(workspace_id: int, asked: Asked) -> None:
    match asked:
        case PeopleAsked():
            for range in (asked.created, asked.updated):
                _check_range(range)
            _check_there(StaticList, workspace_id, asked.list)
            _check_there(SmartListAsset, workspace_id, asked.smart_list)
        case ActivitiesAsked():
            _check_range(asked.recorded)
        case MembersAsked():
            _check_range(asked.updated)
            _check_there(Program, workspace_id, *asked.programs)
        case _:
            assert_never(asked)


def _check_range(range: Range | None) -> None:
    if range is None:
        return
    if range.end <= range.start:
        raise Invalid("End date should always be after start date")
    if range.end - range.start > timedelta(days=settings.BULK_EXPORT_DAYS):
        raise Invalid(f"The date range is longer than {settings.BULK_EXPORT_DAYS} days. Ask for it in parts.")


def _check_there(model: type[Model], workspace_id: int, *ids: int | None) -> None:
    wanted = {each for each in ids if each is not None}
    there = model._default_manager.filter(workspace_id=workspace_id, pk__in=wanted).values_list("pk", flat=True)
    for unknown in sorted(wanted - set(there)):
        raise NotFound(f"There is no {model._meta.verbose_name} {unknown} in this workspace.")
