"""People who wait or are held: parked, found when their time comes, taken out of a flow (engine.md 4, 9, 17)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db.models import Min, QuerySet

from campaigns.definitions.activity_types import BY_KEY
from campaigns.models import Activity, Removal, Run, Waiting, Wave
from campaigns.storage import journal

GONE = "The person was deleted, or left the workspace."
TAKEN_OUT = "The person was taken out of the flow."
WAKE_GRID = 5  # seconds; wake times round up, so that people wake together
AT_ONCE = 2000

Group = tuple[int, int, tuple[str, ...], str | None, int, tuple[str, ...], str, datetime | None, int]


def rounded_up(moment: datetime) -> datetime:
    seconds = ceil(moment.timestamp() / WAKE_GRID) * WAKE_GRID
    return datetime.fromtimestamp(seconds, tz=moment.tzinfo)


def due(run: Run, *, now: datetime) -> list[Waiting]:
    """Up to AT_ONCE rows whose time has come and that nobody else is waking."""
    rows = Waiting.objects.select_for_update(skip_locked=True, of=("self",))
    ready = rows.filter(run=run, state=Waiting.State.WAITING, wave=None, wake_at__lte=now)
    return list(ready.order_by("wake_at", "entry")[:AT_ONCE])


def next_wake(run: Run) -> datetime | None:
    rows = Waiting.objects.filter(run=run, state=Waiting.State.WAITING, wave=None)
    moment: datetime | None = rows.aggregate(first=Min("wake_at"))["first"]
    return moment


def still_waiting(waves: Iterable[Wave]) -> set[int]:
    """Entries of woken waves that were not taken out of the flow in the meantime."""
    return set(Waiting.objects.filter(wave__in=list(waves)).values_list("entry", flat=True))


def removed(people: Sequence[int], *, campaign: int) -> dict[int, datetime]:
    """Who was taken out of the campaign, and when: entries begun before that moment end (C16)."""
    removals = Removal.objects.filter(campaign=campaign)
    if not removals.exists():
        return {}
    found: dict[int, datetime] = {}
    for person, at in removals.filter(person__in=people).values_list("person_id", "at"):
        found[person] = max(at, found.get(person, at))
    return found


def take_out(campaign_id: int, people: Sequence[int], *, executable: bool, at: datetime, by: int | None) -> None:
    """Ends what these people have open in the campaign, or, for an executable, in every flow that has called it.

    Who waits, wakes or is held has a waiting row, which goes; who is queued at the campaign's door gets a removal,
    which spares entries begun at this same moment: the step's own wave decides about those.
    """
    waits = Waiting.objects.filter(person__in=people)
    if executable:
        waits = waits.filter(entry__in=_entries_that_called(campaign_id, people))
    else:
        waits = waits.filter(campaign=campaign_id)
        before = at - timedelta(microseconds=1)
        Removal.objects.bulk_create(Removal(person_id=id_, campaign_id=campaign_id, by=by, at=before) for id_ in people)
    end(waits, TAKEN_OUT, at=at)


def end(waits: QuerySet[Waiting], reason: str, *, at: datetime) -> None:
    """They leave. Each run is told of those whom no wave has with it; a wave tells of its own. The caller numbers.

    The due sweep gives rows to waves without their people's locks, so the rows are locked before they are looked at.
    """
    rows = list(waits.select_for_update(of=("self",)).order_by("entry").values_list("entry", "run", "wave"))
    left = Counter(run for _, run, wave in rows if wave is None)
    Waiting.objects.filter(entry__in=[entry for entry, _, _ in rows]).delete()
    for run in Run.objects.filter(pk__in=left):
        counts = {"left": left[run.pk], "dropped": {reason: left[run.pk]}}
        journal.write(at=at, activities=0, run=run, counts=counts)


def _entries_that_called(campaign_id: int, people: Sequence[int]) -> list[int]:
    calls = Activity.objects.filter(
        person__in=people, type_id=BY_KEY["execute_campaign"].id, primary_id=campaign_id, entry__isnull=False
    )
    entries = calls.filter(attributes__Qualified="TRUE").values_list("entry", flat=True).distinct()
    return [entry for entry in entries if entry is not None]


def grouped(rows: Iterable[Waiting]) -> Mapping[Group, list[Waiting]]:
    """Those who stand at the same place go on together; who stands there twice is in two groups."""
    groups: dict[Group, list[Waiting]] = defaultdict(list)
    seen: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        place = (
            row.run_id,
            row.plan_id,
            tuple(row.path),
            row.step,
            row.depth,
            tuple(row.chain),
            repr(sorted((row.given or {}).items())),
            row.replayed_at,
        )
        groups[(*place, seen[place, row.person_id])].append(row)
        seen[place, row.person_id] += 1
    return groups


def tidy_removals(*, now: datetime) -> None:
    """Removals older than every queued entry have nothing left to say."""
    oldest = Wave.objects.aggregate(first=Min("begun_at"))["first"] or now
    Removal.objects.filter(at__lt=min(oldest, now - timedelta(hours=1))).delete()
