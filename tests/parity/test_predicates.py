"""L04: whoever a predicate selects in memory, it selects in the database, over awkward people and activities."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.field_tests import field_test
from campaigns.engine.operators import OPERATORS
from campaigns.engine.predicates import (
    All,
    AttributeTest,
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
    leaves,
)
from campaigns.engine.predicates import Any as AnyOf
from campaigns.engine.time_frames import FRAMES
from tests.engine.twins import BERLIN, FIELDS, NOW
from tests.parity.world import DAYS, FIELD_VALUES, INSTANTS, NUMBERS, TEXTS, World

OUTSIDE = ["nobody's", "\0", "London\0", "\ud800", "don", "e", "", " ", "\\\\", "%", "_", "ß", "i̇"]


@pytest.fixture
def world(db: None) -> Iterator[World]:
    yield World()


texts = st.one_of(st.sampled_from([*TEXTS, *OUTSIDE]), st.text(max_size=4))
normals = texts.map(normal).filter(bool)
numbers = st.one_of(
    st.sampled_from(NUMBERS), st.integers(-(10**6), 10**6), st.sampled_from([1e308, -1e308, 2.0**70, 5e-324])
).map(float)
moments = st.sampled_from([datetime.fromisoformat(each).astimezone(UTC) for each in INSTANTS])
fields = st.sampled_from([*FIELD_VALUES, "created_at", "nowhere", "it's", 'a"b', "a.b", "é", "%s", "\0"])


@st.composite
def field_tests(draw: st.DrawFn) -> Predicate:
    """What the filter on fields makes of an operator and values."""
    field: Field = FIELDS[draw(st.sampled_from([*FIELD_VALUES, "created_at", "updated_at"]))]
    operator = draw(st.sampled_from(OPERATORS[field.type.family]))
    values = draw(_values_for(field.type.family, operator.values))
    try:
        return field_test(field, operator.name, values, now=NOW, zone=BERLIN)
    except ValueError as refused:
        return Doubtful(str(refused))


def _values_for(family: str, takes: str) -> st.SearchStrategy[list[str]]:
    if takes == "duration":
        durations = [f"{count} {unit}" for count in (1, 4, 30) for unit in ("hours", "days", "weeks", "months")]
        return st.sampled_from(durations).map(lambda each: [each])
    if takes == "frame":
        return st.sampled_from([frame.name for frame in FRAMES]).map(lambda each: [each])
    one = {
        "text": texts,
        "number": st.sampled_from([f"{number!r}" for number in NUMBERS] + ["x", "1e400"]),
    }.get(family, st.sampled_from([*DAYS, "2026-11-22 11:30", "2026-11-22T10:30:00Z", "2026-02-30"]))
    sizes = {"none": (0, 0), "one": (1, 1), "range": (2, 2), "many": (1, 9)}[takes]
    return st.lists(one, min_size=sizes[0], max_size=sizes[1])


def attribute_tests() -> st.SearchStrategy[AttributeTest]:
    names = st.sampled_from(["New Value", "Old Value", "Attribute Name", 'odd "key" é', "Nothing"])
    text_words = st.sampled_from(
        ["is", "is_not", "starts_with", "not_starts_with", "contains", "not_contains", "is_empty", "is_not_empty"]
    )
    order = st.sampled_from(["greater_than", "less_than", "at_least", "at_most", "between"])
    many_texts = st.lists(normals, min_size=1, max_size=7).map(tuple)
    two_texts = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))
    two_numbers = st.tuples(numbers, numbers)
    return st.one_of(
        st.builds(AttributeTest, names, text_words, many_texts),
        st.builds(AttributeTest, names, order, two_texts),
        st.builds(AttributeTest, names, st.sampled_from(["is", "is_not"]), two_numbers),
        st.builds(AttributeTest, names, order, two_numbers),
    )


def histories() -> st.SearchStrategy[Predicate]:
    return st.builds(
        History,
        st.sampled_from([13, 22, 901]),
        st.none() | st.lists(st.integers(1, 5), max_size=3).map(tuple),
        st.lists(attribute_tests(), max_size=2).map(tuple),
        st.none() | moments,
        st.none() | moments,
        st.integers(1, 3),
        st.booleans(),
    )


def raw_tests(world: World) -> st.SearchStrategy[Predicate]:
    statuses = st.lists(st.sampled_from([*world.status_ids, 0]), max_size=3).map(tuple)
    text_words = st.sampled_from(["is", "starts_with", "contains"])
    order = st.sampled_from(["greater_than", "less_than", "at_least", "at_most"])
    points = st.none() | st.sampled_from([*DAYS, *INSTANTS])
    instants = st.none() | st.sampled_from(INSTANTS)
    dates = st.sampled_from(["renewal", "seen", "nowhere"])
    return st.one_of(
        st.builds(Text, fields, text_words, st.lists(normals, max_size=8).map(tuple)),
        st.builds(Number, fields, order, st.tuples(numbers)),
        st.builds(Number, fields, st.just("is"), st.lists(numbers, max_size=3).map(tuple)),
        st.builds(Number, fields, st.just("between"), st.tuples(numbers, numbers)),
        st.builds(Within, dates, points, points),
        st.builds(Within, st.sampled_from(["created_at", "updated_at"]), instants, instants),
        st.builds(IsTrue, fields),
        st.builds(Empty, fields),
        st.builds(SharesKey, st.sampled_from(["email", "nowhere", "it's"])),
        st.builds(InList, st.sampled_from([world.list_id, 10**9])),
        st.builds(InPartition, st.sampled_from([*world.homes, 10**9])),
        st.builds(InCampaign, st.sampled_from([world.campaign_id, 10**9])),
        st.builds(InProgram, st.just(world.program_id), st.none() | statuses, st.none() | st.booleans()),
        st.builds(Sample, st.integers(1, 2**24), st.integers(0, 2**30), st.integers(0, 100)),
        st.builds(Constant, st.booleans()),
    )


def joined(leaf: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    def grow(parts: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
        several = st.lists(parts, max_size=3).map(tuple)
        return st.one_of(st.builds(Not, parts), st.builds(All, several), st.builds(AnyOf, several))

    return st.recursive(leaf, grow, max_leaves=5)


relaxed = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@relaxed
@given(predicate=joined(field_tests()))
@example(predicate=Not(Text("city", "is", ("london",))))
def test_l04_every_field_operator_selects_the_same_people_everywhere(world: World, predicate: Predicate) -> None:
    assert world.matching(predicate) == world.evaluated(predicate)


@relaxed
@given(data=st.data())
def test_l04_every_predicate_selects_the_same_people_everywhere(world: World, data: st.DataObject) -> None:
    predicate = data.draw(joined(st.one_of(raw_tests(world), field_tests())))
    assert world.matching(predicate) == world.evaluated(predicate)


@relaxed
@given(predicate=joined(histories()))
def test_l04_history_selects_the_same_people_everywhere(world: World, predicate: Predicate) -> None:
    assert world.matching(predicate) == world.evaluated(predicate)


@relaxed
@given(leaf=field_tests())
def test_l03_not_is_the_exact_complement_in_the_database(world: World, leaf: Predicate) -> None:
    if any(isinstance(each, Doubtful) for each in leaves(leaf)):
        assert world.matching(leaf) == world.matching(Not(leaf)) == []
    else:
        everyone = [person.pk for person in world.people]
        assert sorted(world.matching(leaf) + world.matching(Not(leaf))) == everyone


@pytest.mark.parametrize("value", TEXTS)
def test_l03_a_wildcard_or_quote_is_a_letter_like_any_other(world: World, value: str) -> None:
    found = world.matching(Text("city", "is", (normal(value),)))
    own = {person.pk for person in world.people if normal(person.values.get("city", "")) == normal(value)}
    assert set(found) == own
    assert own
