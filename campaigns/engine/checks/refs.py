"""What a smart list or flow names: assets, fields and campaigns, as its kinds tell."""

from collections.abc import Iterator, Mapping

from campaigns.definitions.flow import Branch, Flow, FlowStep
from campaigns.definitions.smart_list import Rule, SmartList
from campaigns.engine.kinds import Catalog, FilterKind, TriggerKind
from campaigns.engine.params import parse
from campaigns.engine.scope import Ref


def refs_of_rule(rule: Rule, kinds: Mapping[str, FilterKind] | Mapping[str, TriggerKind]) -> Iterator[Ref]:
    """Nothing when the rule can't be read."""
    kind = kinds.get(rule.kind)
    params = parse(kind.params_type, rule.params)[0] if kind else None
    if kind and params is not None:
        yield from kind.refs(params)


def refs_of_smart_list(smart_list: SmartList, catalog: Catalog) -> Iterator[Ref]:
    for rule in smart_list.triggers:
        yield from refs_of_rule(rule, catalog.triggers)
    for rule in smart_list.filters:
        yield from refs_of_rule(rule, catalog.filters)


def refs_of_flow(flow: Flow, catalog: Catalog) -> Iterator[Ref]:
    """Of every branch that does something, and of every choice's condition."""
    for step in flow.steps:
        for choice in step.choices:
            yield from refs_of_rule(choice.condition, catalog.filters)
        for _, branch in step.branches():
            yield from refs_of_branch(step, branch, catalog)


def refs_of_branch(step: FlowStep, branch: Branch, catalog: Catalog) -> Iterator[Ref]:
    action = catalog.actions.get(step.kind)
    params = parse(action.params_type, branch.params)[0] if action and not branch.do_nothing else None
    if action and params is not None:
        yield from action.refs(params)


def calls_of(flow: Flow, catalog: Catalog) -> frozenset[int]:
    """The ids of the campaigns that the flow executes."""
    return frozenset(int(ref.target) for ref in refs_of_flow(flow, catalog) if ref.relation == "executes")
