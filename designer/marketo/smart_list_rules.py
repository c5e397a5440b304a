"""Drawing a smart list from outside: rules, their constraints, their order and their logic (reference 6.6)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.definitions.text import normal
from campaigns.selectors.drafts import read_draft
from campaigns.selectors.smart_lists import smart_list
from campaigns.services.campaigns.drafts import save_draft
from campaigns.services.smart_lists import save_smart_list
from designer.marketo import envelope
from designer.marketo.base import AssetView
from designer.marketo.errors import wrong_type, wrong_value
from designer.marketo.field_names import wire_fields
from designer.marketo.kinds import Names, described, filters
from designer.marketo.parameters import whole
from designer.marketo.rule_wire import changed, new_rule, without
from designer.marketo.short_ids import next_id
from designer.marketo.smart_list_ids import campaign_of
from designer.marketo.smart_lists import SmartListView

MATCHES = {"all": "all", "any": "any", "custom": "advanced", "advanced": "advanced"}
Rules = tuple[ListRule, ...]


class RuleView(SmartListView):
    def edit(self, id: int, change: Callable[[SmartList], SmartList]) -> None:
        """Reads the draft, changes it and saves it under the number that was read."""
        campaign_id = campaign_of(id)
        if campaign_id is not None:
            draft = read_draft(**self.scope, campaign_id=campaign_id)
            edited = change(draft.smart_list)
            save_draft(**self.scope, campaign_id=campaign_id, edit_number=draft.edit_number, smart_list=edited)
        else:
            row = smart_list(**self.scope, smart_list_id=id)
            edited = change(row.smart_list)
            save_smart_list(**self.scope, smart_list_id=id, edit_number=row.edit_number, smart_list=edited)

    def edit_rules(self, id: int, change: Callable[[Rules], Sequence[ListRule]]) -> None:
        """Triggers and filters alike."""

        def both(held: SmartList) -> SmartList:
            return _with(held, triggers=change(held.triggers), filters=change(held.filters))

        self.edit(id, both)


class NewRuleView(RuleView):
    def post(self, request: Request, id: int) -> Response:
        """The index counts from 1."""
        given = self.given
        given.needed("ruleId")
        is_trigger, index = bool(given.flag("trigger")), given.whole("index", 0)
        rule = new_rule(
            given.json("ruleId"), wire_fields(self.actor), trigger=is_trigger, negative=bool(given.flag("negative"))
        )

        def add(held: SmartList) -> SmartList:
            name = "triggers" if is_trigger else "filters"
            rules = list(held.triggers if is_trigger else held.filters)
            made = ListRule(id=next_id(each.id for each in (*held.triggers, *held.filters)), **rule.model_dump())
            rules.insert(index - 1 if index else len(rules), made)
            return _with(held, **{name: tuple(rules)})

        self.edit(id, add)
        return self.whole(id)


class ConstraintView(RuleView):
    def post(self, request: Request, id: int, rule: str) -> Response:
        given = self.given
        given.needed("attributeId")
        attribute, values, operator = given.json("attributeId"), given.text("values") or "", given.text("operator")
        names = Names(self.actor, self.workspace_id, wire_fields(self.actor))
        self.edit_rules(id, _one(rule, lambda each: changed(each, attribute, values, operator, names)))
        return self.whole(id)


class RemoveConstraintView(RuleView):
    def post(self, request: Request, id: int, rule: str) -> Response:
        self.given.needed("attributeId")
        attribute = self.given.json("attributeId")
        self.edit_rules(id, _one(rule, lambda each: without(each, attribute)))
        return self.whole(id)


class DeleteRuleView(RuleView):
    def post(self, request: Request, id: int, rule: str) -> Response:
        self.edit_rules(id, lambda rules: [each for each in rules if each.id != rule])
        return envelope.assets([{"id": id}])


class DeleteRulesView(RuleView):
    def post(self, request: Request, id: int) -> Response:
        self.edit(id, lambda held: SmartList())
        return envelope.assets([{"id": id}])


class ReorderView(RuleView):
    def post(self, request: Request, id: int) -> Response:
        self.given.needed("order")
        order = self.given.json("order")
        if not isinstance(order, list) or not all(
            isinstance(each, dict) and {"id", "index"} <= set(each) for each in order
        ):
            raise wrong_type(order, "Array of id and index")
        places = {str(each["id"]): whole(each["index"], "index") for each in order}
        self.edit_rules(id, lambda rules: sorted(rules, key=lambda each: places.get(each.id, len(rules) + 1)))
        return self.whole(id)


class LogicView(RuleView):
    def post(self, request: Request, id: int) -> Response:
        match = MATCHES.get(normal(self.given.needed("matchType")))
        if match is None:
            raise wrong_value("matchType", self.given.text("matchType"))
        logic = self.given.text("customRuleLogic") or ""
        self.edit(id, lambda held: _with(held, match=match, logic=logic if match == "advanced" else ""))
        return self.whole(id)


class KindsView(AssetView):
    def get(self, request: Request) -> Response:
        return envelope.assets([{"filters": [described(each) for each in filters().values()]}])


def _one(id: str, change: Callable[[ListRule], dict[str, Any]]) -> Callable[[Rules], Sequence[ListRule]]:
    def each_of(rules: Rules) -> Sequence[ListRule]:
        return [each.model_copy(update={"params": change(each)}) if each.id == id else each for each in rules]

    return each_of


def _with(held: SmartList, **changes: Any) -> SmartList:
    return SmartList.model_validate(held.model_dump() | changes)


LIST = "rest/asset/v1/smartList"
RULE = f"{LIST}/<id:id>/rule/<str:rule>"
urls = [
    path(f"{LIST}/rules.json", KindsView.as_view()),
    path(f"{LIST}/<id:id>/rules.json", NewRuleView.as_view()),
    path(f"{LIST}/<id:id>/rules/delete.json", DeleteRulesView.as_view()),
    path(f"{LIST}/<id:id>/reorder.json", ReorderView.as_view()),
    path(f"{LIST}/<id:id>/filterLogic.json", LogicView.as_view()),
    path(f"{RULE}.json", ConstraintView.as_view()),
    path(f"{RULE}/removeConstraint.json", RemoveConstraintView.as_view()),
    path(f"{RULE}/delete.json", DeleteRuleView.as_view()),
]
