"""Long lists in pages: so many items, and a cursor for the next ones."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from campaigns.definitions.base import Frozen
from campaigns.errors import Invalid

Item = TypeVar("Item")
PAGE_SIZE = 100


class Page(Frozen, Generic[Item]):
    """Subclass it per item (`class RunPage(Page[RunRef])`), so that the API's schema gets a readable name."""

    items: tuple[Item, ...]
    next: str | None = None
    total: int | None = None


def after(cursor: str | None) -> int:
    """The id at which the last page ended; 0 for the first page."""
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
        raise Invalid("The cursor of this list can't be read. Load the list again.")
    return int(cursor)


def cut(rows: Sequence[Item], size: int, key: Callable[[Item], int]) -> tuple[list[Item], str | None]:
    """Ask for size + 1 rows; this gives the page's rows and the cursor of the next one, if there is one."""
    shown = list(rows[:size])
    return shown, str(key(shown[-1])) if len(rows) > size else None
