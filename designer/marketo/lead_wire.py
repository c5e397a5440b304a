"""A person on the wire: the fields that were asked for, empty ones as null."""

from datetime import datetime
from typing import Any

from campaigns.definitions.fields import FieldType
from campaigns.selectors.outside.exported import ExportedPerson
from campaigns.selectors.outside.people import OutsidePerson
from designer.marketo.errors import Refused
from designer.marketo.field_names import WireField, WireFields
from designer.marketo.moments import written
from designer.marketo.parameters import Parameters

ALWAYS = ("first_name", "last_name", "email", "updated_at", "created_at")


def chosen(given: Parameters, fields: WireFields) -> list[WireField]:
    """Those of `fields`, or a few; the id always comes along."""
    names = [each for each in given.words("fields") if each != "id"]
    if not given.words("fields"):
        return [fields.by_name[name] for name in ALWAYS]
    unknown = next((each for each in names if each not in fields.by_rest), None)
    if unknown is not None:
        raise Refused("1006", f"Field '{unknown:.100}' not found")
    return [fields.by_rest[each] for each in names]


def lead(person: OutsidePerson, fields: list[WireField]) -> dict[str, Any]:
    return {"id": person.id} | {each.rest: value_of(person, each) for each in fields}


def value_of(person: OutsidePerson | ExportedPerson, field: WireField) -> Any:
    match field.name:
        case "created_at":
            return written(person.created_at)
        case "updated_at":
            return written(person.updated_at)
        case _:
            return wire_value(person.values.get(field.name), field.type)


def wire_value(value: Any, type_: FieldType) -> Any:
    if type_ is FieldType.BOOLEAN:
        return bool(value)
    if type_ is FieldType.DATETIME and isinstance(value, str):
        return written(datetime.fromisoformat(value))
    return value
