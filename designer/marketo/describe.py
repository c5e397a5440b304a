"""Which fields leads have, in two of the ways in which clients ask for it (reference 4.1)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.fields import FieldType
from designer.marketo import envelope
from designer.marketo.base import View
from designer.marketo.field_names import TYPES, WireField, wire_fields

LONGEST = {FieldType.TEXT: 255, FieldType.EMAIL: 255, FieldType.PHONE: 255, FieldType.URL: 255}
ID = {"id": 44, "displayName": "Id", "dataType": "integer"}


class DescribeView(View):
    def get(self, request: Request) -> Response:
        own = {"name": "id", "readOnly": True}
        fields = [ID | {"rest": own, "soap": {"name": "Id", "readOnly": True}}]
        return envelope.leads(fields + [_described(each) for each in wire_fields(self.actor).all])


class Describe2View(View):
    def get(self, request: Request) -> Response:
        fields = wire_fields(self.actor).all
        own = {"name": "id", "displayName": "Id", "dataType": "integer", "updateable": False, "crmManaged": False}
        searchable = [["id"], ["cookies"], *([each.rest] for each in fields if each.is_filter)]
        described = [
            {"name": each.rest, **typed(each), "updateable": not each.read_only, "crmManaged": False} for each in fields
        ]
        return envelope.leads([{"name": "API Lead", "searchableFields": searchable, "fields": [own, *described]}])


def typed(field: WireField) -> dict[str, Any]:
    shown: dict[str, Any] = {"displayName": field.label, "dataType": TYPES[field.type]}
    if field.type in LONGEST:
        shown["length"] = LONGEST[field.type]
    return shown


def _described(field: WireField) -> dict[str, Any]:
    names = {"rest": field.rest, "soap": field.rest[:1].upper() + field.rest[1:]}
    return {"id": field.number, **typed(field)} | {
        kind: {"name": name, "readOnly": field.read_only} for kind, name in names.items()
    }


LEADS = "rest/v1/leads"
urls = [
    path(f"{LEADS}/describe.json", DescribeView.as_view()),
    path(f"{LEADS}/describe2.json", Describe2View.as_view()),
]
