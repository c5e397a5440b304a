"""Flows on the wire: steps with their choices, the default one last (reference 6.5)."""

from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.definitions.flow import Branch, Choice, Flow, FlowStep
from campaigns.selectors.drafts import read_draft
from designer.marketo.field_names import WireFields, wire_fields
from designer.marketo.kinds import WireKind, WireParam, actions, by_kind
from designer.marketo.rule_wire import wire_condition
from designer.marketo.short_ids import wire_id

DEFAULT = "0"  # the default choice's id


def flow_of(actor: Actor, workspace_id: int, campaign_id: int) -> dict[str, Any]:
    """As the editor shows it: the draft."""
    draft = read_draft(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    return wire_flow(draft.flow, wire_fields(actor))


def wire_flow(flow: Flow, fields: WireFields) -> dict[str, Any]:
    return {"steps": [_step(step, fields) for step in flow.steps]}


def _step(step: FlowStep, fields: WireFields) -> dict[str, Any]:
    kind = by_kind(actions(), step.kind)
    branches: list[tuple[str, Branch]] = [(each.id, each) for each in step.choices]
    return {
        "id": wire_id(step.id),
        "activityTypeId": kind.number if kind else 0,
        "activityTypeName": kind.label if kind else step.kind,
        "stepChoice": [_choice(id, each, kind, fields) for id, each in (*branches, (DEFAULT, step.default))],
    }


def _choice(id: str, branch: Branch, kind: WireKind | None, fields: WireFields) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": wire_id(id), "default": id == DEFAULT, "doNothing": branch.do_nothing}
    params = kind.params if kind else ()
    shown["attributes"] = [
        _attribute(param, branch.params[param.name], place=place, fields=fields)
        for place, param in enumerate(params)
        if param.name in branch.params
    ]
    if isinstance(branch, Choice):
        shown["rule"] = wire_condition(branch.condition, fields)
    return shown


def _attribute(param: WireParam, value: Any, *, place: int, fields: WireFields) -> dict[str, Any]:
    if param.control.startswith("field") and value in fields.by_name:
        value = fields.by_name[value].rest
    return {
        "id": param.number,
        "activityTypeAttribId": param.number,
        "name": param.label,
        "dataType": param.type,
        "value": value,
        "format": None,
        "primary": place == 0,
    }
