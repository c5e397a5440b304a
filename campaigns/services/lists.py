"""Static lists: made, moved, deleted, and people put on them or taken off by hand."""

from collections.abc import Sequence

from django.utils import timezone

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid, NotFound
from campaigns.events import TreeChanged, publish
from campaigns.models import StaticList
from campaigns.runtime.record import Source, put_on_list, take_off_list
from campaigns.selectors.people import seen_from
from campaigns.selectors.places import find_place
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import UNSET, Parent, load, rename_and_move

MOST_PEOPLE = 1_000  # in one request; more come by import or by a campaign


@audited("made", StaticList)
def create_list(
    actor: Actor, *, workspace_id: int, name: str, parent: str | None = None, description: str = ""
) -> StaticList:
    require(actor, workspace_id, Role.MARKETER)
    place = find_place(workspace_id, parent)
    made = StaticList(
        workspace_id=workspace_id,
        name=clean_name(name),
        description=description,
        folder_id=place.folder,
        program_id=place.program,
    )
    with name_is_free(made.name):
        made.save()
    publish(TreeChanged(workspace_id))
    return made


@audited("renamed or moved", StaticList, id="list_id")
def update_list(
    actor: Actor,
    *,
    workspace_id: int,
    list_id: int,
    name: str | None = None,
    parent: Parent = UNSET,
    description: str | None = None,
) -> StaticList:
    found = load(StaticList, actor, workspace_id=workspace_id, id=list_id)
    rename_and_move(found, name=name, parent=parent)
    if description is not None:
        found.description = description
    found.updated_at = timezone.now()
    with name_is_free(found.name):
        found.save(update_fields=["name", "name_normal", "description", "folder", "program", "updated_at"])
    publish(TreeChanged(workspace_id))
    return found


@audited("deleted", StaticList, id="list_id")
def delete_list(actor: Actor, *, workspace_id: int, list_id: int) -> None:
    """Its people stay; that they were on it stays in their activity logs (C17)."""
    found = load(StaticList, actor, workspace_id=workspace_id, id=list_id)
    refuse_while_used(found.name, used_by(workspace_id, "list", ids=[found.pk]))
    found.delete()
    publish(TreeChanged(workspace_id))


@audited("put people on", StaticList, id="list_id", counts="people")
def add_people(actor: Actor, *, workspace_id: int, list_id: int, people: Sequence[int]) -> int:
    """How many were not on the list before."""
    found = _for_people(actor, workspace_id, list_id, people)
    return put_on_list(found.pk, sorted(set(people)), source=Source(actor.door, actor.name, workspace_id))


@audited("took people off", StaticList, id="list_id", counts="people")
def remove_people(actor: Actor, *, workspace_id: int, list_id: int, people: Sequence[int]) -> int:
    """How many were on the list before."""
    found = _for_people(actor, workspace_id, list_id, people)
    return take_off_list(found.pk, sorted(set(people)), source=Source(actor.door, actor.name, workspace_id))


def _for_people(actor: Actor, workspace_id: int, list_id: int, people: Sequence[int]) -> StaticList:
    """Not locked: the people are locked first, by the door that writes (engine.md 9)."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    found = StaticList.objects.filter(workspace_id=workspace_id, pk=list_id).first()
    if found is None:
        raise NotFound("There is no such list in this workspace.")
    if not 1 <= len(people) <= MOST_PEOPLE:
        raise Invalid(f"Choose 1 to {MOST_PEOPLE:,} people.")
    if seen_from(workspace).filter(pk__in=people).count() != len(set(people)):
        raise NotFound("Some of these people are not in this workspace, or were deleted. Nothing was changed.")
    return found
