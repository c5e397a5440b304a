"""People as a CSV file: all that is found, is on a list, or is in a smart list."""

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from campaigns.selectors.people_export import exported_people
from designer.api import sheets
from designer.api.base import View
from designer.api.people import PeopleQuery
from designer.streamed import FileAnswer


class PeopleExportView(View):
    @extend_schema(
        operation_id="export_people",
        parameters=[PeopleQuery],
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, "a line per person, with all fields")},
    )
    def get(self, request: Request, ws: int) -> FileAnswer:
        asked = self.parsed(PeopleQuery)
        lines = exported_people(self.actor, ws, q=asked["q"], list_id=asked["list"], smart_list_id=asked["smart_list"])
        named = {"Content-Disposition": 'attachment; filename="people.csv"'}
        return FileAnswer(sheets.pieces(lines), content_type=sheets.TYPE, headers=named)


urls = [path("workspaces/<int:ws>/people/export", PeopleExportView.as_view())]
