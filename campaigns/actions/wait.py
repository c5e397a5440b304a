"""Flow action Wait (F05, S08): a duration, until a date and time, or until a date that a token gives."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from pydantic import Field as Param
from pydantic.config import JsonDict

from campaigns.definitions.schedule import WEEKDAYS, Weekday
from campaigns.engine.durations import parse_duration
from campaigns.engine.instants import stored
from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.tokens import tokens_of
from campaigns.engine.waits import (
    after_duration,
    landing,
    next_anniversary,
    parse_day,
    shifted,
    until_day,
)
from campaigns.engine.wave import Rendered, Wave

FURTHEST = 36_500  # days
EMPTY = "The date is empty, so the person did not wait."
_DATES: JsonDict = {"type": ["date"]}
_TOKENS: JsonDict = {"type": ["token"]}
_DURATIONS: JsonDict = {"type": ["duration"]}


class WaitParams(Params):
    type: Literal["duration", "date", "token"] = Param(
        default="duration",
        title="Wait",
        json_schema_extra={
            "control": "select",
            "labels": {"duration": "For a duration", "date": "Until a date", "token": "Until a date token"},
        },
    )
    duration: str = Param(
        default="",
        title="Duration",
        max_length=100,
        description='Such as "30 minutes", "4 hours", "5 days", "2 weeks", "1 month" or "1 year".',
        json_schema_extra={"control": "duration", "when": _DURATIONS},
    )
    date: str = Param(
        default="",
        title="Date",
        max_length=10,
        description="Someone who comes later goes on at once.",
        json_schema_extra={"control": "day", "when": _DATES},
    )
    token: str = Param(
        default="",
        title="Date token",
        max_length=1000,
        description="Such as {{lead.Date of Birth}}. Whose date is empty goes on at once.",
        json_schema_extra={"control": "tokens", "when": _TOKENS},
    )
    days: int = Param(
        default=0,
        title="Plus or minus days",
        ge=-FURTHEST,
        le=FURTHEST,
        description="Below zero: so many days before.",
        json_schema_extra={"control": "number", "when": _TOKENS},
    )
    anniversary: bool = Param(
        default=False, title="Next anniversary of this date", json_schema_extra={"control": "boolean", "when": _TOKENS}
    )
    weekdays: tuple[Weekday, ...] = Param(
        default=(),
        title="Only end on",
        max_length=7,
        description="None ticked: on any day.",
        json_schema_extra={"control": "weekdays"},
    )
    time: str = Param(
        default="",
        title="At",
        max_length=5,
        description="The workspace's time. Empty: whenever the time has come; for a date, when that day begins.",
        json_schema_extra={"control": "time"},
    )


class Wait:
    kind = "wait"
    label = "Wait"
    category = "Flow"
    role: Role = "wait"
    help = "Keeps the person here for a while. Minutes and hours elapse; days and longer follow the calendar."
    params_type = WaitParams
    allowed_in_executable = False  # C11

    def needs(self, params: WaitParams) -> Needs:
        return Needs(texts=(params.token,) if params.type == "token" else ())

    def check(self, params: WaitParams, scope: Scope) -> Iterator[str]:
        try:
            _read(params, scope)
        except ValueError as refused:
            yield str(refused)
        if params.type == "token" and not tokens_of(params.token):
            yield "Choose the token that gives the date, such as {{lead.Date of Birth}}."
        if params.type == "token" and any(token.family == "member" for token in tokens_of(params.token)):
            yield "A Wait can't use member tokens. Use a person's field, or a token of the program."

    def act(self, params: WaitParams, people: list[int], wave: Wave) -> list[int]:
        if params.type == "token":
            return self._until_own_date(params, people, wave)
        try:
            where = landing(params.weekdays, params.time)
            if params.type == "duration":
                until = after_duration(wave.now, parse_duration(params.duration), where, wave.zone)
            else:
                until = until_day(parse_day(params.date, wave.zone), where, wave.zone, now=wave.now)
        except ValueError as refused:
            for person in people:
                wave.fail(person, self.kind, str(refused))
            return people
        for person in people:
            wave.log(person, self.kind, (stored(until),))
        if until <= wave.now:
            return people
        wave.park(people, until)
        return []

    def _until_own_date(self, params: WaitParams, people: list[int], wave: Wave) -> list[int]:
        """Whoever has no date, an unreadable or a past one goes on, and the log says why."""
        going_on: list[int] = []
        waiting = defaultdict(list)
        for person, rendered in wave.rendered(params.token, people):
            until = self._until(params, person, rendered, wave)
            if until is None or until <= wave.now:
                going_on.append(person)
            else:
                waiting[until].append(person)
        for until, together in waiting.items():
            wave.park(together, until)
        return going_on

    def _until(self, params: WaitParams, person: int, rendered: Rendered, wave: Wave) -> datetime | None:
        if not rendered.text.strip():
            wave.skip(person, self.kind, EMPTY, missing=rendered.missing)
            return None
        try:
            day = parse_day(rendered.text, wave.zone)
            if params.anniversary:
                day = next_anniversary(day, params.days, now=wave.now, zone=wave.zone)
            else:
                day = shifted(day, params.days)
            until = until_day(day, landing(params.weekdays, params.time), wave.zone, now=wave.now)
        except ValueError as refused:
            wave.fail(person, self.kind, str(refused), missing=rendered.missing)
            return None
        wave.log(person, self.kind, (stored(until),), missing=rendered.missing)
        return until

    def refs(self, params: WaitParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: WaitParams, scope: Scope) -> str:
        return f"Wait {_what(params)}{_where(params)}"


def _read(params: WaitParams, scope: Scope) -> None:
    """Raises a ValueError with a sentence about what can't be read."""
    if params.type == "duration":
        parse_duration(params.duration)
    if params.type == "date":
        parse_day(params.date, scope.zone)
    landing(params.weekdays, params.time)


def _what(params: WaitParams) -> str:
    match params.type:
        case "duration":
            return params.duration
        case "date":
            return f"until {params.date}"
        case "token":
            day = f"the next anniversary of {params.token}" if params.anniversary else params.token
            count = abs(params.days)
            around = f"{count} day{'' if count == 1 else 's'} {'after' if params.days > 0 else 'before'} "
            return f"until {around if count else ''}{day}"


def _where(params: WaitParams) -> str:
    chosen = [day.capitalize() for day in WEEKDAYS if day in params.weekdays]
    days = f", only on {', '.join(chosen)}" if chosen else ""
    return f"{days}, at {params.time}" if params.time else days


ACTION = Wait()
