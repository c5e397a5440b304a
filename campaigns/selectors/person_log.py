"""A person's activity log, newest first, in pages and by what one looks for."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Actor
from campaigns.definitions.text import normal
from campaigns.engine.instants import stored
from campaigns.errors import Invalid
from campaigns.models import Activity
from campaigns.selectors.activities import OF_THE_PERSON, ActivityRow, activity_rows
from campaigns.selectors.pages import PAGE_SIZE, Page
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.rights import require

_CHUNK = 500
_MOST_CHUNKS = 10  # of one request that looks for a text; its cursor then says where to look on


class ActivityPage(Page[ActivityRow]):
    pass


def person_log(
    actor: Actor,
    workspace_id: int,
    person_id: int,
    *,
    type: str = "",
    campaign: int | None = None,
    q: str = "",
    cursor: str | None = None,
) -> ActivityPage:
    """`type` is an activity type's key; `q` is looked for in everything that a row shows.

    A page may be short, or empty, and yet have a next one, where a long log was searched in vain so far.
    """
    person_seen_from(require(actor, workspace_id), person_id)
    log = _seen(workspace_id, person_id)
    if type:
        log = log.filter(type_id=_type_id(type))
    if campaign is not None:
        log = log.filter(campaign=campaign, journal__workspace=workspace_id)
    if q.strip():
        return _search(workspace_id, log, normal(q), cursor)
    rows = list(_before(log, cursor)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return ActivityPage(
        items=tuple(activity_rows(workspace_id, shown)), next=_cursor(shown[-1]) if len(rows) > PAGE_SIZE else None
    )


def _seen(workspace_id: int, person_id: int) -> QuerySet[Activity]:
    """What other workspaces did counts as far as it changed the person itself (W01)."""
    theirs = Q(type_id__in=[BY_KEY[key].id for key in OF_THE_PERSON])
    ours = Q(journal__workspace=workspace_id) | Q(journal__workspace=None)
    return Activity.objects.filter(ours | theirs, person=person_id).order_by("-occurred_at", "-pk")


def _search(workspace_id: int, log: QuerySet[Activity], text: str, cursor: str | None) -> ActivityPage:
    found: list[ActivityRow] = []
    for _ in range(_MOST_CHUNKS):
        chunk = list(_before(log, cursor)[:_CHUNK])
        for row in activity_rows(workspace_id, chunk):
            if any(text in normal(each) for each in _texts(row)):
                found.append(row)
                if len(found) == PAGE_SIZE:
                    return ActivityPage(items=tuple(found), next=_cursor(row))
        if len(chunk) < _CHUNK:
            return ActivityPage(items=tuple(found))
        cursor = _cursor(chunk[-1])
    return ActivityPage(items=tuple(found), next=cursor)


def _texts(row: ActivityRow) -> Iterator[str]:
    yield row.type.label
    yield from (row.campaign.name if row.campaign else "", row.reason or "")
    yield from (str(value) for value in row.attributes.values())


def _before(log: QuerySet[Activity], cursor: str | None) -> QuerySet[Activity]:
    if not cursor:
        return log
    try:
        text, id = cursor.split("~")
        moment, last = datetime.fromisoformat(text), int(id)
        if moment.tzinfo is None or not 0 <= last < 2**63:
            raise ValueError(cursor)
    except ValueError:
        raise Invalid("The cursor of this log can't be read. Load the log again.") from None
    return log.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, pk__lt=last))


def _cursor(last: Activity | ActivityRow) -> str:
    return f"{stored(last.occurred_at)}~{last.id}"


def _type_id(key: str) -> int:
    if key not in BY_KEY:
        raise Invalid(f"There is no activity type “{key}”.")
    return BY_KEY[key].id
