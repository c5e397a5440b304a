"""What one lead is in: lists, programs, smart campaigns (reference 4.1)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside import people
from campaigns.selectors.outside.program_members import OutsideMember, WantedMembers, programs_of_person
from designer.marketo import envelope, paging
from designer.marketo.errors import Refused
from designer.marketo.leads import LeadView
from designer.marketo.moments import written


class MembershipView(LeadView):
    not_found_code = "1004"

    def of(self, kind: str, id: int, read: Callable[..., Sequence[Any]], wire: Callable[[Any], Any]) -> Response:
        size = paging.batch_size(self.given)
        name = f"{kind}-{id}"
        found = read(**self.scope, person=id, after=paging.after(self.given, name), limit=size + 1)
        more = len(found) > size
        following = paging.token(name, found[size - 1].id) if more else None
        return envelope.leads([wire(each) for each in found[:size]], moreResult=more, nextPageToken=following)


class ListsOfLeadView(MembershipView):
    def get(self, request: Request, id: int) -> Response:
        return self.of("lists", id, people.list_memberships, lambda each: _wire("listId", each))


class CampaignsOfLeadView(MembershipView):
    def get(self, request: Request, id: int) -> Response:
        since, until = self.given.moment("earliestUpdatedAt"), self.given.moment("latestUpdatedAt")
        read = partial(people.campaign_memberships, since=since, until=until)
        return self.of("campaigns", id, read, lambda each: _wire("smartCampaignId", each))


class ProgramsOfLeadView(MembershipView):
    def get(self, request: Request, id: int) -> Response:
        given, programs = self.given, None
        if given.text("filterType"):
            if given.text("filterType") != "programId":
                raise Refused("1011", f"Field '{given.text('filterType'):.100}' not supported")
            programs = given.numbers("filterValues")
        wanted = WantedMembers(since=given.moment("earliestUpdatedAt"), until=given.moment("latestUpdatedAt"))
        return self.of("programs", id, partial(programs_of_person, wanted=wanted, programs=programs), membership)


def membership(member: OutsideMember) -> dict[str, Any]:
    return {
        "id": member.id,
        "progressionStatus": member.status,
        "progressionStatusType": member.status,
        "isExhausted": False,
        "acquiredBy": False,
        "reachedSuccess": member.success,
        "membershipDate": written(member.since),
        "updatedAt": written(member.changed),
    }


def _wire(name: str, held: people.Membership) -> dict[str, Any]:
    return {name: held.id, "createdAt": written(held.since), "updatedAt": written(held.changed)}


LEAD = "rest/v1/leads/<id:id>"
urls = [
    path(f"{LEAD}/listMembership.json", ListsOfLeadView.as_view()),
    path(f"{LEAD}/programMembership.json", ProgramsOfLeadView.as_view()),
    path(f"{LEAD}/smartCampaignMembership.json", CampaignsOfLeadView.as_view()),
]
