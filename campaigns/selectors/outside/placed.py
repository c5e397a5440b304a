"""Things of the tree, found by what integrations know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet

from campaigns.definitions.base import Frozen
from campaigns.definitions.text import normal
from campaigns.models.workspace import Placed
from campaigns.selectors.places import Place

Thing = TypeVar("Thing", bound=Placed)
MOST = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is left out restricts nothing. `place` asks for what lies directly there; `after` goes by id."""

    ids: Sequence[int] | None = None
    names: Sequence[str] = ()
    program_names: Sequence[str] = ()
    place: Place | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: int = 0
    offset: int = 0
    limit: int = MOST


class Lies(Frozen):
    """Where something lies: the nearest folder, and the program around it."""

    folder: int | None
    folder_name: str | None
    program: int | None
    program_name: str | None


def found(things: QuerySet[Thing], wanted: Wanted, *, changed: str = "created_at") -> list[Thing]:
    """By id. `changed` names the column that says when it changed last."""
    things = things.filter(pk__gt=wanted.after)
    if wanted.ids is not None:
        things = things.filter(pk__in=wanted.ids)
    if wanted.names:
        things = things.filter(name_normal__in=[normal(each) for each in wanted.names])
    if wanted.program_names:
        things = things.filter(program__name_normal__in=[normal(each) for each in wanted.program_names])
    if wanted.place is not None:
        things = things.filter(folder=wanted.place.folder, program=wanted.place.program)
    if wanted.since:
        things = things.filter(**{f"{changed}__gte": wanted.since})
    if wanted.until:
        things = things.filter(**{f"{changed}__lte": wanted.until})
    rows = things.select_related("folder", "program").order_by("pk")
    return list(rows[wanted.offset : wanted.offset + wanted.limit])


def lies(thing: Placed) -> Lies:
    return Lies(
        folder=thing.folder_id,
        folder_name=thing.folder.name if thing.folder else None,
        program=thing.program_id,
        program_name=thing.program.name if thing.program else None,
    )
