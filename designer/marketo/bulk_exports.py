"""Exports in bulk: ordered, queued, followed, fetched (reference 5.2)."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns.errors import NotFound
from campaigns.selectors.outside.exports import AT_WORK, ExportRow, State, export, export_file, exports
from campaigns.services.exports import cancel_export, create_export, enqueue_export, write_files_by
from designer.marketo import bulk_files, envelope, limits, paging
from designer.marketo.base import View
from designer.marketo.bulk_activities import ActivityContents
from designer.marketo.bulk_asked import ASKED, columns_of, format_of
from designer.marketo.bulk_contents import LeadContents, MemberContents
from designer.marketo.errors import wrong_value
from designer.marketo.moments import written

STATES: dict[str, State] = {each.lower(): each for each in ("Created", "Cancelled", *AT_WORK.values())}
STATES["canceled"] = "Cancelled"


def tell_worker() -> None:
    """What files say, for whichever process writes them."""
    write_files_by("leads", LeadContents)
    write_files_by("activities", ActivityContents)
    write_files_by("members", MemberContents)


class ExportView(View):
    """`kind` is told by the address."""

    not_found = "Export not found"
    kind = "leads"
    changes = False

    @property
    def one(self) -> dict[str, Any]:
        return {**self.scope, "kind": self.kind, "key": self.kwargs["key"]}


class CreateView(ExportView):
    not_found = "List or program not found"

    def post(self, request: Request) -> Response:
        body = self.json
        made = create_export(
            **self.scope,
            format=format_of(body),
            columns=columns_of(self.kind, self.actor, self.workspace_id, body),
            asked=ASKED[self.kind](self.actor, self.workspace_id, body),
            day=limits.start_of_today(),
        )
        return envelope.leads([_wire(made)])


class EnqueueView(ExportView):
    def post(self, request: Request, key: str) -> Response:
        return envelope.leads([_wire(enqueue_export(**self.one, day=limits.start_of_today()))])


class CancelView(ExportView):
    def post(self, request: Request, key: str) -> Response:
        return envelope.leads([_wire(cancel_export(**self.one))])


class StatusView(ExportView):
    def get(self, request: Request, key: str) -> Response:
        return envelope.leads([_wire(export(**self.one))])


class ListView(ExportView):
    def get(self, request: Request) -> Response:
        size, token = paging.batch_size(self.given), f"{self.kind}-exports"
        states = {_state(each) for each in self.given.words("status")}
        after = paging.after(self.given, token)
        found = exports(**self.scope, kind=self.kind, states=states, after=after, limit=size + 1)
        following = paging.token(token, found[size - 1].id) if len(found) > size else None
        return envelope.leads([_wire(each) for each in found[:size]], nextPageToken=following)


class FileView(ExportView):
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Without the gzip of the other views: ranges and the checksum are those of the file."""
        return APIView.dispatch(self, request, *args, **kwargs)

    def get(self, request: Request, key: str) -> HttpResponseBase:
        try:
            file = export_file(**self.one)
        except NotFound:
            return bulk_files.not_there("Export not found")
        if file is None:
            return bulk_files.not_there("The export has no file: it is not completed.")
        return bulk_files.answer(file, request.headers.get("Range"))


def _state(text: str) -> State:
    if text.lower() not in STATES:
        raise wrong_value("status", text)
    return STATES[text.lower()]


def _wire(found: ExportRow) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "exportId": found.key,
        "format": found.format,
        "status": found.state,
        "createdAt": written(found.created_at),
        "queuedAt": written(found.queued_at),
        "startedAt": written(found.started_at),
        "finishedAt": written(found.ended_at),
    }
    if found.state == "Completed":
        shown |= {"numberOfRecords": found.records, "fileSize": found.size, "fileChecksum": f"sha256:{found.checksum}"}
    if found.state == "Failed":
        shown["errorMsg"] = found.reason
    return {name: value for name, value in shown.items() if value is not None}


def _of(kind: str, at: str) -> list[Any]:
    root = f"bulk/v1/{at}/export"
    return [
        path(f"{root}.json", ListView.as_view(kind=kind)),
        path(f"{root}/create.json", CreateView.as_view(kind=kind)),
        path(f"{root}/<str:key>/enqueue.json", EnqueueView.as_view(kind=kind)),
        path(f"{root}/<str:key>/cancel.json", CancelView.as_view(kind=kind)),
        path(f"{root}/<str:key>/status.json", StatusView.as_view(kind=kind)),
        path(f"{root}/<str:key>/file.json", FileView.as_view(kind=kind)),
    ]


urls = [*_of("leads", "leads"), *_of("activities", "activities"), *_of("members", "program/members")]
