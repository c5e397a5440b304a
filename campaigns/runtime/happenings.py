"""Activities that come from outside, with a time of their own: visits, forms, custom ones; and promotion (C18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.definitions.activity_types import BY_KEY, ActivityType
from campaigns.engine.draft import SUCCEEDED, Draft, Origin
from campaigns.engine.scope import Scope
from campaigns.engine.wave import Value
from campaigns.models import Activity, WebVisitor
from campaigns.queue import wake
from campaigns.runtime.record import Source
from campaigns.storage.facts import database_now, load_people
from campaigns.storage.write_back import write_record

ANONYMOUS_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Happening:
    """`attributes` are in the order of the type's. `at` is None for just now."""

    person: int
    type: ActivityType
    attributes: tuple[Value, ...]
    at: datetime | None = None
    asset: int | None = None


def log_happenings(happenings: Sequence[Happening], *, source: Source, replayed: bool = False) -> int:
    """How many were logged; those of people who are gone are not. They start campaigns with all their steps, unless
    they are `replayed`."""
    with transaction.atomic():
        draft = _drafted(happenings)
        _write(draft, source, replayed=replayed)
    return len(draft.rows)


def log_identified(happenings: Sequence[Happening], *, source: Source) -> list[int | None]:
    """As `log_happenings`; the id of each one's activity, None where the person is gone."""
    with transaction.atomic():
        draft = _drafted(happenings)
        journal = _write(draft, source)
        written = Activity.objects.filter(journal=journal).order_by("pk").values_list("pk", flat=True)
        present = set(draft.facts.ids)
        logged = [place for place, each in enumerate(happenings) if each.person in present]
        by_person = sorted(range(len(logged)), key=lambda row: draft.rows[row][0])  # as rows are written
        ids = {logged[row]: id_ for row, id_ in zip(by_person, written, strict=True)}
    return [ids.get(place) for place in range(len(happenings))]


def _drafted(happenings: Sequence[Happening]) -> Draft:
    facts = load_people(sorted({each.person for each in happenings}), ())
    now = database_now()
    draft = Draft(facts, Scope(fields={}, now=now, zone=ZoneInfo("UTC")))
    index = {id_: place for place, id_ in enumerate(facts.ids)}
    for each in happenings:
        if each.person in index:
            origin = Origin(each.type, SUCCEEDED, occurred_at=min(each.at, now) if each.at else None)
            draft.log_event(index[each.person], origin, each.attributes, primary_id=each.asset)
    return draft


def _write(draft: Draft, source: Source, *, replayed: bool = False) -> int | None:
    """The journal's row, if there is anything to tell."""
    if not draft.rows:
        return None
    written = write_record(draft, workspace_id=source.workspace_id, replayed=replayed)
    if written.waves:
        wake("trigger")
    return written.journal


def promote(visitor: WebVisitor, person_id: int, *, source: Source) -> None:
    """The visitor is this person: what was done anonymously joins the person with its own dates and is replayed.

    A browser that was somebody else's until now keeps its past with that one.
    """
    with transaction.atomic():
        locked = WebVisitor.objects.select_for_update().get(pk=visitor.pk)
        visits = list(locked.visits.order_by("at", "pk"))
        earlier = [Happening(person_id, BY_KEY[each.type], tuple(each.attributes), each.at) for each in visits]
        if earlier:
            log_happenings(earlier, source=source, replayed=True)
            locked.visits.all().delete()
        locked.person_id = person_id
        locked.save(update_fields=["person"])


def forget_visitors(*, now: datetime) -> None:
    """Browsers that have not come back, and whose person nobody knows."""
    WebVisitor.objects.filter(person=None, last_seen__lt=now - ANONYMOUS_FOR).delete()
