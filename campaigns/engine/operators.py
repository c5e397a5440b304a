"""The operators of each family of fields: their labels, the values that they take, and Marketo's surprises (L03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from campaigns.engine.time_frames import label_of

Takes = Literal["none", "one", "many", "range", "duration", "frame"]

_NOT_HELP = "Everybody else, people without a value too."
_BEFORE_HELP = "Finds people without a value too."


@dataclass(frozen=True, slots=True)
class Operator:
    """`values` says what it takes: nothing, one, several (any of them), two, a duration or a time frame."""

    name: str
    label: str
    values: Takes
    help: str = ""


_EMPTY = (Operator("is_empty", "is empty", "none"), Operator("is_not_empty", "is not empty", "none"))

OPERATORS: dict[str, tuple[Operator, ...]] = {
    "text": (
        Operator("is", "is", "many", "Upper and lower case are the same; É is é, but é is not e."),
        Operator("is_not", "is not", "many", _NOT_HELP),
        Operator("starts_with", "starts with", "many"),
        Operator("not_starts_with", "not starts with", "many", _NOT_HELP),
        Operator("contains", "contains", "many"),
        Operator("not_contains", "not contains", "many", _NOT_HELP),
        *_EMPTY,
    ),
    "number": (
        Operator("is", "is", "many", "0 finds people without a value too."),
        Operator("is_not", "is not", "many", "People without a value too, except that “is not 0” leaves them out."),
        Operator("between", "between", "range", "Both ends count."),
        Operator("greater_than", "greater than", "one"),
        Operator("less_than", "less than", "one"),
        Operator("at_least", "at least", "one"),
        Operator("at_most", "at most", "one"),
        *_EMPTY,
    ),
    "date": (
        Operator("is", "is", "many"),
        Operator("is_not", "is not", "many", _NOT_HELP),
        Operator("between", "between", "range", "Both ends count."),
        Operator("in_past", "in past", "duration", "From that long ago up to now; today counts."),
        Operator("in_past_before", "in past before", "duration", "Longer ago than that. " + _BEFORE_HELP),
        Operator("in_future", "in future", "duration", "From now on, that far ahead."),
        Operator("in_future_after", "in future after", "duration", "Further ahead than that."),
        Operator("in_time_frame", "in time frame", "frame"),
        Operator("after", "after", "one"),
        Operator("before", "before", "one", _BEFORE_HELP),
        Operator("on_or_after", "on or after", "one"),
        Operator("on_or_before", "on or before", "one", _BEFORE_HELP),
        *_EMPTY,
    ),
    "boolean": (
        Operator("is_true", "is true", "none"),
        Operator("is_false", "is false", "none", "Empty counts as false."),
    ),
}
OPERATORS["datetime"] = OPERATORS["date"]


def operator_of(family: str, name: str) -> Operator | None:
    return next((each for each in OPERATORS.get(family, ()) if each.name == name), None)


def family_with(name: str) -> str:
    """The first family that has the operator; text when none has."""
    return next((family for family in OPERATORS if operator_of(family, name)), "text")


def unknown_operator(family: str, name: str) -> str:
    """The sentence for an operator that the family does not have."""
    known = ", ".join(each.label for each in OPERATORS.get(family, ()))
    return f'"{name}" is not an operator for a {family} field. Choose one of: {known}.'


def operator_words(family: str, name: str, values: Sequence[str]) -> str:
    """The operator with its values: "is one of London, Paris"."""
    operator = operator_of(family, name)
    if operator is None:
        return " ".join((name.replace("_", " "), ", ".join(values))).strip()
    match operator.values:
        case "none":
            return operator.label
        case "range":
            return f"{operator.label} {' and '.join(values) or '…'}"
        case "frame":
            return f"{operator.label} {', '.join(label_of(each) for each in values) or '…'}"
        case _:
            return f"{operator.label} {' or '.join(values) or '…'}"
