"""Predicates read in memory: which of these people match? Set by set, so that a wave is decided in few passes (L04)."""

import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Protocol, TypeGuard, assert_never

from campaigns.definitions.text import normal
from campaigns.engine.predicates import (
    SAMPLE_PRIME,
    All,
    Any,
    Constant,
    Doubtful,
    Empty,
    History,
    InCampaign,
    InList,
    InPartition,
    InProgram,
    IsTrue,
    Not,
    Number,
    Predicate,
    Sample,
    SharesKey,
    Text,
    Within,
    doubt_of,
)
from campaigns.engine.wave import Value

_normal = lru_cache(maxsize=65_536)(normal)  # a column repeats its values, and so does the next wave


class Facts(Protocol):
    """What is known of a wave's people, who are indexes into columns."""

    @property
    def ids(self) -> Sequence[int]:
        """The people's ids, by index."""
        ...

    @property
    def partitions(self) -> Sequence[int]:
        """Where each of them lives, by index."""
        ...

    def column(self, field: str) -> Sequence[Value]:
        """Present values by index; `created_at` and `updated_at` are columns too."""
        ...

    def on_list(self, list_id: int) -> Collection[int]:
        """The indexes of those who are on the list; likewise below."""
        ...

    def statuses(self, program_id: int) -> Mapping[int, tuple[int, bool]]:
        """The members' status ids, and whether success was reached."""
        ...

    def in_campaign(self, campaign_id: int) -> Collection[int]: ...

    def sharing(self, key_field: str) -> Collection[int]:
        """Who has the same value there as somebody else."""
        ...

    def count(self, history: History) -> Mapping[int, int]:
        """How many activities match: those of the database and the wave's own. Nobody is 0 when absent."""
        ...


def evaluate(predicate: Predicate, facts: Facts, people: Sequence[int]) -> list[int]:
    """Those of `people` who match, in the same order. A doubtful predicate lets nobody through (C10)."""
    return [] if doubt_of(predicate) is not None else _matching(predicate, facts, people)


def _matching(predicate: Predicate, facts: Facts, people: Sequence[int]) -> list[int]:
    match predicate:
        case All(of):
            return _all(of, facts, people)
        case Any(of):
            return _any(of, facts, people)
        case Not(of):
            found = set(_matching(of, facts, people))
            return [person for person in people if person not in found]
        case Constant(value):
            return list(people) if value else []
        case Doubtful():
            return []
        case Text() | Number() | Within() | IsTrue() | Empty():
            holds = _value_test(predicate)
            column = facts.column(predicate.field)
            return [person for person in people if holds(column[person])]
        case InPartition(partition_id):
            homes = facts.partitions
            return [person for person in people if homes[person] == partition_id]
        case InList() | InCampaign() | InProgram() | SharesKey() | History() | Sample():
            inside = _members(predicate, facts, people)
            return [person for person in people if person in inside]
        case _:
            assert_never(predicate)


def _all(parts: tuple[Predicate, ...], facts: Facts, people: Sequence[int]) -> list[int]:
    left = list(people)
    for part in parts:
        if not left:
            return left
        left = _matching(part, facts, left)
    return left


def _any(parts: tuple[Predicate, ...], facts: Facts, people: Sequence[int]) -> list[int]:
    found: set[int] = set()
    for part in parts:
        found.update(_matching(part, facts, [person for person in people if person not in found]))
    return [person for person in people if person in found]


def _members(
    predicate: InList | InCampaign | InProgram | SharesKey | History | Sample, facts: Facts, people: Sequence[int]
) -> Collection[int]:
    match predicate:
        case InList(list_id):
            return facts.on_list(list_id)
        case InCampaign(campaign_id):
            return facts.in_campaign(campaign_id)
        case InProgram(program_id, status_ids, success):
            return {
                person
                for person, (status, reached) in facts.statuses(program_id).items()
                if (status_ids is None or status in status_ids) and (success is None or reached == success)
            }
        case SharesKey(field):
            return facts.sharing(field)
        case History():
            counts = facts.count(predicate)
            return {person for person in people if counts.get(person, 0) >= predicate.at_least}
        case Sample(factor, offset, percent):
            ids = facts.ids
            return {
                person
                for person in people
                if ((ids[person] * factor + offset) % SAMPLE_PRIME) ** 2 % SAMPLE_PRIME % 100 < percent
            }
        case _:
            assert_never(predicate)


def _value_test(predicate: Text | Number | Within | IsTrue | Empty) -> Callable[[Value], bool]:
    match predicate:
        case Text():
            return _text_test(predicate)
        case Number():
            return _number_test(predicate)
        case Within():
            return _within_test(predicate)
        case IsTrue():
            return lambda value: value is True
        case Empty():
            return lambda value: value is None
        case _:
            assert_never(predicate)


def _text_test(predicate: Text) -> Callable[[Value], bool]:
    values = predicate.values
    match predicate.operator:
        case "is":
            wanted = frozenset(values)
            return lambda value: isinstance(value, str) and _normal(value) in wanted
        case "starts_with":
            return lambda value: isinstance(value, str) and _normal(value).startswith(values)
        case "contains":
            if len(values) == 1:
                part = values[0]
                return lambda value: isinstance(value, str) and part in _normal(value)
            return lambda value: isinstance(value, str) and any(part in _normal(value) for part in values)
        case _:
            assert_never(predicate.operator)


_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "greater_than": operator.gt,
    "less_than": operator.lt,
    "at_least": operator.ge,
    "at_most": operator.le,
}


def _number_test(predicate: Number) -> Callable[[Value], bool]:
    values = predicate.values
    match predicate.operator:
        case "is":
            wanted = frozenset(values)
            return lambda value: _is_number(value) and value in wanted
        case "between":
            low, high = values
            return lambda value: _is_number(value) and low <= value <= high
        case _:
            compare, limit = _COMPARISONS[predicate.operator], values[0]
            return lambda value: _is_number(value) and compare(value, limit)


def _is_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _within_test(predicate: Within) -> Callable[[Value], bool]:
    since, until = predicate.since or "", predicate.until
    if until is None:
        return lambda value: isinstance(value, str) and value >= since
    return lambda value: isinstance(value, str) and since <= value < until
