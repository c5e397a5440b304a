"""Static lists as assets (reference 6.7)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside.assets import STATIC_LIST, OutsideAsset, asset, assets
from campaigns.selectors.outside.placed import Wanted
from campaigns.services.lists import create_list, delete_list, update_list
from designer.marketo import envelope
from designer.marketo.browsing import BrowsingView
from designer.marketo.moments import asset_written
from designer.marketo.places import nearest, wire_ref


class ListView(BrowsingView):
    noun = "Static List"
    not_found = "Static List not found or it has been deleted"

    def found(self, wanted: Wanted) -> list[OutsideAsset]:
        return assets(kind=STATIC_LIST, **self.scope, wanted=wanted)

    def answer(self, *found: OutsideAsset) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in found])

    def one(self, id: int) -> Response:
        return self.answer(asset(kind=STATIC_LIST, **self.scope, id=id))


class ListsView(ListView):
    def get(self, request: Request) -> Response:
        return self.answer(*self.found(self.wanted()))

    def post(self, request: Request) -> Response:
        name, parent = self.given.needed("name"), self.parent()
        made = create_list(**self.scope, name=name, parent=parent, description=self.given.text("description") or "")
        return self.one(made.pk)


class ListByNameView(ListView):
    def get(self, request: Request) -> Response:
        return self.answer(*self.found(Wanted(names=[self.given.needed("name")])))


class ListByIdView(ListView):
    def get(self, request: Request, id: int) -> Response:
        return self.answer(*self.found(Wanted(ids=[id])))

    def post(self, request: Request, id: int) -> Response:
        given = self.given
        update_list(**self.scope, list_id=id, name=given.text("name"), description=given.text("description"))
        return self.one(id)


class ListDeleteView(ListView):
    def post(self, request: Request, id: int) -> Response:
        delete_list(**self.scope, list_id=id)
        return envelope.assets([{"id": id}])


def wire(found: OutsideAsset, workspace: str) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "createdAt": asset_written(found.created_at),
        "updatedAt": asset_written(found.updated_at),
        "folder": wire_ref(nearest(found.lies)[0]),
        "workspace": workspace,
        "computedUrl": f"#ST{found.id}A1",
    }


LISTS = "rest/asset/v1/staticList"
urls = [
    path(f"{LISTS}s.json", ListsView.as_view()),
    path(f"{LISTS}/byName.json", ListByNameView.as_view()),
    path(f"{LISTS}/<id:id>.json", ListByIdView.as_view()),
    path(f"{LISTS}/<id:id>/delete.json", ListDeleteView.as_view()),
]
