"""Time frames by name, from today to last year: whole days, weeks that begin on Monday, calendar quarters (L03)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class TimeFrame:
    name: str
    label: str
    days: Callable[[date], Days]


class UnknownTimeFrame(ValueError):
    """A frame that nobody knows; the message names those that are known."""


def days_of(text: str, today: date) -> Days:
    """The first and the last day. Names and labels are both understood: "last_quarter", "Last Quarter"."""
    frame = _BY_NAME.get("_".join(text.lower().split()))
    if frame is None:
        known = ", ".join(each.label for each in FRAMES)
        raise UnknownTimeFrame(f'"{text}" is not a time frame. Choose one of: {known}.')
    return frame.days(today)


def label_of(text: str) -> str:
    frame = _BY_NAME.get("_".join(text.lower().split()))
    return frame.label.lower() if frame else text


def _day(offset: int) -> Callable[[date], Days]:
    return lambda today: (today + timedelta(days=offset), today + timedelta(days=offset))


def _week(offset: int) -> Callable[[date], Days]:
    def days(today: date) -> Days:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
        return monday, monday + timedelta(days=6)

    return days


def _months(length: int, offset: int) -> Callable[[date], Days]:
    """Spans of `length` months that begin in January, counted from the one that holds today."""

    def days(today: date) -> Days:
        begin = (today.year * 12 + today.month - 1) // length + offset
        return _first_of(begin * length), _first_of((begin + 1) * length) - timedelta(days=1)

    return days


def _last(count: int) -> Callable[[date], Days]:
    return lambda today: (today - timedelta(days=count - 1), today)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


FRAMES: tuple[TimeFrame, ...] = (
    TimeFrame("today", "Today", _day(0)),
    TimeFrame("yesterday", "Yesterday", _day(-1)),
    TimeFrame("tomorrow", "Tomorrow", _day(1)),
    TimeFrame("this_week", "This week", _week(0)),
    TimeFrame("last_week", "Last week", _week(-1)),
    TimeFrame("next_week", "Next week", _week(1)),
    TimeFrame("this_month", "This month", _months(1, 0)),
    TimeFrame("last_month", "Last month", _months(1, -1)),
    TimeFrame("next_month", "Next month", _months(1, 1)),
    TimeFrame("this_quarter", "This quarter", _months(3, 0)),
    TimeFrame("last_quarter", "Last quarter", _months(3, -1)),
    TimeFrame("next_quarter", "Next quarter", _months(3, 1)),
    TimeFrame("this_year", "This year", _months(12, 0)),
    TimeFrame("last_year", "Last year", _months(12, -1)),
    TimeFrame("next_year", "Next year", _months(12, 1)),
    TimeFrame("last_7_days", "Last 7 days", _last(7)),
    TimeFrame("last_30_days", "Last 30 days", _last(30)),
    TimeFrame("last_60_days", "Last 60 days", _last(60)),
    TimeFrame("last_90_days", "Last 90 days", _last(90)),
)
_BY_NAME = {each.name: each for each in FRAMES}
