"""Checks of each step by itself: known kinds, parameters that make sense, choices (F01), an empty flow."""

from collections.abc import Iterable, Iterator
from typing import Any

from campaigns.definitions.flow import Branch, FlowStep
from campaigns.engine.checks.subject import Problem, Subject, Where, error, said, warning
from campaigns.engine.kinds import Catalog
from campaigns.engine.params import parse
from campaigns.engine.scope import Ref


def flow_has_steps(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """S02: there is nothing to start without a step; an empty executable only does nothing."""
    if subject.flow.steps:
        return
    place = Where("flow")
    if subject.executable:
        yield warning("empty_flow", place, "The flow has no steps, so executing this campaign changes nothing.")
    else:
        yield error("empty_flow", place, "The flow has no steps. Add one, so that there is something to do.")


def steps_are_sound(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    known = set(catalog.actions)
    for step in subject.flow.steps:
        if step.kind not in known:
            place = Where("flow", step=step.id)
            yield error("unknown_kind", place, f'There is no flow step "{step.kind}". Take it out.')
    for step, place, branch in subject.branches():
        if step.kind in known:
            yield from _branch_problems(step, place, branch, subject, catalog)


def choices_are_sound(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """F01: one condition each, of the kinds that choices know, on literal values."""
    for step in subject.flow.steps:
        ids = [choice.id for choice in step.choices]
        if len(set(ids)) != len(ids) or "default" in ids:
            yield error("choice_ids", Where("flow", step=step.id), "Two choices of this step share an id.")
        for choice in step.choices:
            place = Where("flow", step=step.id, branch=choice.id)
            for code, sentence in _condition_faults(choice.condition.kind, choice.condition.params, subject, catalog):
                yield said(code, place, sentence)


def _branch_problems(
    step: FlowStep, place: Where, branch: Branch, subject: Subject, catalog: Catalog
) -> Iterable[Problem]:
    action = catalog.actions[step.kind]
    params, unfit = parse(action.params_type, branch.params)
    if params is not None and _is_misdirected(action.refs(params), subject):
        return []  # targets_are_allowed says it, under a code of its own
    sentences = unfit if params is None else action.check(params, subject.scope)
    return [said("step_invalid", place, sentence) for sentence in sentences]


def _is_misdirected(refs: Iterable[Ref], subject: Subject) -> bool:
    for ref in refs:
        if ref.relation in ("executes", "requests"):
            known = subject.scope.campaigns.get(int(ref.target))
            if known is None or (ref.relation == "executes" and not known.executable):
                return True
    return False


def _condition_faults(
    kind_name: str, raw: dict[str, Any], subject: Subject, catalog: Catalog
) -> Iterator[tuple[str, str]]:
    kind = catalog.filters.get(kind_name)
    if kind is None or not kind.in_choice:
        label = kind.label if kind else kind_name
        yield "condition_not_allowed", f'A choice can\'t use the condition "{label}". Choose another one.'
        return
    if any("{{" in text for text in _texts(raw)):
        yield "token_in_choice", "A choice compares with literal values, not with tokens. Write the value itself."
    params, unfit = parse(kind.params_type, raw)
    for sentence in unfit if params is None else kind.check(params, subject.scope):
        yield "choice_invalid", sentence


def _texts(raw: object) -> Iterator[str]:
    match raw:
        case str():
            yield raw
        case dict():
            for value in raw.values():
                yield from _texts(value)
        case list() | tuple():
            for value in raw:
                yield from _texts(value)
