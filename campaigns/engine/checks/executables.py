"""Checks of calls: what an executable may not hold (C11), and whom steps may execute or request (C10, C13, C14)."""

from collections.abc import Iterator

from campaigns.engine.checks.refs import refs_of_branch
from campaigns.engine.checks.subject import Neighbour, Problem, Relation, Subject, Where, error, warning
from campaigns.engine.kinds import Catalog


def no_waiting_in_executable(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """C11."""
    if not subject.executable:
        return
    for number, step in enumerate(subject.flow.steps, start=1):
        action = catalog.actions.get(step.kind)
        if action and not action.allowed_in_executable:
            yield error(
                "step_not_allowed_in_executable",
                Where("flow", step=step.id),
                f'Step {number}, "{action.label}", can\'t stand in an executable campaign, because its parent would '
                f"have to wait. Put it into the parent, or into a campaign that this one requests.",
            )


def targets_are_allowed(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """C13, and that only executables are executed. All else about a step's target its own kind says."""
    for place, target, relation in _calls(subject, catalog):
        known = subject.scope.campaigns.get(target)
        verb = "executed" if relation == "executes" else "requested"
        if known is None:
            sentence = f"The campaign to be {verb} is not in this workspace. Choose one of this workspace."
            yield error("other_workspace", place, sentence)
        elif relation == "executes" and not known.executable:
            sentence = f'"{known.name}" is not executable, so it can\'t be executed.'
            remedy = "Use Request Campaign, or clone it with Executable ticked."
            yield error("target_not_executable", place, f"{sentence} {remedy}")


def callees_are_published(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """F10: whoever starts a campaign sees which executables below it still run without their latest changes."""
    for place, callee in _executed(subject, catalog):
        if callee.unpublished:
            sentence = f'"{callee.name}" has unpublished changes; calls use its published version. Publish it first.'
            yield warning("unpublished_executable", place, sentence)


def broken_callees_are_loud(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """C10: errors in an executable stop nobody else; whoever calls it is told."""
    for place, callee in _executed(subject, catalog):
        if callee.fault:
            sentence = f'Nobody will qualify for "{callee.name}", because it has an error: {callee.fault}'
            yield warning("broken_executable", place, sentence)


def executed_once_each(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """S04: under "only once" a second Execute of the same child does nothing."""
    steps: dict[int, set[str | None]] = {}
    for place, target, relation in _calls(subject, catalog):
        callee = subject.neighbours.get(target)
        if relation != "executes" or callee is None or not callee.only_once:
            continue
        earlier = steps.setdefault(target, set())
        if earlier - {place.step}:
            yield warning(
                "executed_again",
                place,
                f'"{callee.name}" lets each person through only once, and an earlier step executes it already, '
                f"so here it does nothing. Change its qualification rule if it should run again.",
            )
        earlier.add(place.step)


def _calls(subject: Subject, catalog: Catalog) -> Iterator[tuple[Where, int, Relation]]:
    for step, place, branch in subject.branches():
        for ref in refs_of_branch(step, branch, catalog):
            match ref.relation:
                case "executes" | "requests":
                    yield place, int(ref.target), ref.relation
                case _:
                    pass


def _executed(subject: Subject, catalog: Catalog) -> Iterator[tuple[Where, Neighbour]]:
    """What each step executes, and what that executes in turn."""
    for place, target, relation in _calls(subject, catalog):
        if relation == "executes":
            yield from ((place, subject.neighbours[each]) for each in _reachable(subject, target))


def _reachable(subject: Subject, start: int) -> list[int]:
    """The executable and all that it executes, nearest first."""
    found: list[int] = []
    ahead = [start]
    while ahead:
        each = ahead.pop(0)
        callee = subject.neighbours.get(each)
        if callee and callee.executable and each not in found and each != subject.id:
            found.append(each)
            ahead += sorted(callee.calls)
    return found
