"""Until when a Wait lasts, in each of its forms (F05, S08)."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.definitions.schedule import WEEKDAYS, Weekday
from campaigns.engine.durations import parse_duration
from campaigns.engine.waits import (
    Ahead,
    Landing,
    UnreadableMoment,
    after_duration,
    next_anniversary,
    parse_day,
    parse_time,
    until_day,
)
from tests.engine.twins import BERLIN

WORKDAYS: frozenset[Weekday] = frozenset(WEEKDAYS[:5])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "duration", "where", "end"),
    [
        ("2026-11-20T17:00", "48 hours", Landing(WORKDAYS, time(9)), "2026-11-23T09:00"),  # Friday to Monday
        ("2026-11-20T17:00", "48 hours", Landing(WORKDAYS), "2026-11-23T17:00"),
        ("2026-11-16T08:00", "1 hour", Landing(at=time(9)), "2026-11-16T09:00"),
        ("2026-11-16T08:01", "1 hour", Landing(at=time(9)), "2026-11-17T09:00"),
        ("2026-11-16T08:00", "1 day", Landing(frozenset({"monday"})), "2026-11-23T08:00"),
        ("2026-11-16T08:00", "1 day", Landing(), "2026-11-17T08:00"),
        ("2026-03-28T12:00", "12 hours", Landing(at=time(2, 30)), "2026-03-29T03:00"),  # skipped by DST
    ],
)
def test_f05_a_duration_ends_at_the_first_allowed_day_and_time_after_it(
    start: str, duration: str, where: Landing, end: str
) -> None:
    assert after_duration(at(start), parse_duration(duration), where, BERLIN) == at(end)


@pytest.mark.parametrize(
    ("ahead", "where", "end"),
    [
        (Ahead(date(2026, 12, 1)), Landing(), "2026-12-01T00:00"),
        (Ahead(date(2026, 12, 1)), Landing(at=time(9, 30)), "2026-12-01T09:30"),
        (Ahead(date(2026, 12, 1), time(14)), Landing(), "2026-12-01T14:00"),
        (Ahead(date(2026, 12, 5)), Landing(WORKDAYS, time(9)), "2026-12-07T09:00"),
        (Ahead(date(2026, 11, 14)), Landing(WORKDAYS), "2026-11-14T00:00"),  # past: at once, on any weekday
    ],
)
def test_f05_a_date_ends_at_its_time_and_an_allowed_weekday(ahead: Ahead, where: Landing, end: str) -> None:
    assert until_day(ahead, where, BERLIN, now=at("2026-11-16T08:00")) == at(end)


@pytest.mark.parametrize(
    ("born", "days", "expected"),
    [
        (date(1990, 12, 24), 0, date(2026, 12, 24)),
        (date(1990, 11, 16), 0, date(2026, 11, 16)),  # today
        (date(1990, 11, 15), 0, date(2027, 11, 15)),
        (date(1990, 11, 20), -7, date(2027, 11, 13)),  # this year's seventh day before has passed
        (date(1990, 1, 3), -7, date(2026, 12, 27)),
        (date(1990, 11, 14), 7, date(2026, 11, 21)),
        (date(1992, 2, 29), 0, date(2027, 2, 28)),
        (date(2029, 5, 1), 0, date(2029, 5, 1)),
    ],
)
def test_f05_the_next_anniversary_is_today_or_ahead(born: date, days: int, expected: date) -> None:
    found = next_anniversary(Ahead(born), days, now=at("2026-11-16T08:00"), zone=BERLIN)
    assert found.day == expected


@given(born=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(-400, 400))
def test_f05_an_anniversary_comes_within_a_year_of_what_lies_ahead(born: date, days: int) -> None:
    found = next_anniversary(Ahead(born), days, now=at("2026-11-16T08:00"), zone=BERLIN).day
    first = max(date(2026, 11, 16), date.fromordinal(born.toordinal() + days))
    assert 0 <= (found - first).days <= 366


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01", Ahead(date(2026, 12, 1))),
        ("2026-12-01T10:00:00.000000Z", Ahead(date(2026, 12, 1), time(11))),
        ("2026-12-01 10:00:00", Ahead(date(2026, 12, 1), time(10))),
        ("Dec 01, 2026", Ahead(date(2026, 12, 1))),
    ],
)
def test_f05_dates_are_read_as_tokens_print_them(text: str, expected: Ahead) -> None:
    assert parse_day(text, BERLIN) == expected


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "1.2.2026", "20261201T"])
def test_f05_what_is_no_date_is_an_error_that_says_what_is_accepted(text: str) -> None:
    with pytest.raises(UnreadableMoment, match="2026-11-22"):
        parse_day(text, BERLIN)


@pytest.mark.parametrize("text", ["24:00", "9", "9:5", "noon"])
def test_f05_what_is_no_time_of_day_is_an_error(text: str) -> None:
    with pytest.raises(UnreadableMoment, match="09:30"):
        parse_time(text)
