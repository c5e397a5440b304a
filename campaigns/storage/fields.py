"""The fields of people: the standard ones and the installation's own."""

from collections.abc import Mapping
from functools import lru_cache

from campaigns.definitions.fields import READ_ONLY_FIELDS, STANDARD_FIELDS, Field, FieldType
from campaigns.definitions.text import normal
from campaigns.models import FieldDefinition

_COLUMNS = ("name", "label", "type", "company", "is_key", "former_labels")


def all_fields() -> dict[str, Field]:
    """By name, in the order in which people see them."""
    fields = {field.name: field for field in (*STANDARD_FIELDS, *READ_ONLY_FIELDS)}
    rows = FieldDefinition.objects.order_by("label_normal").values_list(*_COLUMNS)
    return fields | {name: _custom(name, *rest, tuple(former)) for name, *rest, former in rows}


@lru_cache(maxsize=4096)
def _custom(name: str, label: str, type_: str, company: bool, is_key: bool, former: tuple[str, ...]) -> Field:
    return Field(name=name, label=label, type=FieldType(type_), company=company, is_key=is_key, former=former)


def by_label(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Under the normal form of name and of label, as tokens and CSV headers write them; of former labels too."""
    found = {label: field for field in fields.values() for label in field.former}
    found |= {normal(field.name): field for field in fields.values()}
    return found | {normal(field.label): field for field in fields.values()}
