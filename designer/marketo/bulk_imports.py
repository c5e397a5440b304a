"""Imports in bulk: a file of leads, or of a program's members; its failures come back as a file (reference 5.1)."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.exports import DELIMITERS
from campaigns.selectors.outside.batches import BatchRow, batch, failed_lines
from campaigns.services.importing.outside import import_from_outside
from campaigns.services.importing.reading import MAX_BYTES, read_sheet
from designer.marketo import envelope
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing, wrong_value
from designer.marketo.field_names import wire_fields
from designer.marketo.leads import searchable

REASON = "Import Failure Reason"


class ImportView(View):
    def take(self, **places: Any) -> Response:
        given = self.given
        delimiter = _delimiter(given.needed("format"))
        file = self._file()
        content = file.read()
        fields = wire_fields(self.actor)
        lookup = searchable((given.text("lookupField") or "").strip() or "email", fields)
        names = {each: field.name for each, field in fields.by_rest.items()}
        made = import_from_outside(
            **self.scope,
            file_name=file.name or "leads.csv",
            content=content,
            delimiter=delimiter,
            fields=_fields(read_sheet(content, delimiter).headings, names),
            key=lookup.rest,
            **places,
        )
        return envelope.leads([_started(made)])

    def _file(self) -> UploadedFile:
        """One part of a form, beside the others or alone with them in the query."""
        if not (self.request.content_type or "").startswith("multipart/"):
            raise Refused("613", "Invalid multipart request")
        file = self.request.FILES.get("file")
        if file is None:
            raise missing("file")
        if (file.size or 0) > MAX_BYTES:
            raise RequestDataTooBig
        return file


class LeadsView(ImportView):
    not_found = "List not found"

    def post(self, request: Request) -> Response:
        list_id = self.given.whole("listId", 0) or None
        return self.take(list_id=list_id, partition=self.given.text("partitionName"))


class MembersView(ImportView):
    not_found = "Program not found"

    def post(self, request: Request, id: int) -> Response:
        return self.take(program_id=id, status=self.given.needed("programMemberStatus"))


class BatchView(View):
    """`of_program` is told by the address."""

    not_found = "Batch not found"
    of_program = False

    def of(self, id: int) -> dict[str, Any]:
        return {**self.scope, "batch_id": id, "of_program": self.of_program}


class StatusView(BatchView):
    def get(self, request: Request, id: int) -> Response:
        return envelope.leads([_followed(batch(**self.of(id)))])


class FailuresView(BatchView):
    def get(self, request: Request, id: int) -> HttpResponse:
        """Nothing at all where nothing failed."""
        found, lines = batch(**self.of(id)), list(failed_lines(**self.of(id)))
        text = io.StringIO()
        if lines:
            writer = csv.writer(text, delimiter=found.delimiter, lineterminator="\n")
            writer.writerows([[*found.headings, REASON], *lines])
        return _csv(text.getvalue())


class WarningsView(BatchView):
    def get(self, request: Request, id: int) -> HttpResponse:
        """A line is taken or it is not: there are no warnings."""
        batch(**self.of(id))
        return _csv("")


def _delimiter(format: str) -> str:
    if format.upper() not in DELIMITERS:
        raise wrong_value("format", format)
    return DELIMITERS[format.upper()]


def _fields(headings: tuple[str, ...], names: Mapping[str, str]) -> dict[str, str]:
    for each in headings:
        if each not in names:
            raise Refused("1006", f"Field '{each:.100}' not found")
    return {each: names[each] for each in headings}


def _started(found: BatchRow) -> dict[str, Any]:
    return {"batchId": found.id, "importId": str(found.id), "status": found.state}


def _followed(found: BatchRow) -> dict[str, Any]:
    counts = {"numOfLeadsProcessed": found.done, "numOfRowsFailed": found.failed, "numOfRowsWithWarning": 0}
    return {**_started(found), **counts, "message": _message(found)}


def _message(found: BatchRow) -> str:
    taken = found.done - found.failed
    match found.state:
        case "Failed":
            return found.reason
        case "Complete" if found.failed:
            failed = f"{found.failed} failed"
            return f"Import completed with errors, {taken} records imported ({taken} members), {failed}"
        case "Complete":
            return f"Import succeeded, {taken} records imported ({taken} members)"
        case _:
            return ""


def _csv(text: str) -> HttpResponse:
    return HttpResponse(text.encode(), content_type="text/csv;charset=UTF-8")


def _of(root: str, *, of_program: bool) -> list[Any]:
    return [
        path(f"{root}/failures.json", FailuresView.as_view(of_program=of_program)),
        path(f"{root}/warnings.json", WarningsView.as_view(of_program=of_program)),
    ]


LEADS, MEMBERS = "bulk/v1/leads/batch/<id:id>", "bulk/v1/program/members/import/<id:id>"
urls = [
    path("bulk/v1/leads.json", LeadsView.as_view()),
    path(f"{LEADS}.json", StatusView.as_view()),
    *_of(LEADS, of_program=False),
    path("bulk/v1/program/<id:id>/members/import.json", MembersView.as_view()),
    path(f"{MEMBERS}/status.json", StatusView.as_view(of_program=True)),
    *_of(MEMBERS, of_program=True),
]
