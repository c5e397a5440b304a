"""Numbers of the custom fields, by which integrations know them."""

from campaigns.models import FieldDefinition


def custom_field_numbers() -> dict[str, int]:
    return dict(FieldDefinition.objects.values_list("name", "pk"))
