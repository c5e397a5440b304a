"""Forms: the fields that they ask for."""

from pydantic import Field as Param

from campaigns.definitions.base import Frozen

MOST_FIELDS = 50


class FormField(Frozen):
    """`field` names a field of the person; `label` is what the visitor reads."""

    field: str = Param(min_length=1, max_length=100)
    label: str = Param(min_length=1, max_length=255)
    required: bool = False
