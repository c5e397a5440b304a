"""Custom activities: their attributes, and the activity type that each of them is."""

from typing import Literal

from pydantic import Field as Param

from campaigns.definitions.activity_types import BY_KEY, ActivityType
from campaigns.definitions.base import Frozen
from campaigns.definitions.fields import Field, FieldType

MOST_ATTRIBUTES = 20
AttributeType = Literal["text", "number", "date", "datetime", "boolean"]
_BASE = BY_KEY["custom_activity"]


class CustomAttribute(Frozen):
    name: str = Param(min_length=1, max_length=100)
    type: AttributeType = "text"

    def as_field(self) -> Field:
        """So that its values are read as those of a person's fields are."""
        return Field(name=self.name, label=self.name, type=FieldType(self.type))


class CustomActivity(Frozen):
    """The first attribute is the primary one."""

    id: int
    name: str
    attributes: tuple[CustomAttribute, ...]

    def activity_type(self) -> ActivityType:
        """All share one number; the asset of the activity says which it is."""
        names = (*_BASE.attributes, *(each.name for each in self.attributes))
        return _BASE.model_copy(update={"label": self.name, "attributes": names})
