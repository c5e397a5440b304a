"""Names in bulk, for screens that show many rows: one query per kind of thing, whatever the number of rows."""

from collections.abc import Iterable

from django.db.models.fields.json import KT

from campaigns.definitions.person import display_name, name_fields
from campaigns.models import FieldDefinition, Person, SmartCampaign


def key_fields() -> tuple[str, ...]:
    """The custom fields by which imports find people, the oldest first."""
    return tuple(FieldDefinition.objects.filter(is_key=True).order_by("pk").values_list("name", flat=True))


def names_of_people(people: Iterable[int]) -> dict[int, str]:
    """Who was deleted has kept nothing but the number."""
    keys = key_fields()
    fields = name_fields(keys)
    rows = Person.objects.filter(pk__in=set(people)).values_list("pk", *(KT(f"values__{field}") for field in fields))
    return {id: display_name(id, dict(zip(fields, values, strict=True)), keys) for id, *values in rows}


def names_of_campaigns(workspace_id: int, campaigns: Iterable[int]) -> dict[int, str]:
    found = SmartCampaign.objects.filter(workspace_id=workspace_id, pk__in=set(campaigns))
    return dict(found.values_list("pk", "name"))
