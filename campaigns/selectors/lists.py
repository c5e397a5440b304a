"""Static lists: one, who is on it, and what uses it."""

from django.db.models import Count, Q

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.errors import NotFound
from campaigns.models import StaticList
from campaigns.selectors.people import PeoplePage, people
from campaigns.selectors.places import node, parent_of
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import Use, used_by


class ListDetail(Frozen):
    """`people` counts who is on it and was not deleted."""

    id: int
    node: str
    name: str
    description: str
    parent: str | None
    people: int


def static_list(actor: Actor, workspace_id: int, list_id: int) -> ListDetail:
    found = _list(actor, workspace_id, list_id)
    on_it = found.members.aggregate(people=Count("pk", filter=Q(person__deleted_at=None)))["people"]
    return ListDetail(
        id=found.pk,
        node=node("list", found.pk),
        name=found.name,
        description=found.description,
        parent=parent_of(found),
        people=on_it,
    )


def people_on_list(actor: Actor, workspace_id: int, list_id: int, *, cursor: str | None = None) -> PeoplePage:
    return people(actor, workspace_id, list_id=list_id, cursor=cursor)


def list_used_by(actor: Actor, workspace_id: int, list_id: int) -> list[Use]:
    return used_by(workspace_id, "list", ids=[_list(actor, workspace_id, list_id).pk])


def _list(actor: Actor, workspace_id: int, list_id: int) -> StaticList:
    require(actor, workspace_id)
    found = StaticList.objects.filter(workspace_id=workspace_id, pk=list_id).first()
    if found is None:
        raise NotFound("There is no such list in this workspace.")
    return found
