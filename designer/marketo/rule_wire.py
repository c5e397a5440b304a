"""Rules on the wire: a filter, trigger or condition with its operator and its conditions (reference 6.5, 6.6)."""

from typing import Any

from campaigns.definitions.smart_list import ListRule, Rule
from campaigns.definitions.text import normal
from designer.marketo.errors import wrong_type, wrong_value
from designer.marketo.field_names import WireField, WireFields
from designer.marketo.kinds import FIELD, Names, WireKind, WireParam, by_kind, filters, triggers, words
from designer.marketo.parameters import whole
from designer.marketo.short_ids import wire_id

OPERATOR, SOURCES = "operator", "sources"


def new_rule(reference: Any, fields: WireFields, *, trigger: bool, negative: bool = False) -> Rule:
    """{"id": 11, "type": "activity"} names a kind, {"id": 56, "type": "attribute"} a field of the person."""
    if not isinstance(reference, dict) or "id" not in reference:
        raise wrong_type(reference, "RuleTypeId")
    if normal(str(reference.get("type", "activity"))) == "attribute":
        field = fields.find(str(reference["id"]))
        if field is None or trigger:
            raise wrong_value("ruleId", reference["id"])
        return Rule(kind=FIELD, params={"field": field.name, "operator": "is_not" if negative else "is"})
    kind = (triggers() if trigger else filters()).get(whole(reference["id"], "ruleId"))
    if kind is None:
        raise wrong_value("ruleId", reference["id"])
    return Rule(kind=kind.kind, params=_negated(kind) if negative else {})


def changed(rule: Rule, attribute: Any, values: str, operator: str | None, names: Names) -> dict[str, Any]:
    """The rule's parameters with this one set."""
    params = dict(rule.params)
    plain = normal(operator or "").replace(" ", "_")
    if rule.kind == FIELD:
        return params | {"values": words(values)} | ({"operator": plain} if plain else {})
    kind = kind_of(rule)
    param = kind.param(attribute_word(attribute))
    params[param.name] = names.read(param, values)
    options = next((each.options for each in kind.params if each.name == OPERATOR), ())
    if plain in options:
        params[OPERATOR] = plain
    elif param.name == SOURCES and params[param.name]:
        params[OPERATOR] = "is"
    return params


def without(rule: Rule, attribute: Any) -> dict[str, Any]:
    """The rule's parameters with this one as it is by default."""
    name = "values" if rule.kind == FIELD else kind_of(rule).param(attribute_word(attribute)).name
    return {each: value for each, value in rule.params.items() if each != name}


def wire_rule(rule: ListRule, fields: WireFields, *, place: int) -> dict[str, Any]:
    return {"id": wire_id(rule.id), "index": place, **_condition(rule, fields)}


def wire_condition(rule: Rule, fields: WireFields) -> dict[str, Any]:
    """The condition of a choice."""
    shown = _condition(rule, fields)
    values = [value for each in shown["conditions"] for value in each["values"]]
    return {**{name: shown[name] for name in ("name", "operator", "ruleType", "ruleTypeId")}, "values": values}


def kind_of(rule: Rule) -> WireKind:
    kind = by_kind(filters(), rule.kind) or by_kind(triggers(), rule.kind)
    if kind is None:
        raise wrong_value("ruleId", rule.kind)
    return kind


def attribute_word(attribute: Any) -> str:
    """A number, a name, or an object with an id."""
    return str(attribute.get("id", "") if isinstance(attribute, dict) else attribute)


def _negated(kind: WireKind) -> dict[str, Any]:
    options = next((each.options for each in kind.params if each.name == OPERATOR), ())
    negative = next((each for each in options if each.startswith("not_")), None)
    if negative is None:
        raise wrong_value("negative", "true")
    return {OPERATOR: negative}


def _condition(rule: Rule, fields: WireFields) -> dict[str, Any]:
    operator = str(rule.params.get(OPERATOR, "is")).replace("_", " ")
    if rule.kind == FIELD:
        return _on_field(fields.by_name.get(str(rule.params.get("field"))), rule, operator)
    kind = kind_of(rule)
    return {
        "name": kind.label,
        "ruleTypeId": kind.number,
        "ruleType": "Activity",
        "operator": operator,
        "conditions": [
            _on_param(param, rule.params[param.name], is_first=place == 0)
            for place, param in enumerate(each for each in kind.params if each.name != OPERATOR)
            if param.name in rule.params
        ],
    }


def _on_field(field: WireField | None, rule: Rule, operator: str) -> dict[str, Any]:
    condition: dict[str, Any] = {"operator": operator, "values": _texts(rule.params.get("values")), "isPrimary": True}
    if field is None:
        condition |= {"isError": True, "errorMessage": "The field is no longer there."}
    else:
        condition |= {"attributeId": field.number, "attributeName": field.label}
    label = field.label if field else str(rule.params.get("field", ""))
    shown = {"name": label, "ruleTypeId": field.number if field else 0, "ruleType": "Attribute"}
    return {**shown, "operator": operator, "conditions": [condition]}


def _on_param(param: WireParam, value: Any, *, is_first: bool) -> dict[str, Any]:
    return {
        "activityAttributeId": param.number,
        "activityAttributeName": param.label,
        "operator": "is",
        "values": _texts(value),
        "isPrimary": is_first,
    }


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return [str(each) for each in values]
