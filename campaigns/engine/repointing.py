"""Definitions that name other things than before: parts of a cloned program, statuses of a moved one (C05, C17)."""

from collections.abc import Mapping
from typing import Any

from campaigns.definitions.flow import Branch, Choice, Flow, FlowStep
from campaigns.definitions.smart_list import ListRule, Rule, SmartList
from campaigns.engine.kinds import Catalog, Params

# What the parameter of a control names. Statuses belong to the channel, which a clone shares; in another workspace
# there is another one.
NAMED_BY: Mapping[str, str] = {
    "campaign": "campaign",
    "campaigns": "campaign",
    "executable": "campaign",
    "requestable": "campaign",
    "list": "list",
    "lists": "list",
    "smart_list": "smart_list",
    "smart_lists": "smart_list",
    "program": "program",
    "programs": "program",
    "email": "email",
    "emails": "email",
    "form": "form",
    "forms": "form",
    "status": "status",
    "statuses": "status",
}
Clones = Mapping[str, int]  # "campaign:3" to the id of its clone


def repointed_flow(flow: Flow, clones: Clones, catalog: Catalog) -> Flow:
    return Flow(steps=tuple(_step(step, clones, catalog) for step in flow.steps))


def repointed_smart_list(smart_list: SmartList, clones: Clones, catalog: Catalog) -> SmartList:
    def rule(each: ListRule) -> ListRule:
        return each.model_copy(update={"params": _params_of_rule(each, clones, catalog)})

    parts = {"triggers": tuple(map(rule, smart_list.triggers)), "filters": tuple(map(rule, smart_list.filters))}
    return smart_list.model_copy(update=parts)


def _step(step: FlowStep, clones: Clones, catalog: Catalog) -> FlowStep:
    action = catalog.actions.get(step.kind)
    type_ = action.params_type if action else None

    def branch(each: Branch) -> dict[str, Any]:
        return {"params": _params(each.params, type_, clones)}

    choices = tuple(_choice(each, branch(each), clones, catalog) for each in step.choices)
    default = step.default.model_copy(update=branch(step.default))
    return step.model_copy(update={"choices": choices, "default": default})


def _choice(choice: Choice, changed: dict[str, Any], clones: Clones, catalog: Catalog) -> Choice:
    condition = choice.condition
    asked = condition.model_copy(update={"params": _params_of_rule(condition, clones, catalog)})
    return choice.model_copy(update={**changed, "condition": asked})


def _params_of_rule(rule: Rule, clones: Clones, catalog: Catalog) -> dict[str, Any]:
    kind = catalog.filters.get(rule.kind) or catalog.triggers.get(rule.kind)
    return _params(rule.params, kind.params_type if kind else None, clones)


def _params(raw: dict[str, Any], params_type: type[Params] | None, clones: Clones) -> dict[str, Any]:
    """What can't be read stays as it is."""
    if params_type is None:
        return raw
    fields = params_type.model_json_schema().get("properties", {})
    named = {name: NAMED_BY.get(str(schema.get("control"))) for name, schema in fields.items()}
    return {name: _value(value, named.get(name), clones) for name, value in raw.items()}


def _value(value: Any, named: str | None, clones: Clones) -> Any:
    match value:
        case bool() | None:
            return value
        case int() if named:
            return clones.get(f"{named}:{value}", value)
        case list() | tuple() if named:
            return [_value(each, named, clones) for each in value]
        case _:
            return value
