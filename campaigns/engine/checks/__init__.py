"""The rules that a campaign must keep, one function each, in the order in which the editor lists what it breaks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks.chains import chains_are_short
from campaigns.engine.checks.executables import (
    broken_callees_are_loud,
    callees_are_published,
    executed_once_each,
    no_waiting_in_executable,
    targets_are_allowed,
)
from campaigns.engine.checks.exits import leaving_ends_callers
from campaigns.engine.checks.rules import (
    batch_is_not_everyone,
    no_trigger_while_scheduled,
    no_triggers_in_executable,
    smart_list_is_sound,
    smart_list_problems,
    trigger_stays_while_active,
)
from campaigns.engine.checks.steps import choices_are_sound, flow_has_steps, steps_are_sound
from campaigns.engine.checks.subject import (
    Neighbour,
    Problem,
    Severity,
    Subject,
    TokenScope,
    Where,
    kind_of,
)
from campaigns.engine.checks.tokens import tokens_are_defined
from campaigns.engine.kinds import Catalog
from campaigns.engine.scope import Scope

__all__ = [
    "Neighbour",
    "Problem",
    "Severity",
    "Subject",
    "TokenScope",
    "Where",
    "errors_among",
    "fault_of_flow",
    "kind_of",
    "problems_of",
    "problems_of_smart_list",
]

CHECKS: tuple[Callable[[Subject, Catalog], Iterator[Problem]], ...] = (
    no_triggers_in_executable,
    no_trigger_while_scheduled,
    no_waiting_in_executable,
    targets_are_allowed,
    chains_are_short,
    smart_list_is_sound,
    trigger_stays_while_active,
    flow_has_steps,
    steps_are_sound,
    choices_are_sound,
    broken_callees_are_loud,
    callees_are_published,
    executed_once_each,
    leaving_ends_callers,
    tokens_are_defined,
    batch_is_not_everyone,
)


def problems_of(subject: Subject, catalog: Catalog) -> list[Problem]:
    """Everything that is wrong with a campaign, each said once."""
    # Smart lists in smart lists are compiled while they are checked, which takes the catalog.
    subject = replace(subject, scope=replace(subject.scope, catalog=catalog))
    return list(dict.fromkeys(problem for check in CHECKS for problem in check(subject, catalog)))


FLOW_CHECKS = (
    no_triggers_in_executable,
    no_waiting_in_executable,
    targets_are_allowed,
    steps_are_sound,
    choices_are_sound,
)


def fault_of_flow(subject: Subject, catalog: Catalog) -> str | None:
    """The first error of the flow itself, for which calls of the campaign qualify nobody (C10)."""
    subject = replace(subject, scope=replace(subject.scope, catalog=catalog))
    found = errors_among(problem for check in FLOW_CHECKS for problem in check(subject, catalog))
    return found[0].message if found else None


def problems_of_smart_list(smart_list: SmartList, scope: Scope, catalog: Catalog) -> list[Problem]:
    """The same for a smart list that is an asset of its own; `scope.inside` holds its id, `scope` its new form."""
    return list(dict.fromkeys(smart_list_problems(smart_list, replace(scope, catalog=catalog), catalog)))


def errors_among(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.is_error]
