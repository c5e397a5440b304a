"""When a batch runs by itself: a recurrence (S01), as the Schedule page sets it and as it is stored."""

from datetime import date, time, timedelta
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from campaigns.definitions.base import Frozen

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Week = Literal[1, 2, 3, 4, -1]  # of the month; -1 is the last
EARLIEST = date(2000, 1, 1)
LONGEST = timedelta(days=365 * 100)


class Recurrence(Frozen):
    """`weekdays_only` is for daily, `weekdays` for weekly; monthly takes `day_of_month`, or a week and a weekday."""

    pattern: Literal["daily", "weekly", "monthly"]
    every: int = Field(default=1, ge=1, le=366)
    starts_on: date
    at: time
    ends_on: date | None = None
    weekdays_only: bool = False
    weekdays: tuple[Weekday, ...] = ()
    day_of_month: int | None = Field(default=None, ge=1, le=31)
    week_of_month: Week | None = None
    weekday: Weekday | None = None

    @field_validator("at")
    @classmethod
    def _whole_minute(cls, value: time) -> time:
        if value.tzinfo or value.second or value.microsecond:
            raise ValueError('The time is hours and minutes, such as "09:30".')
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not EARLIEST <= self.starts_on <= EARLIEST + LONGEST:
            raise ValueError("The first day lies too far away.")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("The last day lies before the first one.")
        if self.pattern == "weekly" and not self.weekdays:
            raise ValueError("Choose the days of the week.")
        if self.pattern == "monthly" and (self.day_of_month is None) == (self.week_of_month is None):
            raise ValueError("Choose a day of the month, or a week and a weekday.")
        if (self.week_of_month is None) != (self.weekday is None):
            raise ValueError("Choose both the week of the month and the weekday.")
        return self
