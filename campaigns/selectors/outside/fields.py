"""What integrations know of the custom fields beside what everybody does: their numbers, and who made them."""

from campaigns.definitions.base import Frozen
from campaigns.models import FieldDefinition


class OutsideField(Frozen):
    number: int
    description: str
    by_api: bool


def custom_fields() -> dict[str, OutsideField]:
    rows = FieldDefinition.objects.values_list("name", "pk", "description", "api_created")
    return {
        name: OutsideField(number=number, description=description, by_api=by_api)
        for name, number, description, by_api in rows
    }
