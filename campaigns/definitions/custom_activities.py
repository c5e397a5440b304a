"""Custom activities: their attributes, and the activity type that each of them is."""

import re
import unicodedata
from collections.abc import Container
from typing import Literal

from pydantic import Field as Param

from campaigns.definitions.activity_types import BY_KEY, ActivityType
from campaigns.definitions.base import Frozen
from campaigns.definitions.fields import Field, FieldType

MOST_ATTRIBUTES = 20
AttributeType = Literal["text", "number", "date", "datetime", "boolean"]
_BASE = BY_KEY["custom_activity"]


class CustomAttribute(Frozen):
    """`api_name` is what integrations call it, `data_type` the finer type that they asked for; both may be empty."""

    name: str = Param(min_length=1, max_length=100)
    type: AttributeType = "text"
    api_name: str = Param(default="", max_length=100)
    data_type: str = Param(default="", max_length=20)
    description: str = Param(default="", max_length=2000)

    def as_field(self) -> Field:
        """So that its values are read as those of a person's fields are."""
        type_ = FieldType.INTEGER if self.data_type == "integer" else FieldType(self.type)
        return Field(name=self.name, label=self.name, type=type_)

    def known_as(self) -> str:
        return self.api_name or api_name_for(self.name, ())


class CustomActivity(Frozen):
    """The first attribute is the primary one."""

    id: int
    name: str
    attributes: tuple[CustomAttribute, ...]

    def activity_type(self) -> ActivityType:
        """All share one number; the asset of the activity says which it is."""
        names = (*_BASE.attributes, *(each.name for each in self.attributes))
        return _BASE.model_copy(update={"label": self.name, "attributes": names})


class ActivityDraft(Frozen):
    """What a type will be once it is approved."""

    name: str
    description: str = Param(default="", max_length=2000)
    trigger_name: str = Param(default="", max_length=100)
    filter_name: str = Param(default="", max_length=100)
    attributes: tuple[CustomAttribute, ...]


def api_name_for(name: str, taken: Container[str]) -> str:
    """One that is still free, made from the name: "Placed Order" gives placedOrder."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    first, *others = re.findall(r"[A-Za-z0-9]+", plain) or ["activity"]
    base = "".join((first[:1].lower() + first[1:], *(each[:1].upper() + each[1:] for each in others)))[:90]
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}{number}"
    return found
