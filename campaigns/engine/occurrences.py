"""When a recurrence comes round (S01, S08): days by the calendar, each at its wall clock's time in the zone."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday

from campaigns.definitions.schedule import WEEKDAYS, Recurrence
from campaigns.engine.instants import in_zone, local_day

_SHORTEST_MONTH = 28
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def occurrences(recurrence: Recurrence, zone: ZoneInfo, *, after: datetime) -> Iterator[datetime]:
    """Every instant later than `after`, ascending and each once. A time that DST skips comes at the next valid one."""
    last = after
    for day in _days(recurrence, since=local_day(after, zone)):
        moment = in_zone(datetime.combine(day, recurrence.at), zone)
        if moment > last:
            yield moment
            last = moment


def next_ones(recurrence: Recurrence, zone: ZoneInfo, *, after: datetime, count: int = 3) -> list[datetime]:
    return list(islice(occurrences(recurrence, zone, after=after), count))


def words(recurrence: Recurrence) -> str:
    """ "Every 2 weeks on Monday and Friday at 09:00, from 1 March 2026"."""
    end = f" to {_written(recurrence.ends_on)}" if recurrence.ends_on else ""
    at = recurrence.at.strftime("%H:%M")
    return f"{_rhythm(recurrence)} at {at}, from {_written(recurrence.starts_on)}{end}"


def _days(recurrence: Recurrence, *, since: date) -> Iterator[date]:
    """A day before `since` as well, for a skipped time may have moved over midnight."""
    start = datetime.combine(recurrence.starts_on, time())
    end = datetime.combine(recurrence.ends_on, time()) if recurrence.ends_on else None
    rule = rrule(dtstart=start, until=end, interval=recurrence.every, **_rule(recurrence))
    before = rule.before(datetime.combine(since, time()))
    for moment in rule.xafter(before or start, inc=True):
        yield moment.date()


def _rule(recurrence: Recurrence) -> dict[str, Any]:
    match recurrence.pattern:
        case "daily":
            return {"freq": DAILY, "byweekday": range(5) if recurrence.weekdays_only else None}
        case "weekly":
            return {"freq": WEEKLY, "byweekday": [WEEKDAYS.index(day) for day in recurrence.weekdays]}
        case "monthly" if recurrence.weekday is not None:
            return {
                "freq": MONTHLY,
                "byweekday": weekday(WEEKDAYS.index(recurrence.weekday), recurrence.week_of_month),
            }
        case "monthly":
            day = recurrence.day_of_month or 1
            # The last of 28 to 31 that the month has: a short month's last day.
            days = [day] if day <= _SHORTEST_MONTH else range(_SHORTEST_MONTH, day + 1)
            return {"freq": MONTHLY, "bymonthday": days, "bysetpos": -1}


def _rhythm(recurrence: Recurrence) -> str:
    match recurrence.pattern:
        case "daily":
            days = ", Monday to Friday only" if recurrence.weekdays_only else ""
            return f"Every {_many(recurrence.every, 'day')}{days}"
        case "weekly":
            chosen = [day.capitalize() for day in WEEKDAYS if day in recurrence.weekdays]
            return f"Every {_many(recurrence.every, 'week')} on {_listed(chosen)}"
        case "monthly":
            return f"Every {_many(recurrence.every, 'month')} on {_day_of_month(recurrence)}"


def _day_of_month(recurrence: Recurrence) -> str:
    if recurrence.weekday is not None:
        return f"the {_ORDINALS[recurrence.week_of_month or 1]} {recurrence.weekday.capitalize()}"
    day = recurrence.day_of_month or 1
    return f"day {day}" + (", or the last of a shorter month" if day > _SHORTEST_MONTH else "")


def _many(count: int, unit: str) -> str:
    return unit if count == 1 else f"{count} {unit}s"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _written(day: date) -> str:
    return f"{day.day} {day.strftime('%B %Y')}"
