"""Imports of files that integrations send: they say themselves what the columns mean, and nobody is asked back."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.imports import ColumnTarget, ImportOrder
from campaigns.definitions.text import normal
from campaigns.errors import NotFound, TooManyImports, UnknownStatus
from campaigns.models import Job, Program
from campaigns.selectors.outside.batches import BatchRow, batch_row
from campaigns.selectors.rights import require
from campaigns.services.importing.start import start_import
from campaigns.services.importing.upload import upload
from campaigns.services.lead_sync import partition_named

EMPTY_WORDS = ("null",)  # as exports write it


@transaction.atomic
def import_from_outside(
    actor: Actor,
    *,
    workspace_id: int,
    file_name: str,
    content: bytes,
    delimiter: str,
    fields: Mapping[str, str],
    key: str,
    list_id: int | None = None,
    program_id: int | None = None,
    status: str | None = None,
    partition: str | None = None,
) -> BatchRow:
    """`fields` maps every heading to a field, `key` is a heading. Goes through upload and start, as all imports."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    _refuse_too_many(workspace_id)
    status_id = _status(workspace_id, program_id, status)
    partition_id = partition_named(workspace, partition)
    job = upload(actor, workspace_id, file_name=file_name, content=content, delimiter=delimiter)
    job.params |= {"delimiter": delimiter, "partition": partition_id}
    job.save(update_fields=["params"])
    order = ImportOrder(
        mapping=tuple(ColumnTarget(column=heading, field=field) for heading, field in fields.items()),
        key=key,
        empty_words=EMPTY_WORDS,
        list=list_id,
        program=program_id,
        status=status_id,
    )
    return batch_row(start_import(actor, workspace_id, job.pk, order=order))


def _refuse_too_many(workspace_id: int) -> None:
    waiting = Job.objects.filter(workspace_id=workspace_id, kind="import")
    if waiting.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).count() >= settings.BULK_IMPORTS_QUEUED:
        raise TooManyImports


def _status(workspace_id: int, program_id: int | None, status: str | None) -> int | None:
    if program_id is None or status is None:
        return None
    program = Program.objects.filter(workspace_id=workspace_id, pk=program_id).first()
    if program is None:
        raise NotFound("There is no such program in this workspace.")
    statuses = program.channel.statuses.exclude(step=0)
    wanted = next((each for each in statuses if normal(each.name) == normal(status)), None)
    if wanted is None:
        raise UnknownStatus
    return wanted.pk
