"""The fields of people: the standard ones and the installation's own."""

from collections.abc import Mapping

from campaigns.definitions.fields import READ_ONLY_FIELDS, STANDARD_FIELDS, Field, FieldType
from campaigns.definitions.text import normal
from campaigns.models import FieldDefinition


def all_fields() -> dict[str, Field]:
    """By name, in the order in which people see them."""
    fields = {field.name: field for field in (*STANDARD_FIELDS, *READ_ONLY_FIELDS)}
    for row in FieldDefinition.objects.order_by("label_normal"):
        fields[row.name] = Field(
            name=row.name, label=row.label, type=FieldType(row.type), company=row.company, is_key=row.is_key
        )
    return fields


def by_label(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Under the normal form of name and of label, as tokens and CSV headers write them."""
    found = {normal(field.name): field for field in fields.values()}
    return found | {normal(field.label): field for field in fields.values()}
