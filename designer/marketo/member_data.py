"""Members of programs with the values of their own: described, found, changed (reference 4.5)."""

from collections.abc import Mapping
from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.errors import Invalid
from campaigns.selectors.outside.program_members import WantedMembers
from campaigns.services.program_members import Standing, change_values_each
from designer.marketo import envelope, records
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing, wrong_value
from designer.marketo.member_names import SEARCHED, MemberField, as_text, chosen, described, member_fields, wire
from designer.marketo.parameters import whole
from designer.marketo.program_members import EVERYBODY, MemberView

SINCE = "2020-01-01T00:00:00Z"


class MembersView(MemberView):
    def get(self, request: Request, id: int) -> Response:
        fields = member_fields(self.actor, self.workspace_id)
        shown = chosen(self.given, fields)
        pairs, paged = self.found(id, "members", self._wanted(fields))
        members = [{"seq": seq, **wire(member, shown)} for seq, (_, member) in enumerate(pairs)]
        return envelope.leads(members, **paged)

    def post(self, request: Request, id: int) -> Response:
        """Values of the members' own fields."""
        fields = member_fields(self.actor, self.workspace_id)
        sent = [(whole(each.get("leadId"), "leadId"), each) for each in records.objects(self.input)]
        unknown = {seq: name for seq, (_, each) in enumerate(sent) if (name := _strange(each, fields))}
        changes: dict[int, dict[str, str | None]] = {}
        for seq, (person, each) in enumerate(sent):
            if seq not in unknown:
                changes.setdefault(person, {}).update(_values(each, fields))
        outcomes = change_values_each(**self.scope, program_id=id, changes=changes)
        return envelope.leads(
            [
                _unknown_field(seq, unknown[seq]) if seq in unknown else _changed(seq, person, outcomes[person])
                for seq, (person, _) in enumerate(sent)
            ]
        )

    def _wanted(self, fields: Mapping[str, MemberField]) -> WantedMembers:
        given, name = self.given, self.given.text("filterType")
        if not name:
            return EVERYBODY
        if name == "updatedAt":
            since = given.moment("startAt")
            if since is None:
                raise missing("startAt")
            return WantedMembers(since=since, until=given.moment("endAt"))
        values = given.words("filterValues")
        if not values:
            raise missing("filterValues")
        if len(values) > records.MOST:
            raise Refused("1003", f"At most {records.MOST} filterValues can be given; these are {len(values)}.")
        return _filter(name, values, fields)


class DescribeView(View):
    def get(self, request: Request) -> Response:
        fields = member_fields(self.actor, self.workspace_id)
        searched = [*SEARCHED, *(each.rest for each in fields.values() if each.name is not None)]
        said = {
            "name": "API Program Membership",
            "description": "API Program Member Map",
            "createdAt": SINCE,
            "updatedAt": SINCE,
            "dedupeFields": ["leadId", "programId"],
            "searchableFields": [[each] for each in searched],
        }
        return envelope.leads([said | {"fields": [described(each) for each in fields.values()]}])


def _filter(name: str, values: list[str], fields: Mapping[str, MemberField]) -> WantedMembers:
    match name:
        case "leadId":
            return WantedMembers(people=tuple(whole(each, "leadId") for each in values))
        case "statusName":
            return WantedMembers(statuses=tuple(values))
        case "reachedSuccess":
            asked = {each.lower() for each in values}
            if not asked <= {"true", "false"}:
                raise wrong_value(name, values[0])
            return WantedMembers(success=None if len(asked) > 1 else "true" in asked)
        case _:
            field = fields.get(name)
            if field is None or field.name is None:
                raise Refused("1011", f"Field '{name:.100}' not supported")
            return WantedMembers(value=(field.name, tuple(values)))


def _strange(sent: Mapping[str, Any], fields: Mapping[str, MemberField]) -> str | None:
    """The first name that is no field which can be changed."""
    return next((name for name in sent if name != "leadId" and (name not in fields or fields[name].name is None)), None)


def _values(sent: Mapping[str, Any], fields: Mapping[str, MemberField]) -> dict[str, str | None]:
    return {fields[name].name or name: as_text(value) for name, value in sent.items() if name != "leadId"}


def _unknown_field(seq: int, name: str) -> dict[str, Any]:
    return records.skipped("1006", f"Field '{name:.100}' not found", seq=seq)


def _changed(seq: int, person: int, said: Standing | Invalid) -> dict[str, Any]:
    if isinstance(said, Invalid):
        return records.skipped("1003", said.message, seq=seq)
    if said != "updated":
        return records.skipped("1013", "Membership not found", seq=seq)
    return {"seq": seq, "status": "updated", "leadId": person}


urls = [
    path("rest/v1/programs/<id:id>/members.json", MembersView.as_view()),
    path("rest/v1/programs/members/describe.json", DescribeView.as_view()),
    path("rest/v1/program/members/describe.json", DescribeView.as_view()),
]
