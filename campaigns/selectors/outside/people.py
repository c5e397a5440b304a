"""People as integrations read them: by id or by a key, or the members of a list or a program, in pages."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.text import normal
from campaigns.engine.field_tests import field_test
from campaigns.errors import Invalid, NotFound
from campaigns.models import CampaignMember, ListMember, Person, PersonKey, StaticList, WebVisitor
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require
from campaigns.storage.audience import people_page
from campaigns.storage.fields import all_fields
from campaigns.storage.patience import TookTooLong, at_most

MOST_FOUND = 1000
PATIENCE = 20.0  # seconds


class OutsidePerson(Frozen):
    """`values` are stored values by field name; empty ones are left out."""

    id: int
    values: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime


class Membership(Frozen):
    """Of one person in something."""

    id: int
    since: datetime
    changed: datetime


class PartitionRow(Frozen):
    id: int
    name: str


def people_by_id(
    actor: Actor, *, workspace_id: int, ids: Collection[int], after: int, limit: int
) -> list[OutsidePerson]:
    workspace = require(actor, workspace_id)
    return _page(seen_from(workspace).filter(pk__in=ids), after, limit)


def people_by_key(
    actor: Actor, *, workspace_id: int, field: str, values: Sequence[str], after: int, limit: int
) -> list[OutsidePerson]:
    workspace = require(actor, workspace_id)
    keys = PersonKey.objects.filter(
        partition__in=list(workspace.partitions.all()), field=field, value__in=[normal(each.strip()) for each in values]
    )
    found = list(keys.values_list("person", flat=True)[: MOST_FOUND + 1])
    if len(found) > MOST_FOUND:
        raise Invalid("Too many results match the filter")
    return _page(seen_from(workspace).filter(pk__in=found), after, limit)


def people_by_value(
    actor: Actor, *, workspace_id: int, field: str, values: Sequence[str], after: int, limit: int
) -> list[OutsidePerson]:
    """By a field that is no key: everybody is looked at, which is broken off when it takes too long."""
    workspace = require(actor, workspace_id)
    zone = ZoneInfo(workspace.timezone)
    try:
        predicate = field_test(all_fields()[field], "is", tuple(values), now=datetime.now(UTC), zone=zone)
    except ValueError as refused:
        raise Invalid(str(refused)) from refused
    try:
        with at_most(PATIENCE):
            found = people_page(workspace_id, predicate, 0, MOST_FOUND + 1)
    except TookTooLong:
        raise Invalid("Looking through this field took too long. Use a smart list, or a field that is a key.") from None
    if len(found) > MOST_FOUND:
        raise Invalid("Too many results match the filter")
    return _page(seen_from(workspace).filter(pk__in=found), after, limit)


def people_by_cookie(
    actor: Actor, *, workspace_id: int, values: Sequence[str], after: int, limit: int
) -> list[OutsidePerson]:
    """Of browsers whose person is known."""
    workspace = require(actor, workspace_id)
    browsers = WebVisitor.objects.filter(workspace=workspace, cookie__in=values).exclude(person=None)
    return _page(seen_from(workspace).filter(pk__in=browsers.values("person")), after, limit)


def people_on_list(actor: Actor, *, workspace_id: int, list_id: int, after: int, limit: int) -> list[OutsidePerson]:
    workspace = require(actor, workspace_id)
    _exists(StaticList, workspace_id, list_id)
    members = ListMember.objects.filter(list=list_id, person__gt=after)
    return _page(seen_from(workspace).filter(pk__in=members.values("person")), after, limit)


def seen_ids(actor: Actor, *, workspace_id: int, ids: Collection[int]) -> set[int]:
    """Those of them that are people whom the workspace sees."""
    return set(seen_from(require(actor, workspace_id)).filter(pk__in=ids).values_list("pk", flat=True))


def ids_on_list(actor: Actor, *, workspace_id: int, list_id: int, ids: Collection[int]) -> set[int]:
    require(actor, workspace_id)
    _exists(StaticList, workspace_id, list_id)
    return set(ListMember.objects.filter(list=list_id, person__in=ids).values_list("person", flat=True))


def list_memberships(actor: Actor, *, workspace_id: int, person: int, after: int, limit: int) -> list[Membership]:
    refuse_unseen(actor, workspace_id, person)
    found = ListMember.objects.filter(person=person, list__workspace=workspace_id, list__gt=after).order_by("list")
    return [Membership(id=each.list_id, since=each.added_at, changed=each.added_at) for each in found[:limit]]


def campaign_memberships(
    actor: Actor,
    *,
    workspace_id: int,
    person: int,
    after: int,
    limit: int,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Membership]:
    refuse_unseen(actor, workspace_id, person)
    found = CampaignMember.objects.filter(person=person, campaign__workspace=workspace_id, campaign__gt=after)
    if since is not None:
        found = found.filter(last__gte=since)
    if until is not None:
        found = found.filter(last__lte=until)
    rows = found.order_by("campaign")[:limit]
    return [Membership(id=each.campaign_id, since=each.first, changed=each.last) for each in rows]


def partitions(actor: Actor, *, workspace_id: int) -> list[PartitionRow]:
    workspace = require(actor, workspace_id)
    return [PartitionRow(id=each.pk, name=each.name) for each in workspace.partitions.order_by("pk")]


def _page(people: QuerySet[Person], after: int, limit: int) -> list[OutsidePerson]:
    return [
        OutsidePerson(id=each.pk, values=each.values, created_at=each.created_at, updated_at=each.updated_at)
        for each in people.filter(pk__gt=after).order_by("pk")[:limit]
    ]


def refuse_unseen(actor: Actor, workspace_id: int, person: int) -> None:
    if not seen_from(require(actor, workspace_id)).filter(pk=person).exists():
        raise NotFound("There is no such person in this workspace.")


def _exists(model: type[StaticList], workspace_id: int, id: int) -> None:
    if not model.objects.filter(workspace_id=workspace_id, pk=id).exists():
        raise NotFound
