"""What exports are filled with, a bounded piece at a time: people and activities. Whoever ordered one was allowed
to read them all."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max, Min, QuerySet, TextField
from django.db.models.functions import Cast

from campaigns.catalog import catalog
from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.exports import ActivitiesAsked, PeopleAsked
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.predicates import Predicate, doubt_of
from campaigns.errors import Invalid
from campaigns.models import (
    Activity,
    ListMember,
    Partition,
    Person,
    SmartCampaign,
    StaticList,
    Workspace,
)
from campaigns.selectors.activities import RESULT_WORDS, Result, told
from campaigns.selectors.outside.activities import of_types
from campaigns.selectors.people import seen_from
from campaigns.selectors.smart_lists import find_smart_list, scope_inside
from campaigns.storage.activity_spans import span
from campaigns.storage.audience import people_between
from campaigns.storage.scope import load_scope

Span = tuple[int, int]


class ExportedPerson(NamedTuple):
    """`values` are stored values by field name; empty ones are left out."""

    id: int
    values: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime


class Said(NamedTuple):
    """What an activity says beside whom and when; many say the same. `attributes` are JSON as it is stored."""

    type_id: int
    about: int | None
    attributes: str
    result: Result
    reason: str | None
    ours: bool

    def told(self) -> dict[str, Any]:
        return told(json.loads(self.attributes), ours=self.ours)


class ExportedActivity(NamedTuple):
    """`campaign`, the reason and telling attributes are those of the workspace only (W01)."""

    id: int
    person: int
    occurred_at: datetime
    campaign: int | None
    said: Said


@dataclass(frozen=True, slots=True)
class People:
    """Those who were asked for, by id. `predicate` is the smart list's."""

    workspace: Workspace
    asked: PeopleAsked
    predicate: Predicate | None

    def span(self) -> Span | None:
        ends = seen_from(self.workspace).aggregate(first=Min("pk"), last=Max("pk"))
        return None if ends["first"] is None else (ends["first"], ends["last"])

    def between(self, first: int, last: int) -> list[ExportedPerson]:
        found = self._asked(first, last).filter(pk__gte=first, pk__lte=last).order_by("pk")
        return [ExportedPerson(*each) for each in found.values_list("pk", "values", "created_at", "updated_at")]

    def _asked(self, first: int, last: int) -> QuerySet[Person]:
        found = seen_from(self.workspace)
        if self.asked.created is not None:
            found = found.filter(created_at__gte=self.asked.created.start, created_at__lt=self.asked.created.end)
        if self.asked.updated is not None:
            found = found.filter(updated_at__gte=self.asked.updated.start, updated_at__lt=self.asked.updated.end)
        if self.asked.list is not None:
            members = ListMember.objects.filter(list=self.asked.list, person__gte=first, person__lte=last)
            found = found.filter(pk__in=members.values("person"))
        if self.predicate is not None:
            found = found.filter(pk__in=people_between(self.workspace.pk, self.predicate, first - 1, last))
        return found


def people(workspace_id: int, asked: PeopleAsked, *, now: datetime) -> People:
    """`now` is the moment of which a smart list speaks. What has become of the lists since is said."""
    workspace = Workspace.objects.get(pk=workspace_id)
    if asked.list is not None and not StaticList.objects.filter(workspace=workspace, pk=asked.list).exists():
        raise Invalid("The static list was deleted in the meantime.")
    predicate = None if asked.smart_list is None else _predicate(workspace, asked.smart_list, now)
    return People(workspace, asked, predicate)


def _predicate(workspace: Workspace, smart_list_id: int, now: datetime) -> Predicate:
    asset = find_smart_list(SYSTEM, workspace_id=workspace.pk, smart_list_id=smart_list_id)
    scope = scope_inside(asset, load_scope(workspace.pk, now=now))
    predicate = compile_smart_list(SmartList.model_validate(asset.definition), scope, catalog())
    if doubt := doubt_of(predicate):
        raise Invalid(f"The smart list “{asset.name}” is broken and finds nobody. {doubt}")
    return predicate


@dataclass(frozen=True, slots=True)
class Activities:
    """Those who were asked for, by id. `campaigns` are those of the workspace."""

    workspace_id: int
    asked: ActivitiesAsked
    partitions: Collection[int]
    campaigns: Collection[int]

    def span(self) -> Span | None:
        return span(self.asked.recorded.start, self.asked.recorded.end)

    def between(self, first: int, last: int) -> list[ExportedActivity]:
        rows = self._asked(first, last).values_list(
            *("pk", "person_id", "occurred_at", "campaign_id", "journal__workspace_id"),
            *("type_id", "primary_id", Cast("attributes", TextField()), "result", "reason"),
        )
        return [self._shown(*each) for each in rows]

    def _asked(self, first: int, last: int) -> QuerySet[Activity]:
        recorded = self.asked.recorded
        found = Activity.objects.filter(
            pk__gte=first,
            pk__lte=last,
            recorded_at__gte=recorded.start,
            recorded_at__lt=recorded.end,
            person__partition__in=self.partitions,
        )
        return of_types(found, self.asked.types, self.asked.custom).order_by("pk")

    def _shown(
        self,
        id: int,
        person: int,
        occurred_at: datetime,
        campaign: int | None,
        owner: int | None,
        type_id: int,
        about: int | None,
        attributes: str,
        result: int,
        reason: str | None,
    ) -> ExportedActivity:
        ours = owner is None or owner == self.workspace_id
        said = Said(type_id, about, attributes, RESULT_WORDS[result], reason if ours else None, ours)
        return ExportedActivity(
            id, person, occurred_at, campaign if ours and campaign in self.campaigns else None, said
        )


def activities(workspace_id: int, asked: ActivitiesAsked) -> Activities:
    campaigns = SmartCampaign.objects.filter(workspace=workspace_id).values_list("pk", flat=True)
    partitions = Partition.objects.filter(workspaces=workspace_id).values_list("pk", flat=True)
    return Activities(workspace_id, asked, list(partitions), frozenset(campaigns))
