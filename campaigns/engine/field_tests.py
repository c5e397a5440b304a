"""A person's field compared with values: the one meaning of every operator of L03, as a predicate."""

import math
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.date_spans import Calendar, Family, span_of
from campaigns.engine.operators import operator_of, unknown_operator
from campaigns.engine.predicates import Any, Empty, IsTrue, Not, Number, Predicate, Text, Within

_NUMBER_FORM = re.compile(r"\s*[+-]?[0-9]{1,30}(\.[0-9]{1,30})?(e[+-]?[0-9]{1,3})?\s*", re.IGNORECASE)
_FIND_EMPTY_TOO = {"before", "on_or_before", "in_past_before"}


class UnreadableValue(ValueError):
    """An operator or value that the field can't be compared with; the message is a sentence."""


def field_test(field: Field, operator: str, values: Sequence[str], *, now: datetime, zone: ZoneInfo) -> Predicate:
    """Raises ValueError with a sentence for an unknown operator and for values that can't be read."""
    family = field.type.family
    known = operator_of(family, operator)
    if known is None:
        raise UnreadableValue(unknown_operator(family, operator))
    if operator == "is_empty":
        return Empty(field.name)
    if operator == "is_not_empty":
        return Not(Empty(field.name))
    match family:
        case "text":
            return _text(field.name, operator, values)
        case "number":
            return _number(field.name, operator, values)
        case "boolean":
            return IsTrue(field.name) if operator == "is_true" else Not(IsTrue(field.name))
        case _:
            return _date(field.name, operator, values, Calendar(cast(Family, family), now, zone))


def read_number(text: str) -> float:
    """Whole numbers stay whole as far as a float holds them exactly."""
    number = float(text) if _NUMBER_FORM.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise UnreadableValue(f'"{text}" is not a number. Write it with digits, such as "12" or "-0.5".')
    return number


def read_texts(values: Sequence[str]) -> tuple[str, ...]:
    """Normal forms, without the blank ones; at least one must be left."""
    texts = tuple(form for form in map(normal, values) if form)
    if not texts:
        raise UnreadableValue("Give at least one value.")
    return texts


def read_numbers(operator: str, values: Sequence[str]) -> tuple[float, ...]:
    given = [value for value in values if value.strip()]
    if operator == "between" and len(given) != 2:
        raise UnreadableValue("Give two numbers, the lowest and the highest.")
    if not given or (operator not in ("is", "is_not", "between") and len(given) != 1):
        raise UnreadableValue("Give one number." if given else "Give at least one number.")
    return tuple(read_number(value) for value in given)


def _text(field: str, operator: str, values: Sequence[str]) -> Predicate:
    texts = read_texts(values)
    match operator:
        case "is":
            return Text(field, "is", texts)
        case "is_not":
            return Not(Text(field, "is", texts))
        case "starts_with":
            return Text(field, "starts_with", texts)
        case "not_starts_with":
            return Not(Text(field, "starts_with", texts))
        case "contains":
            return Text(field, "contains", texts)
        case _:
            return Not(Text(field, "contains", texts))


def _number(field: str, operator: str, values: Sequence[str]) -> Predicate:
    numbers = read_numbers(operator, values)
    match operator:
        case "is":
            return _is_number(field, numbers)
        case "is_not":
            return Not(_is_number(field, numbers))
        case "greater_than" | "less_than" | "at_least" | "at_most" | "between":
            return Number(field, operator, numbers)
        case _:
            raise AssertionError(operator)


def _is_number(field: str, numbers: tuple[float, ...]) -> Predicate:
    found = Number(field, "is", numbers)
    return Any((found, Empty(field))) if 0 in numbers else found


def _date(field: str, operator: str, values: Sequence[str], calendar: Calendar) -> Predicate:
    if operator in ("is", "is_not"):
        found = _any_day(field, values, calendar)
        return Not(found) if operator == "is_not" else found
    span = span_of(operator, values, calendar)
    within = Within(field, span.since, span.until)
    return Any((within, Empty(field))) if operator in _FIND_EMPTY_TOO else within


def _any_day(field: str, values: Sequence[str], calendar: Calendar) -> Predicate:
    given = [value for value in values if value.strip()]
    spans = [span_of("is", [value], calendar) for value in given]
    if not spans:
        raise UnreadableValue("Give at least one date.")
    days = tuple(Within(field, span.since, span.until) for span in spans)
    return days[0] if len(days) == 1 else Any(days)


def problem_of(test: Callable[[], object]) -> str | None:
    """The sentence with which a test can't be made, or None."""
    try:
        test()
    except ValueError as refused:
        return str(refused)
    return None
