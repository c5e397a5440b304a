"""Proposes a field for each column, and a key; the user may change all of it."""

from collections.abc import Iterable, Mapping, Sequence

from campaigns.definitions.fields import Field, FieldType
from campaigns.definitions.imports import NewField, Target
from campaigns.definitions.text import normal
from campaigns.services.importing.study import Column


def guesses(columns: Iterable[Column], fields: Mapping[str, Field]) -> list[Target]:
    """No field is proposed for two columns."""
    known = {_squeezed(name): field for field in fields.values() for name in (field.name, field.label)}
    taken: set[str] = set()
    found: list[Target] = []
    for column in columns:
        field = known.get(_squeezed(column.name))
        if field is None:
            found.append(Target(new=NewField(label=column.name, type=column.type)))
        elif field.read_only or field.name in taken:
            found.append(Target(skip=True))
        else:
            taken.add(field.name)
            found.append(Target(field=field.name))
    return found


def guess_key(columns: Sequence[Column], found: Sequence[Target], fields: Mapping[str, Field]) -> str | None:
    """The e-mail address where every line has one, else a known key, else the first column that tells lines apart."""
    pairs = list(zip(columns, found, strict=True))
    keys = [column for column, guess in pairs if guess.field and fields[guess.field].is_key and not column.empty]
    telling = [column for column, guess in pairs if column.unique and can_be_key(_type(guess, fields))]
    return next((column.name for column in (*keys, *telling)), None)


def can_be_key(type: FieldType | None) -> bool:
    """A fraction, a day or a yes tells nobody from another."""
    return type is not None and (type.family == "text" or type is FieldType.INTEGER)


def _type(guess: Target, fields: Mapping[str, Field]) -> FieldType | None:
    if guess.field is not None:
        return fields[guess.field].type
    return guess.new.type if guess.new else None


def _squeezed(name: str) -> str:
    """ "E-Mail" and "email" are one; a name without letters or digits stays as it is."""
    text = normal(name)
    return "".join(letter for letter in text if letter.isalnum()) or text
