"""Until when somebody waits (F05, S08): after a duration, until a day and time, or until a person's own date."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaigns.definitions.schedule import WEEKDAYS, Weekday
from campaigns.engine.durations import Duration, moved
from campaigns.engine.instants import in_zone, local_day

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SYSTEM_DAY = "%b %d, %Y"  # as {{system.date}} prints it


class UnreadableMoment(ValueError):
    """A text that is no date, or no time of day; the message is a sentence that says what is accepted."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a wait may end: only on these weekdays (none means any), and at this time of day."""

    weekdays: frozenset[Weekday] = frozenset()
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A date as a token gives it: a day, with a time of its own where it is a moment."""

    day: date
    at: time | None = None


def landing(weekdays: Collection[Weekday], at: str) -> Landing:
    return Landing(frozenset(weekdays), parse_time(at) if at.strip() else None)


def after_duration(now: datetime, duration: Duration, where: Landing, zone: ZoneInfo) -> datetime:
    """The first allowed day and time that is not earlier than the duration's end."""
    end = moved(now, duration, zone)
    if where == Landing():
        return end
    local = end.astimezone(zone).replace(tzinfo=None)
    at = where.at or local.time()
    day = local.date() if at >= local.time() else local.date() + timedelta(days=1)
    return in_zone(datetime.combine(_allowed(day, where), at), zone)


def until_day(ahead: Ahead, where: Landing, zone: ZoneInfo, *, now: datetime) -> datetime:
    """That day at its time, moved on to an allowed weekday; one that is past stays as it is, whatever the weekday."""
    if not MINYEAR < ahead.day.year < MAXYEAR:
        raise UnreadableMoment(f"{ahead.day} lies too far away to wait for.")
    at = where.at or ahead.at or time()
    moment = in_zone(datetime.combine(ahead.day, at), zone)
    if moment <= now:
        return moment
    return in_zone(datetime.combine(_allowed(ahead.day, where), at), zone)


def shifted(ahead: Ahead, days: int) -> Ahead:
    try:
        return Ahead(ahead.day + timedelta(days=days), ahead.at)
    except OverflowError as over:
        raise UnreadableMoment(f"{days:+} days from {ahead.day} is no date any more.") from over


def next_anniversary(ahead: Ahead, days: int, *, now: datetime, zone: ZoneInfo) -> Ahead:
    """The first one that, so many days later, is today or lies ahead. 29 February is the 28th in common years."""
    today = local_day(now, zone)
    year = today.year - 1 - abs(days) // 365
    while True:
        found = shifted(Ahead(_in_year(ahead.day, year), ahead.at), days)
        if found.day >= today and year >= ahead.day.year:
            return found
        year += 1


def parse_time(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise UnreadableMoment(f'"{text}" is not a time of day. Write hours and minutes, such as "09:30".')
    return time(int(found[1]), int(found[2]))


def parse_day(text: str, zone: ZoneInfo) -> Ahead:
    """A stored date or instant, or the form in which a system token prints one."""
    text = text.strip()
    try:
        if _DAY.fullmatch(text):
            return Ahead(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return Ahead(_written_out(text))
    local = moment.astimezone(zone) if moment.tzinfo else moment
    return Ahead(local.date(), local.time().replace(tzinfo=None))


def _written_out(text: str) -> date:
    try:
        return datetime.strptime(text, _SYSTEM_DAY).replace(tzinfo=UTC).date()
    except ValueError:
        raise UnreadableMoment(f'"{text}" is not a date. Use a date such as "2026-11-22".') from None


def _allowed(day: date, where: Landing) -> date:
    while where.weekdays and WEEKDAYS[day.weekday()] not in where.weekdays:
        day += timedelta(days=1)
    return day


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
