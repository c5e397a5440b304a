"""Recurrences on the calendar of a zone (S01, S08)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from campaigns.definitions.schedule import WEEKDAYS, Recurrence
from campaigns.engine.occurrences import next_ones, occurrences, words
from tests.engine.twins import BERLIN

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo"]


def recurrence(**values: Any) -> Recurrence:
    return Recurrence.model_validate({"starts_on": "2026-01-01", "at": "09:00", **values})


def local(found: Recurrence, *, after: str, count: int = 3, zone: ZoneInfo = BERLIN) -> list[str]:
    moments = next_ones(found, zone, after=datetime.fromisoformat(after).replace(tzinfo=zone), count=count)
    return [moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") for moment in moments]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pattern": "daily"}, ["2026-01-02", "2026-01-03", "2026-01-04"]),
        ({"pattern": "daily", "every": 10}, ["2026-01-11", "2026-01-21", "2026-01-31"]),
        ({"pattern": "daily", "weekdays_only": True}, ["2026-01-02", "2026-01-05", "2026-01-06"]),
        (
            {"pattern": "weekly", "weekdays": ["friday", "monday"]},
            ["2026-01-02", "2026-01-05", "2026-01-09"],
        ),
        (
            {"pattern": "weekly", "every": 2, "weekdays": ["thursday"]},
            ["2026-01-15", "2026-01-29", "2026-02-12"],
        ),
        ({"pattern": "monthly", "day_of_month": 15}, ["2026-01-15", "2026-02-15", "2026-03-15"]),
        (
            {"pattern": "monthly", "week_of_month": 2, "weekday": "tuesday"},
            ["2026-01-13", "2026-02-10", "2026-03-10"],
        ),
        (
            {"pattern": "monthly", "every": 3, "week_of_month": -1, "weekday": "friday"},
            ["2026-01-30", "2026-04-24", "2026-07-31"],
        ),
        ({"pattern": "daily", "ends_on": "2026-01-03"}, ["2026-01-02", "2026-01-03"]),
    ],
)
def test_s01_each_pattern_comes_round_on_its_days(values: dict[str, Any], expected: list[str]) -> None:
    assert local(recurrence(**values), after="2026-01-01T09:00") == [f"{day} 09:00" for day in expected]


@pytest.mark.parametrize(("day", "february"), [(29, 28), (30, 28), (31, 28)])
def test_s08_days_29_to_31_fall_on_a_short_months_last_day(day: int, february: int) -> None:
    found = local(recurrence(pattern="monthly", day_of_month=day), after="2026-01-31T23:00", count=3)
    assert found == [f"2026-02-{february} 09:00", f"2026-03-{day} 09:00", f"2026-04-{min(day, 30)} 09:00"]


def test_s08_a_skipped_time_runs_at_the_next_valid_one_and_a_doubled_one_once() -> None:
    daily = recurrence(pattern="daily", at="02:30")
    assert local(daily, after="2026-03-28T12:00") == ["2026-03-29 03:00", "2026-03-30 02:30", "2026-03-31 02:30"]
    assert local(daily, after="2026-10-24T12:00", count=2) == ["2026-10-25 02:30", "2026-10-26 02:30"]


def test_s08_a_day_that_a_zone_left_out_does_not_run_twice() -> None:
    apia = ZoneInfo("Pacific/Apia")
    nightly = recurrence(pattern="daily", starts_on="2011-12-28", at="00:00")
    assert local(nightly, after="2011-12-28T12:00", zone=apia) == [
        "2011-12-29 00:00",
        "2011-12-31 00:00",
        "2012-01-01 00:00",
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"pattern": "weekly"},
        {"pattern": "monthly"},
        {"pattern": "monthly", "day_of_month": 3, "week_of_month": 1, "weekday": "monday"},
        {"pattern": "monthly", "week_of_month": 1},
        {"pattern": "daily", "ends_on": "2025-12-31"},
        {"pattern": "daily", "every": 0},
        {"pattern": "daily", "at": "09:00:30"},
    ],
)
def test_s01_a_recurrence_that_makes_no_sense_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        recurrence(**values)


def test_s01_a_recurrence_is_told_in_words() -> None:
    weekly = recurrence(pattern="weekly", every=2, weekdays=["monday", "friday"], ends_on="2026-06-30")
    assert words(weekly) == "Every 2 weeks on Monday and Friday at 09:00, from 1 January 2026 to 30 June 2026"
    assert words(recurrence(pattern="monthly", day_of_month=31)) == (
        "Every month on day 31, or the last of a shorter month at 09:00, from 1 January 2026"
    )


recurrences = st.builds(
    lambda pattern, monthly, **values: Recurrence(
        **pattern, **(monthly if pattern["pattern"] == "monthly" else {}), **values
    ),
    pattern=st.one_of(
        st.fixed_dictionaries({"pattern": st.just("daily"), "weekdays_only": st.booleans()}),
        st.fixed_dictionaries(
            {"pattern": st.just("weekly"), "weekdays": st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(tuple)}
        ),
        st.just({"pattern": "monthly"}),
    ),
    monthly=st.one_of(
        st.fixed_dictionaries({"day_of_month": st.integers(1, 31)}),
        st.fixed_dictionaries(
            {"week_of_month": st.sampled_from([1, 2, 3, 4, -1]), "weekday": st.sampled_from(WEEKDAYS)}
        ),
    ),
    every=st.integers(1, 4),
    starts_on=st.dates(date(2005, 1, 1), date(2035, 1, 1)),
    at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
moments = st.integers(1_104_537_600, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, tz=UTC))


@given(found=recurrences, zone=st.sampled_from(ZONES), after=moments)
def test_s01_occurrences_ascend_lie_ahead_and_do_not_depend_on_where_one_starts_to_look(
    found: Recurrence, zone: str, after: datetime
) -> None:
    here = ZoneInfo(zone)
    ahead = list(islice(occurrences(found, here, after=after), 6))
    assert all(moment > after for moment in ahead)
    assert all(earlier < later for earlier, later in pairwise(ahead))
    assert all(moment.astimezone(here).date() >= found.starts_on for moment in ahead)
    if len(ahead) > 2:
        assert next_ones(found, here, after=ahead[1], count=4) == ahead[2:]
        assert next_ones(found, here, after=ahead[1] - timedelta(seconds=1), count=1) == [ahead[1]]


@given(found=recurrences, zone=st.sampled_from(ZONES), after=moments)
def test_s08_occurrences_keep_their_clock_unless_it_was_skipped(found: Recurrence, zone: str, after: datetime) -> None:
    for moment in next_ones(found, ZoneInfo(zone), after=after):
        shown = moment.astimezone(ZoneInfo(zone))
        if shown.time() != found.at:
            before = (moment - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
            assert before.utcoffset() != shown.utcoffset(), "another time than the set one stands at a change of clocks"
