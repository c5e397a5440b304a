"""People of the workspace's partitions, found and listed (W01)."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.person import display_name
from campaigns.definitions.text import normal
from campaigns.engine.kinds import Value
from campaigns.errors import NotFound
from campaigns.models import Person, PersonKey, StaticList, Workspace
from campaigns.selectors.names import key_fields
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.rights import require

_SEARCHED = ("first_name", "last_name", "email", "company")
_SHOWN = ("job_title", "city", "country", "lead_source", "lead_status", "score")
_MOST_WORDS = 8


class PersonRow(Frozen):
    """`values` are a few of the person's fields, as they fit into a table; empty ones are left out."""

    id: int
    name: str
    email: str | None
    company: str | None
    values: dict[str, Value]


class PeoplePage(Page[PersonRow]):
    pass


def people(
    actor: Actor, workspace_id: int, *, q: str = "", list_id: int | None = None, cursor: str | None = None
) -> PeoplePage:
    """Whoever fits every word of `q`, and is on the list where one is given; counted on the first page only."""
    workspace = require(actor, workspace_id)
    found = _found(seen_from(workspace), q)
    if list_id is not None:
        found = found.filter(list_memberships__list=_list(workspace_id, list_id))
    start = after(cursor)
    rows, following = cut(
        list(found.filter(pk__gt=start).order_by("pk")[: PAGE_SIZE + 1]), PAGE_SIZE, lambda row: row.pk
    )
    return PeoplePage(items=tuple(rows_of(rows)), next=following, total=None if start else found.count())


def seen_from(workspace: Workspace) -> QuerySet[Person]:
    """Everybody in the workspace's partitions who was not deleted."""
    return Person.objects.filter(partition__in=list(workspace.partitions.all()), deleted_at=None)


def person_seen_from(workspace: Workspace, person_id: int) -> Person:
    person = seen_from(workspace).filter(pk=person_id).first()
    if person is None:
        raise NotFound("There is no such person in this workspace.")
    return person


def rows_of(people: Iterable[Person]) -> list[PersonRow]:
    keys = key_fields()
    shown = (*keys, *_SHOWN)
    return [
        PersonRow(
            id=person.pk,
            name=display_name(person.pk, person.values, keys),
            email=person.values.get("email"),
            company=person.values.get("company"),
            values={name: person.values[name] for name in shown if name in person.values},
        )
        for person in people
    ]


def rows_by_id(workspace: Workspace, people: Iterable[int]) -> list[PersonRow]:
    """In the order given; whoever is out of sight or deleted is left out."""
    found = seen_from(workspace).in_bulk(list(people))
    return rows_of(found[id] for id in people if id in found)


def _found(people: QuerySet[Person], q: str) -> QuerySet[Person]:
    words = normal(q).split()[:_MOST_WORDS]
    if words:
        people = people.annotate(**{f"{field}_text": KT(f"normal__{field}") for field in _SEARCHED})
    for word in words:
        texts = [Q(**{f"{field}_text__contains": word}) for field in _SEARCHED]
        keys = PersonKey.objects.filter(value__startswith=word).values("person")
        people = people.filter(reduce(or_, texts) | Q(pk__in=keys))
    return people


def _list(workspace_id: int, list_id: int) -> StaticList:
    found = StaticList.objects.filter(workspace_id=workspace_id, pk=list_id).first()
    if found is None:
        raise NotFound("There is no such list in this workspace.")
    return found
