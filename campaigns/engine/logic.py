"""A smart list as one predicate (L01, C10): filters only; triggers are judged where activities happen."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from campaigns.definitions.smart_list import Rule, SmartList
from campaigns.engine.kinds import Catalog, FilterKind, Params
from campaigns.engine.logic_text import Logic, LogicError, parse_logic
from campaigns.engine.params import parse
from campaigns.engine.predicates import All, Any, Constant, Doubtful, Predicate, Sample, depth, doubt_of, leaves
from campaigns.engine.scope import Scope

__all__ = ["LogicError", "compile_rule", "compile_smart_list", "compile_smart_list_asset", "parse_logic"]

_LARGEST = 800  # filters, and
_DEEPEST = 20  # joins inside joins, with all smart lists that are referred to; SQLite bears few more
_TOO_LARGE = Doubtful("With the smart lists that it refers to, this smart list is too large or too deep.")


def compile_smart_list(definition: SmartList, scope: Scope, catalog: Catalog) -> Predicate:
    """Its meaning now; an empty list is everybody (C10). One doubtful part makes the whole doubtful."""
    if not definition.filters:
        return Constant(True)
    parts: list[Predicate] = []
    size = 0
    for number, rule in enumerate(definition.filters, 1):  # the first doubt ends it, for lists may multiply each other
        part = _compile(rule, _own(scope, rule.id, catalog), catalog)
        if isinstance(part, Doubtful):
            return Doubtful(f"Filter {number}, {part.reason}")
        parts.append(part)
        size += sum(1 for _ in leaves(part))
        if size > _LARGEST:
            return _TOO_LARGE
    joined = _joined(definition, tuple(parts))
    return _TOO_LARGE if depth(joined) > _DEEPEST else joined


def compile_rule(rule: Rule, scope: Scope, catalog: Catalog, *, place: str = "") -> Predicate:
    """The condition of a choice (F01). `place` tells one choice from another, so that each draws its own sample."""
    kind = catalog.filters.get(rule.kind)
    if kind is not None and not kind.in_choice:
        return Doubtful(f"{kind.label} can't stand in a choice.")
    predicate = _compile(rule, _own(scope, place, catalog), catalog)
    doubt = doubt_of(predicate)
    return Doubtful(doubt) if doubt else predicate


def compile_smart_list_asset(smart_list_id: int, scope: Scope) -> Predicate:
    """A smart list that another one refers to; a circle is doubtful (L02)."""
    known = scope.smart_lists.get(smart_list_id)
    if known is None or scope.catalog is None:
        return Doubtful("It names a smart list that is no longer there.")
    name, definition = known
    if smart_list_id in scope.inside:
        return Doubtful(f'The smart list "{name}" refers to itself, directly or through another one.')
    inside = replace(scope, inside=(*scope.inside, smart_list_id))
    predicate = compile_smart_list(definition, inside, scope.catalog)
    doubt = doubt_of(predicate)
    if doubt is None and any(isinstance(leaf, Sample) for leaf in leaves(predicate)):
        doubt = "Random Sample draws anew for every list, so it can't stand in one that another list refers to."
    return Doubtful(f'In the smart list "{name}": {doubt}') if doubt else predicate


def _own(scope: Scope, place: str, catalog: Catalog) -> Scope:
    """A seed of its own for each rule."""
    return replace(scope, catalog=catalog, seed=zlib.crc32(f"{scope.seed}:{place}".encode()))


def _compile(rule: Rule, scope: Scope, catalog: Catalog) -> Predicate:
    kind = catalog.filters.get(rule.kind)
    if kind is None:
        return Doubtful(f'There is no filter "{rule.kind}".')
    params, unfit = parse(kind.params_type, rule.params)
    if params is None:
        return Doubtful(f"{kind.label}: {unfit[0]}")
    return _checked(kind, params, scope)


def _checked(kind: FilterKind, params: Params, scope: Scope) -> Predicate:
    predicate = kind.predicate(params, scope)
    doubt = doubt_of(predicate)
    return Doubtful(f"{kind.label}: {doubt}") if doubt else predicate


def _joined(definition: SmartList, parts: tuple[Predicate, ...]) -> Predicate:
    match definition.match:
        case "all":
            return All(parts)
        case "any":
            return Any(parts)
        case "advanced":
            return _advanced(definition.logic, parts)


def _advanced(logic: str, parts: tuple[Predicate, ...]) -> Predicate:
    try:
        return _tree(_parse(logic, len(parts)), parts.__getitem__)
    except LogicError as refused:
        return Doubtful(str(refused))


_parse = lru_cache(maxsize=1000)(parse_logic)


def _tree(logic: Logic, part: Callable[[int], Predicate]) -> Predicate:
    if isinstance(logic, int):
        return part(logic - 1)
    of = tuple(_tree(each, part) for each in logic.of)
    return All(of) if logic.word == "and" else Any(of)
