"""How a person is called on every screen."""

from collections.abc import Iterable, Mapping


def display_name(id: int, values: Mapping[str, object], key_fields: Iterable[str] = ()) -> str:
    """First and last name, else the e-mail address, else the first key field that has a value, else "Person 12"."""
    names = [values.get("first_name"), values.get("last_name")]
    if any(names):
        return " ".join(str(name) for name in names if name)
    for field in ("email", *key_fields):
        if values.get(field):
            return str(values[field])
    return f"Person {id}"


def name_fields(key_fields: Iterable[str] = ()) -> tuple[str, ...]:
    """The fields from which `display_name` is made."""
    return ("first_name", "last_name", "email", *key_fields)
