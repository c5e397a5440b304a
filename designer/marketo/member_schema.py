"""The schema of program members: which fields there are, new ones, their descriptions (reference 4.5)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside.member_fields import OutsideMemberField, outside_member_fields
from campaigns.services.field_schema import change_member_field, create_member_fields
from designer.marketo import envelope, paging
from designer.marketo.base import View
from designer.marketo.errors import Refused
from designer.marketo.field_names import TYPES
from designer.marketo.member_names import MemberField, member_fields
from designer.marketo.schema_wire import changes, new_fields, shown, statuses


class MemberSchemaView(View):
    taken_code = "1017"

    def fields(self) -> dict[str, MemberField]:
        return member_fields(self.actor, self.workspace_id)

    def own(self) -> list[OutsideMemberField]:
        return outside_member_fields(**self.scope)


class SchemaView(MemberSchemaView):
    def get(self, request: Request) -> Response:
        size, start = paging.batch_size(self.given), paging.after(self.given, "member-schema")
        fields = list(self.fields().values())
        own = {each.api_name: each for each in self.own()}
        more = len(fields) > start + size
        following = paging.token("member-schema", start + size) if more else None
        page = [wire(each, own.get(each.rest)) for each in fields[start : start + size]]
        return envelope.leads(page, moreResult=more, nextPageToken=following)

    def post(self, request: Request) -> Response:
        new, known = new_fields(self.input), {each.lower() for each in self.fields()}
        taken = next((each.name for each in new if each.name.lower() in known), None)
        if taken is not None:
            raise Refused("1017", f"There is already a member field with the API name {taken:.100}.")
        create_member_fields(**self.scope, new=new)
        return envelope.leads(statuses([each.name for each in new], "created"))


class SchemaFieldView(MemberSchemaView):
    def get(self, request: Request, name: str) -> Response:
        field = self.fields().get(name)
        if field is None:
            raise _unknown(name)
        return envelope.leads([wire(field, self._own(name))])

    def post(self, request: Request, name: str) -> Response:
        field = self._own(name)
        if field is None:
            raise _unknown(name)
        said = changes(self.input)
        change_member_field(**self.scope, field=field, label=said.get("label"), description=said.get("description"))
        return envelope.leads(statuses([name], "updated"))

    def _own(self, name: str) -> OutsideMemberField | None:
        return next((each for each in self.own() if each.api_name == name), None)


def wire(field: MemberField, own: OutsideMemberField | None) -> dict[str, Any]:
    said = {"name": field.rest, "displayName": field.label, "dataType": TYPES[field.type]}
    length = {"length": field.length} if field.length else {}
    if own is None:
        return said | length | shown("", is_custom=False, by_api=False)
    return said | shown(own.description, is_custom=True, by_api=own.by_api)


def _unknown(name: str) -> Refused:
    return Refused("1006", f"Field '{name:.100}' not found")


FIELDS = "rest/v1/programs/members/schema/fields"
urls = [
    path(f"{FIELDS}.json", SchemaView.as_view()),
    path(f"{FIELDS}/<str:name>.json", SchemaFieldView.as_view()),
]
