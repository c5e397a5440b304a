"""What an export is asked for: whose rows, and which columns under which headings; and what its file says."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol

from campaigns.definitions.base import Frozen

Format = Literal["CSV", "TSV", "SSV"]
DELIMITERS: dict[str, str] = {"CSV": ",", "TSV": "\t", "SSV": ";"}


class Range(Frozen):
    """From `start` on and before `end`."""

    start: datetime
    end: datetime


class PeopleAsked(Frozen):
    """Exactly one of them is given."""

    created: Range | None = None
    updated: Range | None = None
    list: int | None = None
    smart_list: int | None = None


class ActivitiesAsked(Frozen):
    """`recorded` goes by when activities were written down, so that back-dated ones come late and are not lost. `types`
    None are all; `custom` are custom activities by their own ids. `about` and `values` go by what the file says."""

    recorded: Range
    types: tuple[int, ...] | None = None
    custom: tuple[int, ...] = ()
    about: tuple[int, ...] = ()
    values: tuple[str, ...] = ()


class MembersAsked(Frozen):
    """`statuses` None are all; `updated` goes by when the membership changed last."""

    programs: tuple[int, ...]
    updated: Range | None = None
    statuses: tuple[str, ...] | None = None


Asked = PeopleAsked | ActivitiesAsked | MembersAsked


class ExportColumn(Frozen):
    """`name` is the door's name of a field."""

    name: str
    heading: str


class ExportOrder(Frozen):
    """`asked` is what its kind knows to read. Smart lists are those of the moment when it `began`."""

    workspace_id: int
    columns: tuple[ExportColumn, ...]
    asked: dict[str, Any]
    began: datetime


Position = dict[str, Any]
Row = Sequence[str]


class Contents(Protocol):
    """What a file says, page by page. A position is JSON; None is behind the last page."""

    @property
    def headings(self) -> Row: ...

    def first(self) -> Position | None: ...

    def page(self, at: Position) -> tuple[list[Row], Position | None]: ...


Teller = Callable[[ExportOrder], Contents]
