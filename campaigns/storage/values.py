"""Values as doors are given them (JSON, form fields, cells), in the form in which people are stored."""

import math
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from campaigns.definitions.fields import Field, FieldType
from campaigns.engine.field_tests import UnreadableValue
from campaigns.engine.field_values import read_value
from campaigns.engine.wave import Value
from campaigns.errors import Invalid

Cell = Value | UnreadableValue


def clean(field: Field, raw: object, zone: ZoneInfo) -> Value:
    """None for empty, and for a boolean that is false: neither is stored. Refusals are sentences for marketers."""
    match raw:
        case None:
            return None
        case bool() if field.type is FieldType.BOOLEAN:
            return raw or None
        case int() | float() if field.type.family == "number" and not isinstance(raw, bool):
            read = read_cell(field, _plain(field, raw), zone)
        case str():
            read = read_cell(field, raw, zone)
        case _:
            raise Invalid(f"{field.label} can't hold {raw!r:.100}.")
    if isinstance(read, UnreadableValue):
        raise Invalid(str(read))
    return read


def read_cell(field: Field, text: str, zone: ZoneInfo) -> Cell:
    """As `clean`; a refusal is returned, not raised, for a file may hold thousands."""
    text = text.strip()
    if not text:
        return None
    try:
        value = read_value(text, field, zone)
        if field.type is FieldType.EMAIL:
            validate_email(text)
    except ValidationError:
        return UnreadableValue(f'"{text}" is not an e-mail address.')
    except ValueError as refused:
        return UnreadableValue(str(refused))
    return None if value is False else value


def cell_reader(field: Field, zone: ZoneInfo) -> Callable[[str], Cell]:
    """`read_cell` that remembers: in a column the same few texts come again and again."""
    known: dict[str, Cell] = {}

    def read(text: str) -> Cell:
        if text not in known:
            known[text] = read_cell(field, text, zone)
        return known[text]

    return read


def _plain(field: Field, number: int | float) -> str:
    if not math.isfinite(number):
        raise Invalid(f"{field.label} can't hold {number}.")
    return str(int(number)) if number == int(number) else repr(number)
