"""Static lists of the lead database: who is on them, put on and taken off (reference 4.2)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside import people
from campaigns.selectors.outside.assets import STATIC_LIST, OutsideAsset, asset, assets
from campaigns.selectors.outside.placed import Wanted
from campaigns.services.lists import add_people, remove_people
from designer.marketo import envelope, paging, records
from designer.marketo.base import View
from designer.marketo.leads import NOT_FOUND, LeadView
from designer.marketo.moments import written


class ListsView(View):
    def get(self, request: Request) -> Response:
        given, size = self.given, paging.batch_size(self.given)
        workspaces = given.words("workspaceName")
        if workspaces and self.workspace not in workspaces:
            return envelope.leads([])
        wanted = Wanted(
            ids=given.numbers("id") if "id" in given else None,
            names=given.words("name"),
            program_names=given.words("programName"),
            after=paging.after(given, "lists"),
            limit=size + 1,
        )
        found = assets(kind=STATIC_LIST, **self.scope, wanted=wanted)
        following = paging.token("lists", found[size - 1].id) if len(found) > size else None
        return envelope.leads([_wire(each, self.workspace) for each in found[:size]], nextPageToken=following)


class ListView(View):
    not_found = "List not found"

    def get(self, request: Request, id: int) -> Response:
        return envelope.leads([_wire(asset(kind=STATIC_LIST, **self.scope, id=id), self.workspace)])


class MembersView(LeadView):
    not_found = "List not found"

    def get(self, request: Request, id: int) -> Response:
        size, kind = paging.batch_size(self.given), f"list-{id}"
        after = paging.after(self.given, kind)
        found = people.people_on_list(**self.scope, list_id=id, after=after, limit=size + 1)
        return self.page_of(found, kind, size)

    def post(self, request: Request, id: int) -> Response:
        asked, known = self._asked(id)
        if known:
            add_people(**self.scope, list_id=id, people=sorted(known))
        return envelope.leads([_said(each, "added") if each in known else _unknown(each) for each in asked])

    def delete(self, request: Request, id: int) -> Response:
        asked, known = self._asked(id)
        there = people.ids_on_list(**self.scope, list_id=id, ids=known)
        if there:
            remove_people(**self.scope, list_id=id, people=sorted(there))
        said = {each: records.skipped("1015", "Lead not in list", id=each) for each in known}
        said |= {each: _said(each, "removed") for each in there}
        return envelope.leads([said.get(each) or _unknown(each) for each in asked])

    def _asked(self, id: int) -> tuple[list[int], set[int]]:
        """Who was named, and who of them is somebody whom the workspace sees."""
        asset(kind=STATIC_LIST, **self.scope, id=id)
        asked = records.ids(self)
        return asked, people.seen_ids(**self.scope, ids=asked)


class IsMemberView(MembersView):
    http_method_names = ("get", "post")
    changes = False

    def post(self, request: Request, id: int) -> Response:
        return self.get(request, id)

    def get(self, request: Request, id: int) -> Response:
        asked, known = self._asked(id)
        there = people.ids_on_list(**self.scope, list_id=id, ids=known)
        said = {each: _said(each, "memberof" if each in there else "notmemberof") for each in known}
        return envelope.leads([said.get(each) or _unknown(each) for each in asked])


def _wire(found: OutsideAsset, workspace: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": found.id, "name": found.name}
    if found.description:
        shown["description"] = found.description
    if found.lies.program_name is not None:
        shown["programName"] = found.lies.program_name
    return shown | {
        "workspaceName": workspace,
        "createdAt": written(found.created_at),
        "updatedAt": written(found.updated_at),
    }


def _said(id: int, status: str) -> dict[str, Any]:
    return {"id": id, "status": status}


def _unknown(id: int) -> dict[str, Any]:
    return records.skipped("1004", NOT_FOUND, id=id)


urls = [
    path("rest/v1/lists.json", ListsView.as_view()),
    path("rest/v1/lists/<id:id>.json", ListView.as_view()),
    path("rest/v1/lists/<id:id>/leads.json", MembersView.as_view()),
    path("rest/v1/list/<id:id>/leads.json", MembersView.as_view()),
    path("rest/v1/lists/<id:id>/leads/ismember.json", IsMemberView.as_view()),
]
