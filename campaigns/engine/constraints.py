"""Constraints on activities, as filters and triggers carry them: attribute, operator, values (L02, S10)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Literal, cast
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, StringConstraints
from pydantic import Field as Param

from campaigns.engine.attribute_tests import attribute_holds
from campaigns.engine.date_spans import Calendar, span_of
from campaigns.engine.field_tests import UnreadableValue, problem_of, read_numbers, read_texts
from campaigns.engine.instants import instant
from campaigns.engine.kinds import Event, Params
from campaigns.engine.operators import OPERATORS, Operator, family_with, operator_words
from campaigns.engine.predicates import AttributeTest
from campaigns.engine.scope import Scope
from campaigns.engine.wave import Value

Family = Literal["text", "number", "date", "datetime", "boolean"]
GivenValue = Annotated[str, StringConstraints(max_length=2000)]


class Constraint(Params):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    attribute: str = Param(max_length=100)
    operator: str = Param(max_length=32)
    values: tuple[GivenValue, ...] = Param(default=(), max_length=1000)


class DateConstraint(Params):
    """When the activity happened."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    operator: str = Param(default="in_past", max_length=32)
    values: tuple[GivenValue, ...] = Param(default=(), max_length=2)


# An attribute holds what was written at that time, so moving spans and zones are left to the date of the activity.
_FIXED = ("is", "is_not", "between", "after", "before", "on_or_after", "on_or_before", "is_empty", "is_not_empty")
CONSTRAINT_OPERATORS: dict[Family, tuple[Operator, ...]] = {
    "text": OPERATORS["text"],
    "number": OPERATORS["number"],
    "date": tuple(each for each in OPERATORS["date"] if each.name in _FIXED),
    "datetime": tuple(each for each in OPERATORS["datetime"] if each.name in ("is_empty", "is_not_empty")),
    "boolean": OPERATORS["boolean"],
}
DATE_CONSTRAINT_OPERATORS: tuple[Operator, ...] = tuple(
    each
    for each in OPERATORS["datetime"]
    if each.name not in ("is_not", "is_empty", "is_not_empty", "in_future", "in_future_after")
)
_DATE_ORDER: dict[str, Literal["greater_than", "less_than", "at_least", "at_most", "between"]] = {
    "after": "greater_than",
    "before": "less_than",
    "on_or_after": "at_least",
    "on_or_before": "at_most",
    "between": "between",
}


@lru_cache(maxsize=10_000)
def attribute_test(constraint: Constraint, family: Family) -> AttributeTest:
    """Raises ValueError with a sentence for what can't be read."""
    name = constraint.operator
    if all(each.name != name for each in CONSTRAINT_OPERATORS[family]):
        known = ", ".join(each.label for each in CONSTRAINT_OPERATORS[family])
        raise UnreadableValue(f'"{name}" can\'t be used for {constraint.attribute}. Choose one of: {known}.')
    if name in ("is_true", "is_false"):
        return AttributeTest(constraint.attribute, "is" if name == "is_true" else "is_not", ("true",))
    operator = cast(Literal["is"], _DATE_ORDER.get(name, name) if family == "date" else name)
    return AttributeTest(constraint.attribute, operator, _values(constraint, family))


def constraint_holds(constraint: Constraint, event: Event) -> bool:
    """Judges an activity by the type that its value has; a constraint that can't be read accepts nothing."""
    value = event.attributes.get(constraint.attribute)
    try:
        test = attribute_test(constraint, _family_of(value, constraint.operator))
    except ValueError:
        return False
    return attribute_holds(test, value)


def constraint_problems(constraints: Iterable[Constraint], families: Mapping[str, Family]) -> Iterator[str]:
    """`families` names the attributes that may be constrained."""
    for constraint in constraints:
        family = families.get(constraint.attribute)
        if family is None:
            yield f'There is no constraint "{constraint.attribute}". Choose one of: {", ".join(families)}.'
            continue
        problem = problem_of(lambda each=constraint, of=family: attribute_test(each, of))  # type: ignore[misc]
        if problem:
            yield f"{constraint.attribute}: {problem}"


def constraint_words(constraints: Sequence[Constraint]) -> str:
    """Begins with a comma, to follow a sentence; empty for none."""
    return "".join(
        f", {each.attribute} {operator_words(family_with(each.operator), each.operator, each.values)}"
        for each in constraints
    )


def moments_of(date: DateConstraint | None, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """[since, until) of an activity's business time; raises ValueError with a sentence."""
    if date is None:
        return None, None
    if all(each.name != date.operator for each in DATE_CONSTRAINT_OPERATORS):
        known = ", ".join(each.label for each in DATE_CONSTRAINT_OPERATORS)
        raise UnreadableValue(f'"{date.operator}" can\'t be used for the date of an activity. Choose one of: {known}.')
    span = span_of(date.operator, date.values, Calendar("datetime", now, zone))
    return (instant(span.since) if span.since else None), (instant(span.until) if span.until else None)


def date_problem(date: DateConstraint | None, scope: Scope) -> str | None:
    return problem_of(lambda: moments_of(date, scope.now, scope.zone))


def date_words(date: DateConstraint | None) -> str:
    return "" if date is None else f", date {operator_words('datetime', date.operator, date.values)}"


def _values(constraint: Constraint, family: Family) -> tuple[str, ...] | tuple[float, ...]:
    if constraint.operator in ("is_empty", "is_not_empty"):
        return ()
    if family == "number":
        return read_numbers(constraint.operator, constraint.values)
    if family == "date":
        return _days(constraint)
    return read_texts(constraint.values)


def _days(constraint: Constraint) -> tuple[str, ...]:
    calendar = Calendar("date", datetime(2000, 1, 1, tzinfo=UTC), ZoneInfo("UTC"))
    days = tuple(calendar.value(each).since or "" for each in constraint.values if each.strip())
    wanted = 2 if constraint.operator == "between" else 1
    if not days or (len(days) != wanted and constraint.operator not in ("is", "is_not")):
        raise UnreadableValue("Give two dates, the first and the last." if wanted == 2 else "Give one date.")
    return days


def _family_of(value: Value, operator: str) -> Family:
    if isinstance(value, bool) or operator in ("is_true", "is_false"):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str) and operator in _DATE_ORDER:
        return "date"
    return cast(Family, family_with(operator))
