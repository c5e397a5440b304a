"""Durations as people write them: "4 hours", "30 days" (F05, L03). What can't be read is an error, never ignored."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from campaigns.engine.instants import in_zone

Unit = Literal["minute", "hour", "day", "week", "month", "year"]

_UNITS: dict[str, Unit] = {
    word: unit for unit in ("minute", "hour", "day", "week", "month", "year") for word in (unit, f"{unit}s")
}
_ELAPSED: dict[Unit, timedelta] = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}
_MINUTES: dict[Unit, int] = {"minute": 1, "hour": 60, "day": 1440, "week": 10_080, "month": 44_640, "year": 527_040}
_LONGEST = 100 * _MINUTES["year"]
_FORM = re.compile(r"\s*([0-9]{1,9})\s+([a-z]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    count: int
    unit: Unit

    @property
    def is_calendar(self) -> bool:
        """Days and longer follow the calendar; minutes and hours elapse."""
        return self.unit not in _ELAPSED

    def words(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


class UnreadableDuration(ValueError):
    """A text that is no duration; the message is a sentence that says what is accepted."""


def parse_duration(text: str) -> Duration:
    found = _FORM.fullmatch(text)
    unit = _UNITS.get(found[2].lower()) if found else None
    if found is None or unit is None:
        raise UnreadableDuration(
            f'"{text}" is not a duration. Write a whole number and minutes, hours, days, weeks, months or years, '
            'such as "4 hours" or "5 days".'
        )
    duration = Duration(int(found[1]), unit)
    if not 1 <= duration.count * _MINUTES[unit] <= _LONGEST:
        raise UnreadableDuration(f'"{text}" must be more than nothing and at most 100 years.')
    return duration


def moved(moment: datetime, duration: Duration, zone: ZoneInfo, *, back: bool = False) -> datetime:
    """The instant that much later or earlier; calendar units keep the wall clock's time in the zone (S08)."""
    sign = -1 if back else 1
    if not duration.is_calendar:
        return moment + sign * duration.count * _ELAPSED[duration.unit]
    local = moment.astimezone(zone).replace(tzinfo=None)
    day = moved_day(local.date(), duration, back=back)
    return in_zone(datetime.combine(day, local.time()), zone)


def moved_day(day: date, duration: Duration, *, back: bool = False) -> date:
    """The same in whole days; days 29 to 31 fall on a short month's last day. Minutes and hours stay on the day."""
    count = -duration.count if back else duration.count
    match duration.unit:
        case "day":
            return day + timedelta(days=count)
        case "week":
            return day + timedelta(weeks=count)
        case "month":
            return _months_later(day, count)
        case "year":
            return _months_later(day, 12 * count)
        case _:
            return day


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))
