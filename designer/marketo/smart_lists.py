"""Smart lists with their rules: of assets, and of campaigns by their smartListId (reference 6.6)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.smart_list import SmartList
from campaigns.selectors.drafts import read_draft
from campaigns.selectors.outside.assets import SMART_LIST, OutsideAsset, asset, assets
from campaigns.selectors.outside.campaigns import campaign
from campaigns.selectors.outside.placed import Wanted
from campaigns.selectors.smart_lists import smart_list
from campaigns.services.smart_lists import clone_smart_list, create_smart_list, delete_smart_list
from designer.marketo import envelope
from designer.marketo.browsing import BrowsingView
from designer.marketo.errors import Refused
from designer.marketo.field_names import WireFields, wire_fields
from designer.marketo.moments import asset_written
from designer.marketo.places import nearest, wire_ref
from designer.marketo.rule_wire import wire_rule
from designer.marketo.smart_list_ids import campaign_of, of_campaign


class SmartListView(BrowsingView):
    noun = "Smart List"
    not_found = "Smart List not found"

    def found(self, wanted: Wanted) -> list[OutsideAsset]:
        return assets(kind=SMART_LIST, **self.scope, wanted=wanted)

    def answer(self, *found: OutsideAsset) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in found])

    def whole(self, id: int) -> Response:
        """With its rules."""
        campaign_id = campaign_of(id)
        if campaign_id is not None:
            around = campaign(**self.scope, campaign_id=campaign_id)
            definition = read_draft(**self.scope, campaign_id=campaign_id).smart_list
            shown = wire(OutsideAsset(**_like_an_asset(around)), self.workspace)
        else:
            definition = smart_list(**self.scope, smart_list_id=id).smart_list
            shown = wire(asset(kind=SMART_LIST, **self.scope, id=id), self.workspace)
        return envelope.assets([shown | {"id": id, "rules": rules(definition, wire_fields(self.actor))}])


class SmartListsView(SmartListView):
    def get(self, request: Request) -> Response:
        return self.answer(*self.found(self.wanted()))

    def post(self, request: Request) -> Response:
        name, parent = self.given.needed("name"), self.parent()
        description = self.given.text("description") or ""
        made = create_smart_list(**self.scope, name=name, parent=parent, description=description)
        return self.answer(asset(kind=SMART_LIST, **self.scope, id=made.pk))


class SmartListByNameView(SmartListView):
    def get(self, request: Request) -> Response:
        return self.answer(*self.found(Wanted(names=[self.given.needed("name")])))


class SmartListByIdView(SmartListView):
    def get(self, request: Request, id: int) -> Response:
        if self.given.flag("includeRules") or campaign_of(id) is not None:
            return self.whole(id)
        return self.answer(*self.found(Wanted(ids=[id])))


class SmartListCloneView(SmartListView):
    def post(self, request: Request, id: int) -> Response:
        if campaign_of(id) is not None:
            raise Refused("709", "A campaign's smart list is cloned with its campaign.")
        name, parent, description = self.given.needed("name"), self.parent(), self.given.text("description")
        made = clone_smart_list(**self.scope, smart_list_id=id, name=name, parent=parent, description=description)
        return self.answer(asset(kind=SMART_LIST, **self.scope, id=made.pk))


class SmartListDeleteView(SmartListView):
    def post(self, request: Request, id: int) -> Response:
        if campaign_of(id) is not None:
            raise Refused("709", "A campaign's smart list is deleted with its campaign.")
        delete_smart_list(**self.scope, smart_list_id=id)
        return envelope.assets([{"id": id}])


class OfCampaignView(SmartListView):
    not_found = "Smart campaign not found"

    def get(self, request: Request, id: int) -> Response:
        return self.whole(of_campaign(id))


def wire(found: OutsideAsset, workspace: str) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "createdAt": asset_written(found.created_at),
        "updatedAt": asset_written(found.updated_at),
        "url": f"#SL{found.id}A1",
        "folder": wire_ref(nearest(found.lies)[0]),
        "workspace": workspace,
    }


def rules(definition: SmartList, fields: WireFields) -> dict[str, Any]:
    shown: dict[str, Any] = {"filterMatchType": "custom" if definition.match == "advanced" else definition.match}
    if definition.match == "advanced":
        shown["filterCustomRuleLogic"] = definition.logic
    for name, held in (("triggers", definition.triggers), ("filters", definition.filters)):
        shown[name] = [wire_rule(each, fields, place=place) for place, each in enumerate(held, 1)]
    return shown


def _like_an_asset(around: Any) -> dict[str, Any]:
    return {name: getattr(around, name) for name in ("id", "name", "description", "created_at", "updated_at", "lies")}


LISTS = "rest/asset/v1/smartList"
urls = [
    path(f"{LISTS}s.json", SmartListsView.as_view()),
    path(f"{LISTS}/byName.json", SmartListByNameView.as_view()),
    path(f"{LISTS}/<id:id>.json", SmartListByIdView.as_view()),
    path(f"{LISTS}/<id:id>/clone.json", SmartListCloneView.as_view()),
    path(f"{LISTS}/<id:id>/delete.json", SmartListDeleteView.as_view()),
    path("rest/asset/v1/smartCampaign/<id:id>/smartList.json", OfCampaignView.as_view()),
]
