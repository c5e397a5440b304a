"""Takes a CSV file in: its lines are kept in slices, and what was understood of it is kept with the job."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid
from campaigns.models import ImportSlice, Job, Workspace
from campaigns.selectors.rights import require
from campaigns.services.importing.guessing import guess_key, guesses
from campaigns.services.importing.reading import Line, read_sheet
from campaigns.services.importing.study import EMPTY_WORDS, Column
from campaigns.storage.fields import all_fields

SLICE = 250  # lines; one transaction each, short enough for users who save meanwhile
SHOWN = 10
_KEPT_UNSTARTED = timedelta(days=1)
_SLICES_AT_ONCE = 20


@transaction.atomic
def upload(actor: Actor, workspace_id: int, *, file_name: str, content: bytes, delimiter: str | None = None) -> Job:
    """Nothing is imported yet. Uploads that nobody started are forgotten after a day."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    sheet = read_sheet(content, delimiter)
    columns = [Column(heading) for heading in sheet.headings]
    _forget_unstarted(workspace)
    job = Job.objects.create(workspace=workspace, kind="import", created_at=timezone.now(), created_by_id=actor.user_id)
    first: list[list[str]] = []
    job.total = _keep(job, _learned(sheet.lines, columns, first))
    if not job.total:
        raise Invalid("The file has headings, but no lines below them.")
    job.params = {"file_name": file_name.strip()[:255] or "people.csv", "rows": first, **_understood(columns)}
    job.save()
    return job


def _learned(lines: Iterable[Line], columns: list[Column], first: list[list[str]]) -> Iterator[Line]:
    """Passes the lines on; a line of a wrong length teaches nothing."""
    for number, cells in lines:
        if len(first) < SHOWN:
            first.append(cells)
        if len(cells) == len(columns):
            for column, cell in zip(columns, cells, strict=True):
                column.learn(cell)
        yield number, cells


def _keep(job: Job, lines: Iterable[Line]) -> int:
    """How many lines there were."""
    total = 0
    rows: list[Line] = []
    slices: list[ImportSlice] = []
    for line in lines:
        rows.append(line)
        total += 1
        if len(rows) == SLICE:
            slices.append(ImportSlice(job=job, first_line=rows[0][0], rows=rows))
            rows = []
        if len(slices) == _SLICES_AT_ONCE:
            ImportSlice.objects.bulk_create(slices)
            slices = []
    if rows:
        slices.append(ImportSlice(job=job, first_line=rows[0][0], rows=rows))
    ImportSlice.objects.bulk_create(slices)
    return total


def _understood(columns: list[Column]) -> dict[str, object]:
    fields = all_fields()
    found = guesses(columns, fields)
    return {
        "columns": [
            {
                "name": column.name,
                "examples": [example[:200] for example in column.examples],
                "empty": column.empty,
                "guess": guess.model_dump(mode="json"),
            }
            for column, guess in zip(columns, found, strict=True)
        ],
        "key_guess": guess_key(columns, found, fields),
        "preset_empty_words": EMPTY_WORDS,
    }


def _forget_unstarted(workspace: Workspace) -> None:
    old = timezone.now() - _KEPT_UNSTARTED
    Job.objects.filter(workspace=workspace, kind="import", state=Job.State.UPLOADED, created_at__lt=old).delete()
