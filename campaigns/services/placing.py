"""Putting things into the tree: made, renamed and moved in the same way, whatever they are."""

from typing import Final, TypeVar

from django.db.models import Model

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid, NotFound
from campaigns.models.workspace import Placed
from campaigns.selectors.places import Place, find_place
from campaigns.selectors.rights import require
from campaigns.services.naming import clean_name

Thing = TypeVar("Thing", bound=Model)


class Unset:
    """For arguments where None has a meaning of its own: the root of the tree."""


UNSET: Final = Unset()
Parent = str | None | Unset


def load(model: type[Thing], actor: Actor, *, workspace_id: int, id: int, role: Role = Role.MARKETER) -> Thing:
    """Locked, in this workspace, for somebody who may change it."""
    require(actor, workspace_id, role)
    found = model._default_manager.select_for_update(no_key=True).filter(workspace_id=workspace_id, pk=id).first()
    if found is None:
        raise NotFound
    return found


def rename_and_move(thing: Placed, *, name: str | None, parent: Parent) -> None:
    """Changes the row in memory; the caller saves it."""
    if name is not None:
        thing.name = clean_name(name)
    if not isinstance(parent, Unset):
        place = find_place(thing.workspace_id, parent)
        thing.folder_id, thing.program_id = place.folder, place.program


def outside_programs(place: Place) -> Place:
    if place.program is not None:
        raise Invalid("A program can't lie inside another program. Choose a folder outside of programs.")
    return place
