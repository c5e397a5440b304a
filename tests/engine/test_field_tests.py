"""Operators by type, with Marketo's surprises, over people in memory (L03)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from campaigns.engine.evaluate import evaluate
from campaigns.engine.field_tests import field_test, problem_of
from campaigns.engine.instants import stored
from campaigns.engine.operators import OPERATORS
from campaigns.engine.time_frames import FRAMES, days_of
from tests.engine.twins import BERLIN, FIELDS, NOW, FactsTwin


def found(field: str, operator: str, *values: str, among: list[Any], now: datetime = NOW) -> list[Any]:
    facts = FactsTwin([{field: value} for value in among])
    predicate = field_test(FIELDS[field], operator, values, now=now, zone=BERLIN)
    return [among[index] for index in evaluate(predicate, facts, list(range(len(among))))]


CITIES = ["London", "LONDON", "Londonderry", "New London", "Érfurt", "erfurt", "Straße", None]


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("is", ["london"], ["London", "LONDON"]),
        ("is", ["london", "ERFURT"], ["London", "LONDON", "erfurt"]),
        ("is_not", ["london", "érfurt"], ["Londonderry", "New London", "erfurt", "Straße", None]),
        ("starts_with", ["LON"], ["London", "LONDON", "Londonderry"]),
        ("not_starts_with", ["lon", "new"], ["Érfurt", "erfurt", "Straße", None]),
        ("contains", ["don", "strasse"], ["London", "LONDON", "Londonderry", "New London", "Straße"]),
        ("not_contains", ["don"], ["Érfurt", "erfurt", "Straße", None]),
        ("is", ["éRFURT"], ["Érfurt"]),
        ("is", ["e\u0301rfurt"], ["Érfurt"]),
        ("is_empty", [], [None]),
        ("is_not_empty", [], CITIES[:-1]),
        ("contains", ["%"], []),
    ],
)
def test_l03_text_compares_without_case_and_negatives_are_complements(
    operator: str, values: list[str], expected: list[Any]
) -> None:
    assert found("city", operator, *values, among=CITIES) == expected


SCORES = [-5, 0, 4, 5, 6, None]


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("is", ["5"], [5]),
        ("is", ["5", "-5"], [-5, 5]),
        ("is_not", ["5"], [-5, 0, 4, 6, None]),
        ("between", ["4", "5"], [4, 5]),
        ("greater_than", ["5"], [6]),
        ("less_than", ["5"], [-5, 0, 4]),
        ("at_least", ["5"], [5, 6]),
        ("at_most", ["0"], [-5, 0]),
        ("is_empty", [], [None]),
        ("is_not_empty", [], [-5, 0, 4, 5, 6]),
    ],
)
def test_l03_numbers_compare_as_numbers(operator: str, values: list[str], expected: list[Any]) -> None:
    assert found("score", operator, *values, among=SCORES) == expected


def test_l03_is_0_also_finds_empty_and_is_not_0_leaves_it_out() -> None:
    assert found("score", "is", "0", among=SCORES) == [0, None]
    assert found("score", "is_not", "0", among=SCORES) == [-5, 4, 5, 6]


def test_l03_a_false_boolean_is_an_empty_one() -> None:
    assert found("unsubscribed", "is_true", among=[True, None]) == [True]
    assert found("unsubscribed", "is_false", among=[True, None]) == [None]


DAYS = ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", None]


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("is", ["2026-11-22"], DAYS[2:3]),
        ("is_not", ["2026-11-22"], [*DAYS[:2], *DAYS[3:]]),
        ("between", ["2026-11-21", "2026-11-22"], DAYS[1:3]),
        ("after", ["2026-11-21"], DAYS[2:4]),
        ("on_or_after", ["2026-11-21"], DAYS[1:4]),
        ("before", ["2026-11-21"], [DAYS[0], None]),
        ("on_or_before", ["2026-11-21"], [*DAYS[:2], None]),
        ("in_past", ["1 day"], DAYS[1:3]),
        ("in_past_before", ["1 day"], [DAYS[0], None]),
        ("in_future", ["1 day"], DAYS[3:4]),
        ("in_future_after", ["1 day"], []),
        ("in_time_frame", ["yesterday"], DAYS[1:2]),
        ("in_time_frame", ["This Week"], DAYS[:3]),
    ],
)
def test_l03_dates_compare_as_days_and_before_also_finds_empty(
    operator: str, values: list[str], expected: list[Any]
) -> None:
    assert found("renewal", operator, *values, among=DAYS) == expected


def test_l03_in_past_counts_today_up_to_now_and_nothing_after_it() -> None:
    moments = [stored(NOW + timedelta(seconds=seconds)) for seconds in (-1, 0, 1)]
    assert found("seen", "in_past", "1 day", among=moments) == moments[:2]
    assert found("seen", "in_past", "4 hours", among=moments) == moments[:2]
    assert found("seen", "in_future", "4 hours", among=moments) == moments[2:]


def test_l03_in_past_hours_elapse_and_in_past_days_begin_with_a_day_in_the_workspaces_zone() -> None:
    midnight = datetime(2026, 11, 20, 23, tzinfo=UTC)  # 21 November, 0:00 in Berlin
    edge = [stored(midnight - timedelta(microseconds=1)), stored(midnight)]
    assert found("seen", "in_past", "1 day", among=edge) == edge[1:]
    assert found("seen", "in_past_before", "1 day", among=edge) == edge[:1]
    hours = [stored(NOW - timedelta(hours=4, microseconds=1)), stored(NOW - timedelta(hours=4))]
    assert found("seen", "in_past", "4 hours", among=hours) == hours[1:]


def test_l03_a_day_of_an_instant_is_the_workspaces_day_also_when_it_has_23_hours() -> None:
    day = ["2026-03-28T23:00:00.000000Z", "2026-03-29T21:59:59.999999Z"]  # 29 March in Berlin
    around = ["2026-03-28T22:59:59.999999Z", "2026-03-29T22:00:00.000000Z"]
    assert found("seen", "is", "2026-03-29", among=[*day, *around]) == day


def test_l03_a_moment_without_a_zone_is_the_workspaces_and_means_its_minute() -> None:
    minute = ["2026-11-22T13:30:00.000000Z", "2026-11-22T13:30:59.000000Z"]
    assert found("seen", "is", "2026-11-22 14:30", among=[*minute, "2026-11-22T13:31:00.000000Z"]) == minute
    assert found("seen", "after", "2026-11-22T13:30:00Z", among=minute) == minute[1:]


@pytest.mark.parametrize(
    ("frame", "first", "last"),
    [
        ("today", "2026-11-22", "2026-11-22"),
        ("tomorrow", "2026-11-23", "2026-11-23"),
        ("this_week", "2026-11-16", "2026-11-22"),
        ("last_week", "2026-11-09", "2026-11-15"),
        ("next_week", "2026-11-23", "2026-11-29"),
        ("this_month", "2026-11-01", "2026-11-30"),
        ("next_month", "2026-12-01", "2026-12-31"),
        ("last_month", "2026-10-01", "2026-10-31"),
        ("this_quarter", "2026-10-01", "2026-12-31"),
        ("last_quarter", "2026-07-01", "2026-09-30"),
        ("next_quarter", "2027-01-01", "2027-03-31"),
        ("last_year", "2025-01-01", "2025-12-31"),
        ("next_year", "2027-01-01", "2027-12-31"),
        ("last_7_days", "2026-11-16", "2026-11-22"),
    ],
)
def test_l03_time_frames_are_whole_days_with_weeks_from_monday(frame: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in days_of(frame, NOW.date())] == [first, last]


@pytest.mark.parametrize("frame", [frame.name for frame in FRAMES])
def test_l03_a_frame_holds_every_day_from_its_first_to_its_last(frame: str) -> None:
    first, last = days_of(frame, NOW.date())
    edge = [str(first - timedelta(days=1)), str(first), str(last), str(last + timedelta(days=1))]
    assert found("renewal", "in_time_frame", frame, among=edge) == edge[1:3]


@pytest.mark.parametrize("field", ["renewal", "seen", "score", "city", "unsubscribed"])
def test_l03_every_operator_of_a_family_is_understood(field: str) -> None:
    good = {"text": ["a"], "number": ["1"], "date": ["2026-01-01"], "datetime": ["2026-01-01"], "boolean": []}
    takes = {"duration": ["1 day"], "frame": ["today"], "none": []}
    family = FIELDS[field].type.family
    for operator in OPERATORS[family]:
        values = takes.get(operator.values, good[family])
        values = values * 2 if operator.values == "range" else values
        assert problem_of(lambda o=operator, v=values: found(field, o.name, *v, among=[None])) is None


@pytest.mark.parametrize(
    ("field", "operator", "values"),
    [
        ("city", "between", ["a", "b"]),
        ("city", "is", []),
        ("score", "is", ["1,000"]),
        ("score", "is", ["nan"]),
        ("score", "is", ["1e999"]),
        ("score", "is", ["1_000"]),
        ("score", "between", ["1"]),
        ("score", "at_least", ["1", "2"]),
        ("renewal", "is", ["22.11.2026"]),
        ("renewal", "is", ["2026-11-22 10:00"]),
        ("renewal", "between", ["2026-01-01"]),
        ("renewal", "in_past", ["a while"]),
        ("renewal", "in_past", []),
        ("renewal", "in_time_frame", ["last decade"]),
        ("seen", "is", ["9999-12-31"]),
        ("unsubscribed", "is", ["true"]),
        ("city", "", []),
    ],
)
def test_l03_what_cannot_be_read_is_refused_with_a_sentence(field: str, operator: str, values: list[str]) -> None:
    refusal = problem_of(lambda: found(field, operator, *values, among=[None]))
    assert refusal is not None
    assert refusal.endswith(".")
