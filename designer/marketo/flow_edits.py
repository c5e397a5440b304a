"""Edits of a flow, each a new flow: a step or a choice added, changed, moved or removed."""

from dataclasses import dataclass
from typing import Any

from campaigns.definitions.flow import Branch, Choice, Flow, FlowStep
from campaigns.definitions.smart_list import Rule
from designer.marketo.errors import Refused
from designer.marketo.flow_wire import DEFAULT
from designer.marketo.kinds import FIELD
from designer.marketo.short_ids import next_id


@dataclass(frozen=True, slots=True)
class ChoiceChange:
    """What is None stays as it is."""

    condition: Rule | None = None
    params: dict[str, Any] | None = None


def with_step(flow: Flow, kind: str, *, index: int) -> Flow:
    """At the 0-based index, or at the end."""
    steps = list(flow.steps)
    steps.insert(index, FlowStep(id=next_id(each.id for each in steps), kind=kind))
    return Flow(steps=tuple(steps))


def without_step(flow: Flow, step_id: str) -> Flow:
    find(flow, step_id)
    return Flow(steps=tuple(each for each in flow.steps if each.id != step_id))


def with_choice(flow: Flow, step_id: str) -> Flow:
    """An empty one, the last before the default; it has to be filled before the campaign can start."""
    step = find(flow, step_id)
    made = Choice(id=next_id(each.id for each in step.choices), condition=Rule(kind=FIELD))
    return _with(flow, step, choices=(*step.choices, made))


def with_changed_choice(flow: Flow, step_id: str, choice_id: str, change: ChoiceChange) -> Flow:
    step = find(flow, step_id)
    if choice_id == DEFAULT:
        if change.condition is not None:
            raise Refused("709", "The default choice has no condition.")
        params = step.default.params if change.params is None else change.params
        return _with(flow, step, default=Branch(params=params))
    choice = find_choice(step, choice_id)
    changed = Choice(
        id=choice.id,
        condition=change.condition or choice.condition,
        params=choice.params if change.params is None else change.params,
        do_nothing=choice.do_nothing and change.params is None,
    )
    return _with(flow, step, choices=tuple(changed if each is choice else each for each in step.choices))


def without_choice(flow: Flow, step_id: str, choice_id: str) -> Flow:
    step = find(flow, step_id)
    choice = find_choice(step, choice_id)
    return _with(flow, step, choices=tuple(each for each in step.choices if each is not choice))


def with_moved_choice(flow: Flow, step_id: str, choice_id: str, *, index: int) -> Flow:
    step = find(flow, step_id)
    choice = find_choice(step, choice_id)
    others = [each for each in step.choices if each is not choice]
    others.insert(index, choice)
    return _with(flow, step, choices=tuple(others))


def find(flow: Flow, step_id: str) -> FlowStep:
    for each in flow.steps:
        if each.id == step_id:
            return each
    raise Refused("702", f"Flow step {step_id:.40} not found")


def find_choice(step: FlowStep, choice_id: str) -> Choice:
    if choice_id == DEFAULT:
        raise Refused("709", "The default choice can't be removed or moved.")
    for each in step.choices:
        if each.id == choice_id:
            return each
    raise Refused("702", f"Choice {choice_id:.40} not found")


def _with(flow: Flow, step: FlowStep, **changes: Any) -> Flow:
    changed = step.model_copy(update=changes)
    return Flow(steps=tuple(changed if each is step else each for each in flow.steps))
