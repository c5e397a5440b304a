"""Members of programs: read, given a status, taken out (reference 4.1, 4.5)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside.program_members import WantedMembers, members_of_program
from campaigns.services.program_members import Standing, set_status_by_name
from designer.marketo import envelope, paging, records
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing
from designer.marketo.field_names import wire_fields
from designer.marketo.lead_wire import chosen, lead
from designer.marketo.memberships import membership

OUT = "Not in Program"
EVERYBODY = WantedMembers()


class MemberView(View):
    not_found = "Program not found"

    def found(self, id: int, kind: str, wanted: WantedMembers = EVERYBODY) -> tuple[list[Any], dict[str, Any]]:
        """A page of pairs, and how it goes on."""
        size, name = paging.batch_size(self.given), f"{kind}-{id}"
        after = paging.after(self.given, name)
        pairs = members_of_program(**self.scope, program_id=id, after=after, limit=size + 1, wanted=wanted)
        more = len(pairs) > size
        following = paging.token(name, pairs[size - 1][0].id) if more else None
        return pairs[:size], {"moreResult": more, "nextPageToken": following}

    def set(self, id: int, status: str, people: list[int]) -> list[Standing]:
        standings = set_status_by_name(**self.scope, program_id=id, status=status, people=people)
        if standings is None:
            raise Refused("1025", "Program status not found")
        return standings


class LeadsOfProgramView(MemberView):
    def get(self, request: Request, id: int) -> Response:
        fields = chosen(self.given, wire_fields(self.actor))
        pairs, paged = self.found(id, "leads-of")
        shown = [lead(person, fields) | {"membership": membership(member)} for person, member in pairs]
        return envelope.leads(shown, nextPageToken=paged["nextPageToken"])


class LeadStatusView(MemberView):
    def post(self, request: Request, id: int) -> Response:
        status, people = self.json.get("status"), records.ids(self)
        if not isinstance(status, str):
            raise missing("status")
        standings = self.set(id, status, people)
        return envelope.leads([_by_lead(each, said) for each, said in zip(people, standings, strict=True)])


class MemberStatusView(MemberView):
    def post(self, request: Request, id: int) -> Response:
        status, people = self.json.get("statusName"), records.ids(self, "leadId")
        if not isinstance(status, str):
            raise missing("statusName")
        standings = self.set(id, status, people)
        return envelope.leads(
            [_by_seq(seq, each, said) for seq, (each, said) in enumerate(zip(people, standings, strict=True))]
        )


class MemberDeleteView(MemberView):
    def post(self, request: Request, id: int) -> Response:
        people = records.ids(self, "leadId")
        standings = self.set(id, OUT, people)
        return envelope.leads(
            [_by_seq(seq, each, said) for seq, (each, said) in enumerate(zip(people, standings, strict=True))]
        )


def _by_lead(id: int, said: Standing) -> dict[str, Any]:
    match said:
        case "unknown":
            return records.skipped("1004", "Lead not found", id=id)
        case "outside":
            return records.skipped("1037", "Lead not in program", id=id)
        case "past":
            return records.skipped("1037", "Lead skipped because it is already in or past this status", id=id)
        case _:
            return {"id": id, "status": "updated"}


def _by_seq(seq: int, id: int, said: Standing) -> dict[str, Any]:
    shown = _by_lead(id, said)
    if shown["status"] == "skipped":
        return {"seq": seq, "status": "skipped", "reasons": shown["reasons"]}
    return {"seq": seq, "status": said, "leadId": id}


urls = [
    path("rest/v1/leads/programs/<id:id>.json", LeadsOfProgramView.as_view()),
    path("rest/v1/leads/programs/<id:id>/status.json", LeadStatusView.as_view()),
    path("rest/v1/programs/<id:id>/members/status.json", MemberStatusView.as_view()),
    path("rest/v1/programs/<id:id>/members/delete.json", MemberDeleteView.as_view()),
]
