"""Checks of the smart list: known kinds, parameters that make sense, logic (L01), circles (L02), C04, S11."""

from collections.abc import Iterable, Iterator

from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.engine.checks.circles import circle_through
from campaigns.engine.checks.subject import Problem, Subject, Where, error, said, warning
from campaigns.engine.kinds import Catalog, FilterKind, TriggerKind
from campaigns.engine.logic_text import LogicError, parse_logic, unused
from campaigns.engine.params import parse
from campaigns.engine.scope import Scope


def smart_list_problems(smart_list: SmartList, scope: Scope, catalog: Catalog) -> Iterator[Problem]:
    """What any smart list must keep, be it a campaign's or an asset."""
    for rule in smart_list.triggers:
        yield from _rule_problems(rule, catalog.triggers.get(rule.kind), "trigger", scope)
    for rule in smart_list.filters:
        circle = circle_through(rule, scope, catalog)
        if circle:
            yield error("smart_list_circle", _place(rule), circle)
        else:
            yield from _rule_problems(rule, catalog.filters.get(rule.kind), "filter", scope)
    yield from _logic_problems(smart_list)


def smart_list_is_sound(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    yield from smart_list_problems(subject.smart_list, subject.scope, catalog)


def no_triggers_in_executable(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """C04."""
    if not subject.executable:
        return
    for rule in subject.smart_list.triggers:
        yield error(
            "triggers_not_allowed",
            _place(rule),
            f'An executable campaign has no triggers. Take the trigger "{_label(rule, catalog)}" out; '
            "it runs when another campaign executes it.",
        )


def trigger_stays_while_active(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """C02: the last trigger can't be removed while the campaign is active."""
    if subject.active and not subject.smart_list.triggers:
        yield error(
            "last_trigger_while_active",
            Where("smart_list"),
            "The campaign is active, so it needs a trigger. Deactivate it before you take the last trigger out.",
        )


def no_trigger_while_scheduled(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """C02: with a trigger it would be no batch any more."""
    if subject.scheduled:
        for rule in subject.smart_list.triggers:
            yield error(
                "trigger_while_scheduled",
                _place(rule),
                f'Runs of this campaign are scheduled, so the trigger "{_label(rule, catalog)}" can\'t be added. '
                "Cancel the scheduled runs on the Schedule page first.",
            )


def batch_is_not_everyone(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """S11: saved and published all the same; only a run asks for the count."""
    if not subject.executable and subject.smart_list.is_empty:
        yield warning(
            "empty_smart_list",
            Where("smart_list"),
            "The smart list is empty, so a run would take everyone. Add a filter, "
            "or confirm the number of people when you run it.",
        )


def _rule_problems(rule: ListRule, kind: FilterKind | TriggerKind | None, word: str, scope: Scope) -> Iterable[Problem]:
    place = _place(rule)
    if kind is None:
        return [error("unknown_kind", place, f'There is no {word} "{rule.kind}". Take it out.')]
    params, unfit = parse(kind.params_type, rule.params)
    sentences = unfit if params is None else kind.check(params, scope)
    return [said(f"{word}_invalid", place, sentence) for sentence in sentences]


def _logic_problems(smart_list: SmartList) -> Iterator[Problem]:
    """L01."""
    if smart_list.match != "advanced":
        return
    try:
        tree = parse_logic(smart_list.logic, len(smart_list.filters))
    except LogicError as fault:
        yield error("logic_invalid", Where("smart_list"), str(fault))
        return
    for number in unused(tree, len(smart_list.filters)):
        yield warning(
            "filter_unused",
            _place(smart_list.filters[number - 1]),
            f"The advanced logic leaves filter {number} out, so it decides nothing. Put its number in, or delete it.",
        )


def _place(rule: ListRule) -> Where:
    return Where("smart_list", rule=rule.id)


def _label(rule: ListRule, catalog: Catalog) -> str:
    kind = catalog.triggers.get(rule.kind)
    return kind.label if kind else rule.kind
