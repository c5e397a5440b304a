"""One constraint on an activity's attribute, decided: for the wave's own activities and for triggers (S10, L02)."""

from collections.abc import Callable, Iterable
from typing import assert_never, cast

from campaigns.definitions.text import normal
from campaigns.engine.kinds import Event
from campaigns.engine.predicates import AttributeTest, History
from campaigns.engine.wave import Value


def activity_matches(history: History, event: Event) -> bool:
    """Type, asset and constraints; the span of time and the result are the caller's, who knows them."""
    if event.type.id != history.type_id:
        return False
    if history.primary_ids is not None and event.primary_id not in history.primary_ids:
        return False
    return all_hold(history.tests, event)


def all_hold(tests: Iterable[AttributeTest], event: Event) -> bool:
    return all(attribute_holds(test, event.attributes.get(test.attribute)) for test in tests)


def attribute_holds(test: AttributeTest, value: Value) -> bool:
    """Absent and empty are the same; every positive test fails there, and every negative one passes."""
    match test.operator:
        case "is_empty":
            return value is None or value == ""
        case "is_not_empty":
            return not (value is None or value == "")
        case "is_not":
            return not _holds(_is, test, value)
        case "not_starts_with":
            return not _holds(_starts_with, test, value)
        case "not_contains":
            return not _holds(_contains, test, value)
        case "is":
            return _holds(_is, test, value)
        case "starts_with":
            return _holds(_starts_with, test, value)
        case "contains":
            return _holds(_contains, test, value)
        case "greater_than" | "less_than" | "at_least" | "at_most" | "between":
            return _holds(_in_order, test, value)
        case _:
            assert_never(test.operator)


def _holds(compare: Callable[[AttributeTest, str | float], bool], test: AttributeTest, value: Value) -> bool:
    """Numbers compare with numbers, texts with texts; anything else is no match."""
    if not test.values or value is None:
        return False
    if isinstance(value, bool):
        value = "true" if value else "false"
    if isinstance(value, str):
        return isinstance(test.values[0], str) and compare(test, normal(value))
    return not isinstance(test.values[0], str) and compare(test, float(value))


def _is(test: AttributeTest, value: str | float) -> bool:
    return value in test.values


def _starts_with(test: AttributeTest, value: str | float) -> bool:
    return isinstance(value, str) and value.startswith(cast(tuple[str, ...], test.values))


def _contains(test: AttributeTest, value: str | float) -> bool:
    return isinstance(value, str) and any(part in value for part in cast(tuple[str, ...], test.values))


def _in_order(test: AttributeTest, value: str | float) -> bool:
    if test.operator == "between":
        return bool(test.values[0] <= value <= test.values[1])  # type: ignore[operator]
    return _ORDER[test.operator](value, test.values[0])


_ORDER: dict[str, Callable[[object, object], bool]] = {
    "greater_than": lambda value, limit: value > limit,  # type: ignore[operator]
    "less_than": lambda value, limit: value < limit,  # type: ignore[operator]
    "at_least": lambda value, limit: value >= limit,  # type: ignore[operator]
    "at_most": lambda value, limit: value <= limit,  # type: ignore[operator]
}
