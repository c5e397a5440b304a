"""Imports: what was understood of a file, how far it got, and what was not taken."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, get_args

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.definitions.imports import Target
from campaigns.errors import NotFound
from campaigns.models import ImportFault, Job
from campaigns.selectors.import_triggers import count_triggers
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.rights import require

ImportState = Literal["uploaded", "queued", "running", "done", "failed"]


class ImportColumn(Frozen):
    """`empty` counts the cells that say nothing; `guess` is what the product proposes."""

    name: str
    examples: tuple[str, ...]
    empty: int
    guess: Target


class Upload(Frozen):
    """`key` is the proposed column by which people are found again. `triggers` counts the active trigger campaigns
    that an import as proposed may start."""

    id: int
    file_name: str
    columns: tuple[ImportColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total_rows: int
    key: str | None
    empty_words: tuple[str, ...]
    triggers: int


class ImportRow(Frozen):
    """Lines done, of total; created + updated + unchanged + rejected = done. `repeated` lines name a person whom an
    earlier line of the file names too: they are applied in order, so the later one counts."""

    id: int
    file_name: str
    state: ImportState
    done: int
    total: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    repeated: int
    reason: str
    created_at: datetime
    created_by: str | None
    ended_at: datetime | None


class ImportPage(Page[ImportRow]):
    pass


def imports(actor: Actor, workspace_id: int, *, cursor: str | None = None) -> ImportPage:
    """The latest first."""
    require(actor, workspace_id)
    found = Job.objects.filter(workspace_id=workspace_id, kind="import").select_related("created_by").order_by("-pk")
    if start := after(cursor):
        found = found.filter(pk__lt=start)
    rows, following = cut(list(found[: PAGE_SIZE + 1]), PAGE_SIZE, lambda job: job.pk)
    return ImportPage(items=tuple(import_row(each) for each in rows), next=following)


def one_import(actor: Actor, workspace_id: int, import_id: int) -> ImportRow:
    return import_row(import_job(actor, workspace_id, import_id))


def one_upload(actor: Actor, workspace_id: int, import_id: int) -> Upload:
    """What was understood of the file, for whoever comes back to an upload before it is started."""
    job = import_job(actor, workspace_id, import_id)
    columns = [ImportColumn.model_validate(each) for each in job.params["columns"]]
    fields = {column.guess.field for column in columns if column.guess.field}
    return Upload(
        id=job.pk,
        file_name=job.params["file_name"],
        columns=tuple(columns),
        rows=job.params["rows"],
        total_rows=job.total,
        key=job.params["key_guess"],
        empty_words=job.params["preset_empty_words"],
        triggers=count_triggers(job.workspace, fields=fields, list_id=None),
    )


def import_job(actor: Actor, workspace_id: int, import_id: int, *, role: Role = Role.VIEWER) -> Job:
    require(actor, workspace_id, role)
    job = Job.objects.filter(workspace_id=workspace_id, kind="import", pk=import_id).first()
    if job is None:
        raise NotFound("There is no such import in this workspace.")
    return job


def faults(job: Job) -> Iterator[tuple[int, str, str, str]]:
    """Line, column, value and reason of everything that was not taken, in the file's order; may be long."""
    found = ImportFault.objects.filter(job=job).order_by("line", "pk")
    return found.values_list("line", "column", "value", "reason").iterator(chunk_size=2_000)


def import_row(job: Job) -> ImportRow:
    counts = {name: job.outcome.get(name, 0) for name in ("created", "updated", "unchanged", "rejected")}
    user = job.created_by
    return ImportRow(
        id=job.pk,
        file_name=job.params.get("file_name", ""),
        state=next(each for each in get_args(ImportState) if each == job.state),
        done=job.done,
        total=job.total,
        **counts,
        repeated=job.params.get("repeated", 0),
        reason=job.reason,
        created_at=job.created_at,
        created_by=None if user is None else user.get_full_name() or user.get_username(),
        ended_at=job.ended_at,
    )
