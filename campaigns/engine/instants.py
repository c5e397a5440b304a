"""Instants and days in the form in which people are stored, and local times in a workspace's zone (S08)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TICK = timedelta(microseconds=1)


def stored(moment: datetime) -> str:
    """ "2026-11-22T10:00:00.000000Z": sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """The reverse of `stored`."""
    return datetime.fromisoformat(text).astimezone(UTC)


def in_zone(local: datetime, zone: ZoneInfo) -> datetime:
    """A wall clock's time as an instant: the first of a doubled one, the next valid one for a time that DST skips."""
    moment = local.replace(tzinfo=zone, fold=0)
    if _exists(moment, local):
        return moment.astimezone(UTC)
    jump = local.replace(tzinfo=zone, fold=1).utcoffset(), moment.utcoffset()
    return _end_of_gap(moment.astimezone(UTC), zone, max(each for each in jump if each is not None))


def start_of(day: date, zone: ZoneInfo) -> datetime:
    return in_zone(datetime.combine(day, time()), zone)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _exists(moment: datetime, local: datetime) -> bool:
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None, fold=0) == local.replace(fold=0)


def _end_of_gap(later: datetime, zone: ZoneInfo, offset_after: timedelta) -> datetime:
    """`later` is past the gap by as much as the skipped time lies inside it; look for the second of the jump."""
    low, high = later - timedelta(days=1), later
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == offset_after:
            high = middle
        else:
            low = middle
    return (high + timedelta(milliseconds=500)).replace(microsecond=0)
