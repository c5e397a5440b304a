"""What may be put into a parameter of a rule or a step, for tools that draw (reference 6.5, 6.6)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside.campaigns import campaign
from campaigns.selectors.outside.suggestions import suggestions
from campaigns.selectors.smart_lists import smart_list
from designer.marketo import envelope
from designer.marketo.base import AssetView
from designer.marketo.errors import wrong_type, wrong_value
from designer.marketo.field_names import wire_fields
from designer.marketo.kinds import WireParam, actions, filters, triggers
from designer.marketo.parameters import whole
from designer.marketo.smart_list_ids import campaign_of


class SuggestingView(AssetView):
    def answer(self) -> Response:
        """An array in the array, as Marketo has it; with words to choose from, these have no ids."""
        self.given.needed("ruleTypeId")
        self.given.needed("optionTypeId")
        param = _param(_number(self.given.json("ruleTypeId")), self.given.json("optionTypeId"))
        return envelope.assets([[self._wire(name, id) for id, name in self._offered(param)]])

    def _offered(self, param: WireParam) -> list[tuple[int | None, str]]:
        if param.options:
            return [(None, each) for each in param.options]
        if param.control.startswith("field"):
            return [(each.number, each.rest) for each in wire_fields(self.actor).all]
        return [(each.id, each.name) for each in suggestions(**self.scope, control=param.control)]

    def _wire(self, name: str, id: int | None) -> dict[str, Any]:
        named = {"displayName": name, "name": name, "workspace": self.workspace, "workspaceId": self.workspace_id}
        return named if id is None else {"id": id, **named}


class OfCampaignView(SuggestingView):
    not_found = "Smart campaign not found"

    def get(self, request: Request, id: int) -> Response:
        campaign(**self.scope, campaign_id=id)
        return self.answer()


class OfSmartListView(SuggestingView):
    not_found = "Smart List not found"

    def get(self, request: Request, id: int) -> Response:
        around = campaign_of(id)
        if around is not None:
            campaign(**self.scope, campaign_id=around)
        else:
            smart_list(**self.scope, smart_list_id=id)
        return self.answer()


def _param(kind: int, option: Any) -> WireParam:
    for kinds in (actions(), filters(), triggers()):
        params = {each.number: each for each in kinds[kind].params} if kind in kinds else {}
        if (number := _number(option)) in params:
            return params[number]
    raise wrong_value("optionTypeId", option)


def _number(reference: Any) -> int:
    """{"id": 11, "type": "activity"}, or the bare number."""
    if isinstance(reference, dict):
        reference = reference.get("id")
    if reference is None:
        raise wrong_type(reference, "RuleTypeId")
    return whole(reference, "id")


urls = [
    path("rest/asset/v1/smartCampaign/<id:id>/autoSuggest.json", OfCampaignView.as_view()),
    path("rest/asset/v1/smartList/<id:id>/autoSuggest.json", OfSmartListView.as_view()),
]
