"""The attributes of Change Data Value that constraints may name; New and Old Value have the field's own type."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from campaigns.definitions.fields import Field
from campaigns.engine.constraints import Constraint, Family

# For forms: "field" stands for the family of the chosen field.
DATA_VALUE_ATTRIBUTES: Mapping[str, str] = {
    "New Value": "field",
    "Old Value": "field",
    "Reason": "text",
    "Source": "text",
}


def families_of(field: Field | None, declared: Mapping[str, str] = DATA_VALUE_ATTRIBUTES) -> dict[str, Family]:
    """Without a field its values can't be compared, for their type is unknown."""
    own = {name: field.type.family if field else "" for name, family in declared.items() if family == "field"}
    return {name: cast(Family, family) for name, family in {**declared, **own}.items() if family}


def fieldless_problems(constraints: Iterable[Constraint], declared: Mapping[str, str]) -> Iterator[str]:
    if any(declared.get(each.attribute) == "field" for each in constraints):
        yield "Choose a field first, so that its values can be compared."
