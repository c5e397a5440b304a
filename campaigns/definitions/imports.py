"""What an import is told: which column goes into which field, how people are found, where they are put."""

from pydantic import Field

from campaigns.definitions.base import Frozen
from campaigns.definitions.fields import FieldType


class NewField(Frozen):
    label: str = Field(min_length=1, max_length=255)
    type: FieldType


class Target(Frozen):
    """Into a field that exists, into a new one, or nowhere."""

    field: str | None = None
    new: NewField | None = None
    skip: bool = False


class ColumnTarget(Target):
    """`column` is the heading. A column that no target names is skipped."""

    column: str


class ImportOrder(Frozen):
    """`key` is the column by which people are found again. Cells that hold one of `empty_words`, or nothing, leave
    the field as it is. `program` and `status` are given together."""

    mapping: tuple[ColumnTarget, ...] = Field(max_length=500)
    key: str
    empty_words: tuple[str, ...] = Field(default=("Select",), max_length=100)
    list: int | None = None
    program: int | None = None
    status: int | None = None
