"""L04: every declared activity filter selects the same people in memory and in the database."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.catalog import catalog
from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.text import normal
from campaigns.engine.abouts import Assets, ChangedField, Words
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.constraints import CONSTRAINT_OPERATORS
from campaigns.engine.evaluate import evaluate
from campaigns.engine.kinds import Event
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.predicates import doubt_of
from campaigns.models import Activity, Journal, Person
from campaigns.storage.predicate_sql import where
from tests.engine.twins import NOW, FactsTwin, make_scope, smart_list
from tests.factories import make_workspace

FILTERS = {each.kind: each for each in catalog().filters.values() if isinstance(each, ActivityFilter)}
ASSETS = (1, 2, 5, 7, 8)  # those of the twins' scope
TEXTS = ["Web", "WEB", "Érik", "érik", "50%", "", "true", "Milestone", "city", "score", "it's", "\\"]
VALUES: list[Any] = [*TEXTS, True, False, None, 0, 5, -1.5, "2026-11-22"]
PEOPLE = 24


class World:
    """Two dozen people with activities of every type that a filter declares."""

    def __init__(self) -> None:
        workspace = make_workspace()
        journal = Journal.objects.create(workspace=workspace, at=NOW)
        self.people = [
            Person.objects.create(partition_id=workspace.primary_partition_id, created_at=NOW, updated_at=NOW)
            for _ in range(PEOPLE)
        ]
        self.facts = FactsTwin([{} for _ in self.people], person_ids=[each.pk for each in self.people])
        types = sorted({each.activity for each in FILTERS.values()})
        Activity.objects.bulk_create(
            self._activity(number, types[number % len(types)], journal) for number in range(40 * len(types))
        )

    def _activity(self, number: int, key: str, journal: Journal) -> Activity:
        type_ = BY_KEY[key]
        values = [VALUES[(number * 7 + place * 5) % len(VALUES)] for place in range(len(type_.attributes))]
        attributes = dict(zip(type_.attributes, values, strict=True))
        when, primary, result = NOW - timedelta(hours=number * 3), ASSETS[number % len(ASSETS)], number % 4 // 3
        person = (number * 5) % PEOPLE
        self.facts.activities.append((person, Event(type_, primary, attributes), when, result == 0))
        kept = {name: value for name, value in attributes.items() if value is not None}
        texts = {name: value for name, value in kept.items() if isinstance(value, str) and not value.isascii()}
        return Activity(
            person=self.people[person],
            type_id=type_.id,
            occurred_at=when,
            recorded_at=when,
            journal=journal,
            primary_id=primary,
            result=result,
            attributes=kept,
            normal={name: normal(value) for name, value in texts.items()} or None,
        )


@pytest.fixture
def world(db: None) -> Iterator[World]:
    yield World()


@st.composite
def drawn(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    kind = FILTERS[draw(st.sampled_from(sorted(FILTERS)))]
    params: dict[str, Any] = {
        "operator": draw(st.sampled_from(["occurred", "not_occurred"])),
        "at_least": draw(st.integers(1, 3)),
        "date": draw(st.none() | st.sampled_from(DATES)),
    }
    match kind.about:
        case Assets(param=param):
            params[param] = draw(st.lists(st.sampled_from([*known_assets(kind), 99]), max_size=2))
        case ChangedField():
            params["field"] = draw(
                st.sampled_from([None, "score"] if "score" in kind.kind else [None, "city", "score"])
            )
        case Words(param=param):
            params[param] = draw(st.lists(st.sampled_from(TEXTS), max_size=3))
    if kind.constraints:
        params["constraints"] = draw(st.lists(constraints(kind), max_size=2))
    return kind.kind, params


DATES = [
    {"operator": "in_past", "values": ["7 days"]},
    {"operator": "in_past_before", "values": ["2 days"]},
    {"operator": "in_time_frame", "values": ["today"]},
    {"operator": "between", "values": ["2026-11-01", "2026-11-20"]},
    {"operator": "on_or_after", "values": ["2026-11-20"]},
]


def known_assets(kind: ActivityFilter) -> list[int]:
    assert isinstance(kind.about, Assets)
    return sorted(kind.about.known(make_scope()))


@st.composite
def constraints(draw: st.DrawFn, kind: ActivityFilter) -> dict[str, Any]:
    attribute = draw(st.sampled_from(sorted(kind.constraints)))
    family = kind.constraints[attribute]
    operator = draw(st.sampled_from(CONSTRAINT_OPERATORS["text" if family == "field" else family]))  # type: ignore[index]
    count = {"none": (0, 0), "one": (1, 1), "range": (2, 2)}.get(operator.values, (1, 3))
    texts = st.sampled_from(["0", "5", "-1.5"]) if family == "number" else st.sampled_from(TEXTS)
    values = draw(st.lists(texts, min_size=count[0], max_size=count[1]))
    return {"attribute": attribute, "operator": operator.name, "values": values}


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=drawn())
def test_l04_every_activity_filter_selects_the_same_people_everywhere(
    world: World, asked: tuple[str, dict[str, Any]]
) -> None:
    predicate = compile_smart_list(smart_list(asked), make_scope(), catalog())
    condition, params = where(predicate, vendor=connection.vendor)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT p.id FROM campaigns_person p WHERE {condition} ORDER BY p.id", params)
        in_database = [row[0] for row in cursor.fetchall()]
    in_memory = [world.people[each].pk for each in evaluate(predicate, world.facts, range(PEOPLE))]
    assert in_database == in_memory
    if doubt_of(predicate):
        assert in_memory == []
