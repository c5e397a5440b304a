"""The feed of activities as integrations follow it: by (feed_no, id), so that what commits late is never lost.

A page looks at a bounded part of the feed; it may hold few rows, or none, and yet there may be more (engine.md 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import Activity, Journal, ListMember
from campaigns.selectors.activities import ActivityRow, activity_rows
from campaigns.selectors.rights import require

MOST_JOURNALS = 2_000
MOST_LOOKED_AT = 50_000
END = 2**62  # behind every activity of a journal


@dataclass(frozen=True, slots=True)
class Asked:
    """What is left out restricts nothing. `custom` are custom activities by their own ids."""

    types: Sequence[int] | None = None
    custom: Sequence[int] = ()
    people: Sequence[int] = ()
    assets: Sequence[int] = ()
    list_id: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    feed_no: int
    id: int = END


class OutsideActivity(Frozen):
    row: ActivityRow
    type_id: int
    about: int | None  # the id of what it is about: a list, a campaign, a custom activity's type


@dataclass(frozen=True, slots=True)
class FeedPage:
    items: list[OutsideActivity] = field(default_factory=list)
    after: Position = Position(0)
    more: bool = False


def position_at(since: datetime) -> Position:
    """Behind everything that was recorded before."""
    before = Journal.objects.filter(feed_no__isnull=False, at__lt=since).order_by("-feed_no")
    return Position(before.values_list("feed_no", flat=True).first() or 0)


def activities(actor: Actor, *, workspace_id: int, asked: Asked, after: Position, limit: int) -> FeedPage:
    workspace = require(actor, workspace_id)
    journals, more = _window(after)
    if not journals:
        return FeedPage(after=after)
    found = Activity.objects.filter(journal__in=list(journals), person__partition__in=list(workspace.partitions.all()))
    found = _asked(found, asked, workspace_id).exclude(journal__feed_no=after.feed_no, id__lte=after.id)
    rows = list(found.select_related("journal").order_by("journal__feed_no", "id")[: limit + 1])
    items = _items(workspace_id, rows[:limit])
    if len(rows) > limit:
        last = rows[limit - 1]
        return FeedPage(items, Position(journals[last.journal_id], last.pk), more=True)
    return FeedPage(items, Position(max(journals.values())), more=more)


def _window(after: Position) -> tuple[dict[int, int], bool]:
    """The next journals with their numbers, as many as may be looked at, and whether others follow."""
    found = Journal.objects.filter(feed_no__gte=after.feed_no, activities__gt=0).order_by("feed_no")
    if after.id == END:
        found = found.exclude(feed_no=after.feed_no)
    journals: dict[int, int] = {}
    seen = 0
    for pk, number, count in found.values_list("pk", "feed_no", "activities")[: MOST_JOURNALS + 1]:
        if journals and (seen + count > MOST_LOOKED_AT or len(journals) == MOST_JOURNALS):
            return journals, True
        journals[pk] = number or 0
        seen += count
    return journals, False


def of_types(found: QuerySet[Activity], types: Sequence[int] | None, custom_types: Sequence[int]) -> QuerySet[Activity]:
    """Custom activities share one type; which of them it is, is what the activity is about. None restricts nothing."""
    if types is None:
        return found
    custom = Q(type_id=BY_KEY["custom_activity"].id, primary_id__in=custom_types)
    return found.filter(Q(type_id__in=types) | custom if custom_types else Q(type_id__in=types))


def _asked(found: QuerySet[Activity], asked: Asked, workspace_id: int) -> QuerySet[Activity]:
    found = of_types(found, asked.types, asked.custom)
    if asked.people:
        found = found.filter(person__in=asked.people)
    if asked.assets:
        found = found.filter(primary_id__in=asked.assets)
    if asked.list_id is not None:
        members = ListMember.objects.filter(list=asked.list_id, list__workspace=workspace_id)
        found = found.filter(person__in=members.values("person"))
    return found


def _items(workspace_id: int, rows: Sequence[Activity]) -> list[OutsideActivity]:
    shown = activity_rows(workspace_id, rows)
    return [
        OutsideActivity(row=row, type_id=each.type_id, about=each.primary_id)
        for each, row in zip(rows, shown, strict=True)
    ]
