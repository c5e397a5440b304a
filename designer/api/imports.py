"""Imports of people: upload, mapping, start, progress, and what was not taken."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.imports import ImportOrder
from campaigns.selectors.imports import (
    ImportPage,
    ImportRow,
    Upload,
    faults,
    import_job,
    import_row,
    imports,
    one_import,
    one_upload,
)
from campaigns.services.importing.reading import MAX_BYTES
from campaigns.services.importing.start import start_import, triggers_of_order
from campaigns.services.importing.upload import upload
from designer.api import sheets
from designer.api.base import PageQuery, View, answer


class UploadForm(serializers.Serializer[Any]):
    file = serializers.FileField(allow_empty_file=True)


class Triggers(serializers.Serializer[Any]):
    """How many active trigger campaigns the import may start."""

    triggers = serializers.IntegerField()


class ImportsView(View):
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="list_imports", parameters=[PageQuery], responses=ImportPage)
    def get(self, request: Request, ws: int) -> Response:
        return answer(imports(self.actor, ws, cursor=self.parsed(PageQuery)["cursor"]))

    @extend_schema(operation_id="upload_people", request={"multipart/form-data": UploadForm}, responses={201: Upload})
    def post(self, request: Request, ws: int) -> Response:
        file = self.parsed(UploadForm)["file"]
        job = upload(self.actor, ws, file_name=file.name, content=file.read(MAX_BYTES + 1))
        return answer(one_upload(self.actor, ws, job.pk), status=201)


class ImportView(View):
    @extend_schema(operation_id="read_import", responses=ImportRow)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(one_import(self.actor, ws, id))


class UploadView(View):
    @extend_schema(operation_id="read_upload", responses=Upload)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(one_upload(self.actor, ws, id))


class CheckView(View):
    @extend_schema(operation_id="check_import", request=ImportOrder, responses=Triggers)
    def post(self, request: Request, ws: int, id: int) -> Response:
        order = ImportOrder.model_validate(request.data)
        return Response({"triggers": triggers_of_order(self.actor, ws, id, order=order)})


class StartView(View):
    @extend_schema(operation_id="start_import", request=ImportOrder, responses=ImportRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        order = ImportOrder.model_validate(request.data)
        return answer(import_row(start_import(self.actor, ws, id, order=order)))


class FaultsView(View):
    @extend_schema(
        operation_id="read_import_errors",
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, "line, column, value, reason")},
    )
    def get(self, request: Request, ws: int, id: int) -> HttpResponse:
        job = import_job(self.actor, ws, id)
        lines: list[tuple[sheets.Cell, ...]] = [("line", "column", "value", "reason"), *faults(job)]
        response = HttpResponse(b"".join(sheets.pieces(lines)), content_type=sheets.TYPE)
        response["Content-Disposition"] = f'attachment; filename="import-{job.pk}-errors.csv"'
        return response


urls = [
    path("workspaces/<int:ws>/imports", ImportsView.as_view()),
    path("workspaces/<int:ws>/imports/<int:id>", ImportView.as_view()),
    path("workspaces/<int:ws>/imports/<int:id>/upload", UploadView.as_view()),
    path("workspaces/<int:ws>/imports/<int:id>/check", CheckView.as_view()),
    path("workspaces/<int:ws>/imports/<int:id>/start", StartView.as_view()),
    path("workspaces/<int:ws>/imports/<int:id>/errors", FaultsView.as_view()),
]
