"""Durations as people write them, and where they lead on the calendar of a zone (F05, S08)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from campaigns.engine.durations import UnreadableDuration, moved, parse_duration
from campaigns.engine.instants import in_zone, instant, start_of, stored
from tests.engine.twins import BERLIN


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    "text", ["30 minutes", "1 minute", "4 hours", "5 days", "2 weeks", "1 month", "1 year", " 4  HOURS ", "1 Day"]
)
def test_f05_a_duration_in_words_is_understood(text: str) -> None:
    assert moved(at("2026-06-01T00:00Z"), parse_duration(text), BERLIN) > at("2026-06-01T00:00Z")


@pytest.mark.parametrize(
    "text",
    ["4 hrs", "4h", "4", "hours", "", "four hours", "-4 hours", "4.5 hours", "1 day 2 hours", "٤ hours", "4 hours\0"],
)
def test_f05_a_duration_that_cannot_be_read_is_an_error_that_says_what_is_accepted(text: str) -> None:
    with pytest.raises(UnreadableDuration, match="minutes, hours, days, weeks, months or years"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["0 days", "101 years", "999999999 minutes"])
def test_f05_a_duration_of_nothing_or_of_more_than_a_century_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDuration, match="at most 100 years"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-03-28T12:00+01:00", "1 day", "2026-03-29T12:00+02:00"),
        ("2026-03-28T12:00+01:00", "24 hours", "2026-03-29T13:00+02:00"),
        ("2026-10-24T12:00+02:00", "1 day", "2026-10-25T12:00+01:00"),
        ("2026-10-24T12:00+02:00", "24 hours", "2026-10-25T11:00+01:00"),
        ("2026-03-22T12:00+01:00", "1 week", "2026-03-29T12:00+02:00"),
    ],
)
def test_s08_days_keep_the_clock_over_a_change_of_time_while_hours_elapse(start: str, duration: str, end: str) -> None:
    assert moved(at(start), parse_duration(duration), BERLIN) == at(end)


def test_s08_a_time_that_is_skipped_is_the_next_valid_one() -> None:
    assert moved(at("2026-03-28T02:30+01:00"), parse_duration("1 day"), BERLIN) == at("2026-03-29T03:00+02:00")
    assert in_zone(datetime.fromisoformat("2026-10-04T02:10"), ZoneInfo("Australia/Lord_Howe")) == at(
        "2026-10-04T02:30+11:00"
    )
    assert in_zone(datetime.fromisoformat("2011-12-30T12:00"), ZoneInfo("Pacific/Apia")) == at("2011-12-31T00:00+14:00")


def test_s08_a_day_that_begins_with_a_skipped_hour_begins_after_it() -> None:
    sao_paulo = ZoneInfo("America/Sao_Paulo")
    assert start_of(date(2018, 11, 4), sao_paulo) == at("2018-11-04T01:00-02:00")


def test_s08_a_time_that_comes_twice_is_taken_the_first_time() -> None:
    assert moved(at("2026-10-24T02:30+02:00"), parse_duration("1 day"), BERLIN) == at("2026-10-25T02:30+02:00")


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-01-31T09:00+01:00", "1 month", "2026-02-28T09:00+01:00"),
        ("2024-01-31T09:00+01:00", "1 month", "2024-02-29T09:00+01:00"),
        ("2024-02-29T09:00+01:00", "1 year", "2025-02-28T09:00+01:00"),
        ("2026-12-31T09:00+01:00", "2 months", "2027-02-28T09:00+01:00"),
    ],
)
def test_s08_days_29_to_31_fall_on_a_short_months_last_day(start: str, duration: str, end: str) -> None:
    assert moved(at(start), parse_duration(duration), BERLIN) == at(end)


def test_stored_instants_sort_as_text_and_come_back() -> None:
    moments = [at("0999-01-01T00:00Z"), at("2026-11-22T10:00Z"), at("2026-11-22T10:00:00.000001Z")]
    texts = [stored(moment) for moment in moments]
    assert texts == sorted(texts)
    assert [instant(text) for text in texts] == moments
