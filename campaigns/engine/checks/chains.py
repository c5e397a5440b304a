"""The check of chains (C12): at most three executables one inside the other, and no circle, whoever closes it."""

from collections.abc import Iterator, Mapping
from functools import cache

from campaigns.engine.checks.refs import calls_of, refs_of_branch
from campaigns.engine.checks.subject import Neighbour, Problem, Subject, Where, error, warning
from campaigns.engine.kinds import Catalog

LONGEST = 3
NEW = 0  # stands for a campaign that has no id yet

Graph = Mapping[int, frozenset[int]]


def chains_are_short(subject: Subject, catalog: Catalog) -> Iterator[Problem]:
    """An error by what is published elsewhere; a warning when only somebody's unpublished changes would close it."""
    me = subject.id or NEW
    own = {me: calls_of(subject.flow, catalog)}
    for target, places in _steps_by_target(subject, catalog).items():
        fault = _fault(subject, me, target, _published(subject.neighbours) | own)
        if fault:
            for place in places:
                yield error("chain_not_allowed", place, fault)
            continue
        fault = _fault(subject, me, target, _with_drafts(subject.neighbours) | own)
        if fault:
            for place in places:
                yield warning("chain_not_allowed_soon", place, f"Once unpublished changes are published: {fault}")


def _fault(subject: Subject, me: int, target: int, graph: Graph) -> str | None:
    executable = {each for each, known in subject.neighbours.items() if known.executable}
    if subject.executable:
        executable.add(me)
    if target not in executable:
        return None
    names = {each: known.name for each, known in subject.neighbours.items()} | {me: subject.name}
    circle = _circle(me, target, graph)
    if circle:
        return f"Campaigns would execute each other in a circle: {_path(circle, names)}. Take one of these steps out."
    above = _longest(me, _callers(graph), executable)
    below = _longest(target, graph, executable)
    chain = [*reversed(above), *below]
    if sum(each in executable for each in chain) > LONGEST:
        return (
            f"A chain holds at most {LONGEST} executable campaigns, one inside the other, and this one is longer: "
            f"{_path(chain, names)}. Request the last one instead, or take a step out."
        )
    return None


def _circle(me: int, target: int, graph: Graph) -> list[int]:
    """The way from me through the target back to me, or nothing."""
    before: dict[int, int] = {target: me}
    ahead = [target]
    while ahead:
        each = ahead.pop(0)
        if each == me:
            return _way_back(me, before)
        for following in sorted(graph.get(each, ())):
            if following not in before:
                before[following] = each
                ahead.append(following)
    return []


def _way_back(me: int, before: Mapping[int, int]) -> list[int]:
    way = [me]
    each = before[me]
    while each != me:
        way.append(each)
        each = before[each]
    return [me, *reversed(way)]


def _longest(start: int, graph: Graph, executable: set[int]) -> list[int]:
    """The longest chain from here on, cut one past what is allowed, so circles elsewhere end too."""

    @cache
    def chain(each: int, room: int) -> list[int]:
        if room == 0:
            return [each]
        tails = [chain(following, room - 1) for following in sorted(graph.get(each, ()))]
        return [each, *max(tails, key=lambda tail: sum(one in executable for one in tail), default=[])]

    return chain(start, LONGEST + 1)


def _callers(graph: Graph) -> Graph:
    callers: dict[int, frozenset[int]] = {}
    for caller, callees in graph.items():
        for callee in callees:
            callers[callee] = callers.get(callee, frozenset()) | {caller}
    return callers


def _published(neighbours: Mapping[int, Neighbour]) -> dict[int, frozenset[int]]:
    return {each: known.calls for each, known in neighbours.items()}


def _with_drafts(neighbours: Mapping[int, Neighbour]) -> dict[int, frozenset[int]]:
    return {each: known.calls | known.draft_calls for each, known in neighbours.items()}


def _steps_by_target(subject: Subject, catalog: Catalog) -> dict[int, list[Where]]:
    places: dict[int, list[Where]] = {}
    for step, place, branch in subject.branches():
        for ref in refs_of_branch(step, branch, catalog):
            if ref.relation == "executes":
                places.setdefault(int(ref.target), []).append(place)
    return places


def _path(chain: list[int], names: Mapping[int, str]) -> str:
    return " > ".join(f'"{names.get(each, "?")}"' for each in chain)
