"""People of the workspace's partitions, found and listed (W01)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.person import display_name
from campaigns.engine.wave import Value
from campaigns.errors import NotFound
from campaigns.models import Person, StaticList, Workspace
from campaigns.selectors.names import key_fields
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.people_search import matching
from campaigns.selectors.rights import require

_SHOWN = ("job_title", "city", "country", "lead_source", "lead_status", "score")
_MOST_COUNTED = 10_000  # of those who were searched for


class PersonRow(Frozen):
    """`values` are a few of the person's fields, as they fit into a table; empty ones are left out."""

    id: int
    name: str
    email: str | None
    company: str | None
    values: dict[str, Value]


class PeoplePage(Page[PersonRow]):
    """`more` says that there are more than `total`: nobody waits until all are counted."""

    more: bool = False


def people(
    actor: Actor, workspace_id: int, *, q: str = "", list_id: int | None = None, cursor: str | None = None
) -> PeoplePage:
    """Whoever has a word that begins like each of `q`, and is on the list where one is given; counted on the first
    page only."""
    workspace = require(actor, workspace_id)
    found = found_people(workspace, q=q, list_id=list_id)
    start = after(cursor)
    rows, following = cut(
        list(found.filter(pk__gt=start).order_by("pk")[: PAGE_SIZE + 1]), PAGE_SIZE, lambda row: row.pk
    )
    if start:
        return PeoplePage(items=tuple(rows_of(rows)), next=following)
    total = found[: _MOST_COUNTED + 1].count() if q else found.count()
    return PeoplePage(
        items=tuple(rows_of(rows)),
        next=following,
        total=min(total, _MOST_COUNTED) if q else total,
        more=bool(q) and total > _MOST_COUNTED,
    )


def found_people(workspace: Workspace, *, q: str = "", list_id: int | None = None) -> QuerySet[Person]:
    found = matching(seen_from(workspace), q)
    return found if list_id is None else found.filter(list_memberships__list=_list(workspace.pk, list_id))


def seen_from(workspace: Workspace) -> QuerySet[Person]:
    """Everybody in the workspace's partitions who was not deleted."""
    return Person.objects.filter(partition__in=list(workspace.partitions.all()), deleted_at=None)


def person_seen_from(workspace: Workspace, person_id: int) -> Person:
    person = seen_from(workspace).filter(pk=person_id).first()
    if person is None:
        raise _not_there(workspace, person_id)
    return person


def _not_there(workspace: Workspace, person_id: int) -> NotFound:
    merged = Person.objects.filter(pk=person_id, partition__in=list(workspace.partitions.all()))
    winner = merged.values_list("merged_into", flat=True).first()
    if winner is None:
        return NotFound("There is no such person in this workspace.")
    return NotFound(f"This person was merged into person {winner}.", merged_into=winner)


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


def _list(workspace_id: int, list_id: int) -> StaticList:
    found = StaticList.objects.filter(workspace_id=workspace_id, pk=list_id).first()
    if found is None:
        raise NotFound("There is no such list in this workspace.")
    return found
