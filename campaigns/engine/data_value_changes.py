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


def families_of(field: Field | None) -> dict[str, Family]:
    """Without a field its values can't be compared, for their type is unknown."""
    texts: dict[str, Family] = {"Reason": "text", "Source": "text"}
    if field is None:
        return texts
    family = cast(Family, field.type.family)
    return {"New Value": family, "Old Value": family, **texts}


def fieldless_problems(field: Field | None, constraints: Iterable[Constraint]) -> Iterator[str]:
    if field is None and any(DATA_VALUE_ATTRIBUTES.get(each.attribute) == "field" for each in constraints):
        yield "Choose a field first, so that its values can be compared."
