"""What a date operator and its values mean: a half-open span of days or of instants, in the workspace's zone (L03)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from campaigns.engine.durations import Duration, moved, moved_day, parse_duration
from campaigns.engine.instants import TICK, in_zone, local_day, start_of, stored
from campaigns.engine.time_frames import days_of

Family = Literal["date", "datetime"]
_DAY = timedelta(days=1)
_DAY_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MINUTE_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")


class UnreadableDate(ValueError):
    """A value that a date operator can't use; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Span:
    """[since, until) in the stored form of the field: days, or instants. None leaves that end open."""

    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns days and instants into points of one family: days "2026-11-22", or instants (`instants.stored`)."""

    family: Family
    now: datetime
    zone: ZoneInfo

    def today(self) -> date:
        return local_day(self.now, self.zone)

    def start(self, day: date) -> str:
        return day.isoformat() if self.family == "date" else stored(start_of(day, self.zone))

    def after_now(self) -> str:
        """The first point that is not "up to now"; today counts as past."""
        return self.start(self.today() + _DAY) if self.family == "date" else stored(self.now + TICK)

    def ago(self, duration: Duration) -> str:
        """Days and longer reach back to the start of that day; minutes and hours elapse."""
        if duration.is_calendar:
            return self.start(moved_day(self.today(), duration, back=True))
        return self._point(moved(self.now, duration, self.zone, back=True))

    def ahead(self, duration: Duration) -> str:
        """The first point that lies further ahead than the duration."""
        if duration.is_calendar:
            return self.start(moved_day(self.today(), duration) + _DAY)
        later = moved(self.now, duration, self.zone)
        return self.start(local_day(later, self.zone) + _DAY) if self.family == "date" else stored(later + TICK)

    def value(self, text: str) -> Span:
        """A day, or on instants also a moment such as "2026-11-22 10:00", which means that whole minute."""
        try:
            if _DAY_FORM.fullmatch(text.strip()):
                day = date.fromisoformat(text.strip())
                return Span(self.start(day), self.start(day + _DAY))
            if self.family == "datetime":
                return self._moment(text.strip())
        except (ValueError, OverflowError):
            pass
        raise UnreadableDate(f'"{text}" is not a date. Write it as year, month and day: "2026-11-22".')

    def _point(self, moment: datetime) -> str:
        return local_day(moment, self.zone).isoformat() if self.family == "date" else stored(moment)

    def _moment(self, text: str) -> Span:
        given = datetime.fromisoformat(text)
        moment = given.astimezone(UTC) if given.tzinfo else in_zone(given, self.zone)
        if _MINUTE_FORM.fullmatch(text[:16]) is None:
            raise ValueError(text)
        length = timedelta(seconds=1) if re.match(r":[0-9]{2}", text[16:]) else timedelta(minutes=1)
        if moment.microsecond:
            length = TICK
        return Span(stored(moment), stored(moment + length))


def span_of(operator: str, values: Sequence[str], calendar: Calendar) -> Span:
    """One span for every operator but `is_empty` and the negative ones; raises ValueError with a sentence."""
    if operator == "between":
        if len(values) != 2:
            raise UnreadableDate("Give two dates, the first and the last.")
        first, last = (calendar.value(each) for each in values)
        return Span(first.since, last.until)
    if operator not in _ONE_VALUE:
        raise UnreadableDate(f'"{operator}" is not an operator for dates.')
    if len(values) != 1 or not values[0].strip():
        raise UnreadableDate("Give one value.")
    return _ONE_VALUE[operator](values[0], calendar)


def _past(text: str, calendar: Calendar) -> Span:
    return Span(calendar.ago(parse_duration(text)), calendar.after_now())


def _past_before(text: str, calendar: Calendar) -> Span:
    return Span(None, calendar.ago(parse_duration(text)))


def _future(text: str, calendar: Calendar) -> Span:
    return Span(calendar.after_now(), calendar.ahead(parse_duration(text)))


def _future_after(text: str, calendar: Calendar) -> Span:
    return Span(calendar.ahead(parse_duration(text)), None)


def _frame(text: str, calendar: Calendar) -> Span:
    first, last = days_of(text, calendar.today())
    return Span(calendar.start(first), calendar.start(last + _DAY))


_ONE_VALUE: dict[str, Callable[[str, Calendar], Span]] = {
    "is": lambda text, calendar: calendar.value(text),
    "after": lambda text, calendar: Span(calendar.value(text).until, None),
    "on_or_after": lambda text, calendar: Span(calendar.value(text).since, None),
    "before": lambda text, calendar: Span(None, calendar.value(text).since),
    "on_or_before": lambda text, calendar: Span(None, calendar.value(text).until),
    "in_past": _past,
    "in_past_before": _past_before,
    "in_future": _future,
    "in_future_after": _future_after,
    "in_time_frame": _frame,
}
