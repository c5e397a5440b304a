"""Drawing a flow from outside: steps, choices, conditions, parameters (reference 6.5; C11 to C13 hold here too)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.flow import Flow
from campaigns.selectors.drafts import read_draft
from campaigns.selectors.outside.campaigns import campaign
from campaigns.services.campaigns.drafts import save_draft
from designer.marketo import envelope, flow_edits, smart_campaigns
from designer.marketo.base import AssetView
from designer.marketo.errors import wrong_type, wrong_value
from designer.marketo.field_names import wire_fields
from designer.marketo.flow_edits import ChoiceChange
from designer.marketo.flow_wire import DEFAULT, wire_flow
from designer.marketo.kinds import Names, actions, by_kind, described, filters, triggers
from designer.marketo.parameters import whole
from designer.marketo.rule_wire import changed, kind_of, new_rule


class FlowView(AssetView):
    not_found = "Smart campaign not found"

    def flow(self, id: int) -> Flow:
        draft = read_draft(**self.scope, campaign_id=id)
        self.edit_number = draft.edit_number
        return draft.flow

    def save(self, id: int, flow: Flow) -> Response:
        """Against the draft that was read: whoever saves in between wins, and this call is refused."""
        saved = save_draft(**self.scope, campaign_id=id, edit_number=self.edit_number, flow=flow)
        shown = smart_campaigns.wire(campaign(**self.scope, campaign_id=id), self.workspace)
        return envelope.assets([shown | {"flow": wire_flow(saved.flow, wire_fields(self.actor))}])

    def names(self) -> Names:
        return Names(self.actor, self.workspace_id, wire_fields(self.actor))


class NewStepView(FlowView):
    def post(self, request: Request, id: int) -> Response:
        self.given.needed("activityType")
        reference = self.given.json("activityType")
        number = whole(reference.get("id") if isinstance(reference, dict) else reference, "activityType")
        kind = actions().get(number)
        if kind is None:
            raise wrong_value("activityType", number)
        self.given.needed("index")
        flow = self.flow(id)
        return self.save(id, flow_edits.with_step(flow, kind.kind, index=self.given.whole("index", 0)))


class RemoveStepView(FlowView):
    def post(self, request: Request, id: int, step: str) -> Response:
        return self.save(id, flow_edits.without_step(self.flow(id), step))


class NewChoiceView(FlowView):
    def post(self, request: Request, id: int, step: str) -> Response:
        return self.save(id, flow_edits.with_choice(self.flow(id), step))


class ChoiceView(FlowView):
    def post(self, request: Request, id: int, step: str, choice: str) -> Response:
        flow, names = self.flow(id), self.names()
        found = flow_edits.find(flow, step)
        change = ChoiceChange(
            condition=self._condition(flow, step, choice, names) if "conditionTypeId" in self.given else None,
            params=self._params(found.kind, _params_of(flow, step, choice), names),
        )
        return self.save(id, flow_edits.with_changed_choice(flow, step, choice, change))

    def _condition(self, flow: Flow, step: str, choice: str, names: Names) -> Any:
        rule = new_rule(self.given.json("conditionTypeId"), names.fields, trigger=False)
        first = next(iter(each.name for each in kind_of(rule).params if each.name != "operator"), "")
        values, operator = self.given.text("conditionValues") or "", self.given.text("operator")
        return rule.model_copy(update={"params": changed(rule, first, values, operator, names)})

    def _params(self, kind: str, present: dict[str, Any], names: Names) -> dict[str, Any] | None:
        attributes = self.given.json("attributes")
        if attributes is None:
            return None
        known = by_kind(actions(), kind)
        if not isinstance(attributes, dict) or known is None:
            raise wrong_type(attributes, "Object")
        given = ((known.param(str(word)), value) for word, value in attributes.items())
        return present | {param.name: names.read(param, str(value)) for param, value in given}


class RemoveChoiceView(FlowView):
    def post(self, request: Request, id: int, step: str, choice: str) -> Response:
        return self.save(id, flow_edits.without_choice(self.flow(id), step, choice))


class ReorderChoiceView(FlowView):
    def post(self, request: Request, id: int, step: str, choice: str) -> Response:
        self.given.needed("newSeqNumZeroBased")
        index = self.given.whole("newSeqNumZeroBased", 0)
        return self.save(id, flow_edits.with_moved_choice(self.flow(id), step, choice, index=index))


class FlowStepsView(AssetView):
    def get(self, request: Request) -> Response:
        return envelope.assets([{"flowSteps": [described(each) for each in actions().values()]}])


class ConditionsView(AssetView):
    def get(self, request: Request) -> Response:
        usable = [described(each) for each in filters().values() if each.in_choice]
        return envelope.assets([{"flowStepTypes": usable}])


class RulesView(AssetView):
    def get(self, request: Request) -> Response:
        kinds = {"filters": filters(), "triggers": triggers()}
        return envelope.assets([{name: [described(each) for each in held.values()] for name, held in kinds.items()}])


def _params_of(flow: Flow, step: str, choice: str) -> dict[str, Any]:
    found = flow_edits.find(flow, step)
    branch = found.default if choice == DEFAULT else flow_edits.find_choice(found, choice)
    return dict(branch.params)


CAMPAIGN = "rest/asset/v1/smartCampaign"
FLOW = f"{CAMPAIGN}/<id:id>/flow/<str:step>"
urls = [
    path(f"{CAMPAIGN}/flowSteps.json", FlowStepsView.as_view()),
    path(f"{CAMPAIGN}/flowStepTypes.json", ConditionsView.as_view()),
    path(f"{CAMPAIGN}/rules.json", RulesView.as_view()),
    path(f"{CAMPAIGN}/<id:id>/flows.json", NewStepView.as_view()),
    path(f"{FLOW}/remove.json", RemoveStepView.as_view()),
    path(f"{FLOW}/addChoice.json", NewChoiceView.as_view()),
    path(f"{FLOW}/choice/<str:choice>.json", ChoiceView.as_view()),
    path(f"{FLOW}/choice/<str:choice>/remove.json", RemoveChoiceView.as_view()),
    path(f"{FLOW}/choice/<str:choice>/reorder.json", ReorderChoiceView.as_view()),
]
