"""L04: whoever a predicate selects in memory, it selects in the database, over awkward people and activities."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from campaigns.definitions.activity_types import BY_ID
from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.evaluate import evaluate
from campaigns.engine.field_tests import field_test
from campaigns.engine.instants import stored
from campaigns.engine.kinds import Event
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
from campaigns.models import Activity, CampaignMember, Journal, ListMember, Person, PersonKey, ProgramMember
from campaigns.storage.predicate_sql import where
from tests.engine.twins import BERLIN, FIELDS, NOW, FactsTwin
from tests.factories import make_campaign, make_list, make_program, make_workspace, status_of

TEXTS = [
    "London",
    "LONDON",
    "london ",
    "Érik",
    "érik",
    "e\u0301rik",
    "erik",
    "straße",
    "STRASSE",
    "İstanbul",
    "istanbul",
    "ISTANBUL",
    "ıstanbul",
    "ﬁne",
    "fine",
    "50%",
    "50",
    "a_b",
    "axb",
    "100%_\\",
    "\\",
    "it's",
    'say "hi"',
    "NULL",
    "0",
    "true",
    "😀",
    "日本",
    "Ωmega",
    "ωMEGA",
    "a\tb",
    "{{lead.city}}",
    "%s",
    "'; --",
    "[1]",
    "$.city",
]
NUMBERS: list[int | float] = [0, 1, -1, 5, 5.5, -0.5, 0.1, 0.30000000000000004, 2**31 - 1, -(2**31), 2**53 - 1, 1e300]
DAYS = ["2026-11-22", "2026-11-21", "2026-11-15", "2024-02-29", "2023-02-28", "1970-01-01", "0099-01-01", "9998-12-31"]
INSTANTS = [
    stored(NOW + delta)
    for delta in (
        timedelta(),
        timedelta(microseconds=1),
        timedelta(microseconds=-1),
        timedelta(hours=-4),
        timedelta(days=-1),
        timedelta(days=-30),
        timedelta(days=3),
    )
] + ["2026-03-29T01:00:00.000000Z", "2026-10-25T00:30:00.000000Z", "2026-11-21T23:00:00.000000Z"]
FIELD_VALUES: dict[str, list[Any]] = {
    "city": [*TEXTS, None],
    "score": [*NUMBERS, None],
    "renewal": [*DAYS, None],
    "seen": [*INSTANTS, None],
    "unsubscribed": [True, None],
}
OUTSIDE = ["nobody's", "\0", "London\0", "\ud800", "don", "e", "", " ", "\\\\", "%", "_", "ß", "i̇"]


class World:
    """People, memberships and activities that stand in the database and, as a twin, in memory."""

    def __init__(self) -> None:
        self.workspace = make_workspace(timezone="Europe/Berlin")
        self.people = [self._person(number) for number in range(60)]
        self.facts = FactsTwin(
            [{**person.values, **_row_columns(person)} for person in self.people],
            person_ids=[person.pk for person in self.people],
        )
        self._share_keys()
        self._join_lists()
        self._join_programs()
        self._act()

    def matching(self, predicate: Predicate) -> list[int]:
        condition, params = where(predicate, vendor=connection.vendor)  # type: ignore[arg-type]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT p.id FROM campaigns_person p WHERE {condition}", params)
            found = {row[0] for row in cursor.fetchall()}
        return [person.pk for person in self.people if person.pk in found]

    def evaluated(self, predicate: Predicate) -> list[int]:
        indexes = evaluate(predicate, self.facts, list(range(len(self.people))))
        return [self.people[index].pk for index in indexes]

    def _person(self, number: int) -> Person:
        values = {name: choices[number % len(choices)] for name, choices in FIELD_VALUES.items()}
        if number == 59:
            values = dict.fromkeys(FIELD_VALUES)
        given = {name: value for name, value in values.items() if value is not None}
        made = NOW - timedelta(hours=number * 7, microseconds=number % 3)
        return Person.objects.create(
            partition_id=self.workspace.primary_partition_id,
            values=given,
            normal={"city": normal(given["city"])} if "city" in given else {},
            created_at=made,
            updated_at=made + timedelta(minutes=number),
        )

    def _share_keys(self) -> None:
        """Some share a value with somebody of their partition, some only with somebody of another one."""
        elsewhere = make_workspace().primary_partition
        stranger = Person.objects.create(partition=elsewhere, created_at=NOW, updated_at=NOW)
        own = self.workspace.primary_partition
        for index in range(40):
            value = TEXTS[index % 20]
            PersonKey.objects.create(partition=own, person=self.people[index], field="email", value=value)
        for text in TEXTS[20:30]:
            PersonKey.objects.create(partition=elsewhere, person=stranger, field="email", value=text)
        PersonKey.objects.create(partition=own, person=self.people[50], field="email", value=TEXTS[25])
        values = {index: normal(TEXTS[index % 20]) for index in range(40)} | {50: normal(TEXTS[25])}
        counts = Counter(values.values())
        self.facts.sharers["email"] = {index for index, value in values.items() if counts[value] > 1}

    def _join_lists(self) -> None:
        self.list_id = make_list(self.workspace).pk
        self.campaign_id = make_campaign(self.workspace).pk
        self.facts.lists[self.list_id] = set(range(0, 60, 3))
        self.facts.campaigns[self.campaign_id] = set(range(0, 60, 4))
        for index in self.facts.lists[self.list_id]:
            ListMember.objects.create(list_id=self.list_id, person=self.people[index], added_at=NOW)
        for index in self.facts.campaigns[self.campaign_id]:
            CampaignMember.objects.create(
                campaign_id=self.campaign_id, person=self.people[index], first=NOW, last=NOW, entries=1
            )

    def _join_programs(self) -> None:
        program = make_program(self.workspace)
        self.program_id = program.pk
        self.status_ids = [status_of(program, name).pk for name in ("Member", "Engaged", "Success")]
        members = {index: (self.status_ids[index % 3], index % 4 == 0) for index in range(0, 60, 2)}
        self.facts.members[self.program_id] = members
        for index, (status, success) in members.items():
            ProgramMember.objects.create(
                program=program,
                person=self.people[index],
                status_id=status,
                reached_success=success,
                member_since=NOW,
            )

    def _act(self) -> None:
        journal = Journal.objects.create(workspace=self.workspace, at=NOW)
        values: list[Any] = [*TEXTS, *NUMBERS, True, False, None, "", "2026-11-22", "TRUE"]
        for number in range(240):
            new, old = values[number % len(values)], values[(number * 7 + 3) % len(values)]
            when = NOW - timedelta(hours=number)
            attributes = {"New Value": new, "Old Value": old, "Attribute Name": "city", 'odd "key" é': new}
            type_id, primary_id, result = (13, 22, 901)[number % 3], number % 5, number % 4
            person = (number * 11) % 60
            Activity.objects.create(
                person=self.people[person],
                type_id=type_id,
                occurred_at=when,
                recorded_at=when + timedelta(minutes=number % 2),
                journal=journal,
                primary_id=primary_id or None,
                result=result if result < 3 else 0,
                attributes={name: value for name, value in attributes.items() if value is not None},
                normal=_differing(attributes) or None,
            )
            event = Event(BY_ID[type_id], primary_id or None, attributes)
            self.facts.activities.append((person, event, when, result in (0, 3)))


def _row_columns(person: Person) -> dict[str, str]:
    return {"created_at": stored(person.created_at), "updated_at": stored(person.updated_at)}


def _differing(attributes: dict[str, Any]) -> dict[str, str]:
    texts = {name: value for name, value in attributes.items() if isinstance(value, str)}
    return {name: normal(value) for name, value in texts.items() if normal(value) != value}


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
