"""The schema of leads: which fields there are, new ones, changes of custom ones (reference 4.1)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.services.field_schema import change_field, create_fields
from designer.marketo import envelope, paging
from designer.marketo.base import View
from designer.marketo.describe import typed
from designer.marketo.errors import Refused
from designer.marketo.field_names import WireField, wire_fields
from designer.marketo.schema_wire import changes, new_fields, shown, statuses


class SchemaView(View):
    taken_code = "1017"

    def get(self, request: Request) -> Response:
        size, start = paging.batch_size(self.given), paging.after(self.given, "schema")
        fields = wire_fields(self.actor).all
        more = len(fields) > start + size
        following = paging.token("schema", start + size) if more else None
        page = [wire(each) for each in fields[start : start + size]]
        return envelope.leads(page, moreResult=more, nextPageToken=following)

    def post(self, request: Request) -> Response:
        new = new_fields(self.input)
        known = {each.rest.lower() for each in wire_fields(self.actor).all}
        taken = next((each.name for each in new if each.name.lower() in known), None)
        if taken is not None:
            raise Refused("1017", f"There is already a field with the API name {taken:.100}.")
        create_fields(self.actor, new=new)
        return envelope.leads(statuses([each.name for each in new], "created"))


class SchemaFieldView(View):
    taken_code = "1017"

    def get(self, request: Request, name: str) -> Response:
        return envelope.leads([wire(self._field(name))])

    def post(self, request: Request, name: str) -> Response:
        field = self._field(name)
        change_field(self.actor, name=field.name, **changes(self.input))
        return envelope.leads(statuses([field.rest], "updated"))

    def _field(self, name: str) -> WireField:
        field = wire_fields(self.actor).by_rest.get(name)
        if field is None:
            raise Refused("1006", f"Field '{name:.100}' not found")
        return field


def wire(field: WireField) -> dict[str, Any]:
    return {"name": field.rest, **typed(field)} | shown(
        field.description, is_custom=field.is_custom, by_api=field.by_api
    )


FIELDS = "rest/v1/leads/schema/fields"
urls = [
    path(f"{FIELDS}.json", SchemaView.as_view()),
    path(f"{FIELDS}/<str:name>.json", SchemaFieldView.as_view()),
]
