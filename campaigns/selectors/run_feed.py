"""A run's activities in the order of the feed, from any place of it: no row lost, none twice (engine.md 5).

Rows are ordered by (feed_no, id) and nothing else. A journal gets its number after its commit, so whatever has a number
is complete, and nothing will ever come to stand before it.
"""

from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet, Sum

from campaigns.definitions.text import normal
from campaigns.errors import Invalid
from campaigns.models import Activity, Journal
from campaigns.selectors.activities import ActivityRow, activity_rows

LARGEST = 10**18 - 1
MOST_ROWS = 500
_CHUNK = 2_000  # rows looked through by one query
_CHUNKS = 25  # of one request that looks for something; its cursors then say where to look on
_JOURNALS = 500


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place between two rows: behind the row with this id of the journal with this number."""

    feed_no: int
    id: int

    def __str__(self) -> str:
        return f"{self.feed_no}.{self.id}"


START, END = Cursor(0, 0), Cursor(LARGEST, LARGEST)


def read_cursor(text: str) -> Cursor:
    """Of "12.3456"; anything else is refused."""
    numbers = text.split(".")
    if len(numbers) != 2 or not all(each.isascii() and each.isdigit() and len(each) <= 18 for each in numbers):
        raise Invalid("The place in the feed can't be read. Load the run again.")
    return Cursor(int(numbers[0]), int(numbers[1]))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of the feed; everything by default. `person` is an id or a part of a name."""

    step: str = ""
    person: str = ""
    type_id: int | None = None
    result: int | None = None
    campaign: int | None = None

    def is_all(self) -> bool:
        return self == Wanted()

    def narrows(self, activities: QuerySet[Activity]) -> QuerySet[Activity]:
        path, is_place, step = self.step.rpartition("|")
        if is_place:
            activities = activities.filter(Q(path=path, step=step))
        elif self.step:
            activities = activities.filter(step=self.step)
        if self.type_id is not None:
            activities = activities.filter(type_id=self.type_id)
        if self.result is not None:
            activities = activities.filter(result=self.result)
        if self.campaign is not None:
            activities = activities.filter(campaign=self.campaign)
        return activities.filter(person=int(self.person)) if self.by_id() else activities

    def by_id(self) -> bool:
        return self.person.isascii() and self.person.isdigit() and len(self.person) <= 18

    def takes(self, row: ActivityRow) -> bool:
        """What a query could not say."""
        return not self.person or self.by_id() or normal(self.person) in normal(row.person.name)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows without a gap, oldest first. `oldest` and `newest` say which part of the feed was looked through."""

    rows: tuple[ActivityRow, ...]
    oldest: Cursor | None
    newest: Cursor | None
    more: bool


def last_number(run_id: int) -> int:
    """0 before the first numbered journal."""
    found: int | None = Journal.objects.filter(run=run_id).aggregate(last=Max("feed_no"))["last"]
    return found or 0


def count_rows(run_id: int, *, after: Cursor, until: int) -> int:
    """How many rows stand behind the cursor, up to and with the journal of this number."""
    whole = Journal.objects.filter(run=run_id, feed_no__gt=after.feed_no, feed_no__lte=until)
    begun = Activity.objects.filter(journal__run=run_id, journal__feed_no=after.feed_no, pk__gt=after.id)
    return (whole.aggregate(rows=Sum("activities"))["rows"] or 0) + begun.count()


def rows_after(
    workspace_id: int, run_id: int, cursor: Cursor, *, limit: int, until: int = LARGEST, wanted: Wanted | None = None
) -> Stretch:
    """The next rows, up to and with the journal of the number `until`."""
    reading = _Reading(workspace_id, Q(run=run_id), wanted or Wanted(), forward=True, until=until)
    rows, near, far, more = reading.read(cursor, limit)
    return Stretch(tuple(rows), near, far, more)


def rows_before(
    workspace_id: int, run_id: int, cursor: Cursor, *, limit: int, until: int = LARGEST, wanted: Wanted | None = None
) -> Stretch:
    """The rows just before the cursor's row, which is not among them; with END the last ones."""
    return rows_of(workspace_id, Q(run=run_id), cursor, limit=limit, until=until, wanted=wanted)


def rows_of(
    workspace_id: int, journals: Q, cursor: Cursor, *, limit: int, until: int = LARGEST, wanted: Wanted | None = None
) -> Stretch:
    """Like `rows_before`, of these journals, whosever they are."""
    reading = _Reading(workspace_id, journals, wanted or Wanted(), forward=False, until=until)
    rows, near, far, more = reading.read(cursor, limit)
    oldest, newest = (None if each == END else each for each in (far, near))
    return Stretch(tuple(reversed(rows)), oldest, newest, more)


@dataclass(frozen=True, slots=True)
class _Reading:
    """In chunks of whole journals, so that each query is bounded and finds its rows by an index."""

    workspace_id: int
    journals: Q
    wanted: Wanted
    forward: bool
    until: int

    def read(self, start: Cursor, limit: int) -> tuple[list[ActivityRow], Cursor, Cursor, bool]:
        """The rows; the cursors at which they begin and end, in the reading's direction; is there more?"""
        found: list[ActivityRow] = []
        at = start
        for _ in range(_CHUNKS):
            size = _CHUNK if self.wanted.person else limit + 1 - len(found)
            chunk, end = self._chunk(at, size)
            if not chunk:
                return found, _first(found, start), self._end(found, at, start), False
            rows = list(self._rows(chunk, at)[:size])
            shown = activity_rows(self.workspace_id, rows)
            found += [row for row in shown if self.wanted.takes(row)]
            at = end if len(rows) < size else _cursor_of(shown[-1])
            if len(found) > limit:
                return found[:limit], _first(found, start), _cursor_of(found[limit - 1]), True
        return found, _first(found, start), at, True

    def _end(self, found: list[ActivityRow], at: Cursor, start: Cursor) -> Cursor:
        """Without a filter the last row's cursor, which people may compare with rows; else how far it looked."""
        if not self.wanted.is_all():
            return at
        return _cursor_of(found[-1]) if found else start

    def _chunk(self, at: Cursor, size: int) -> tuple[list[int], Cursor]:
        """The next journals with rows enough, and the cursor behind their last row."""
        done_with = at.id == (LARGEST if self.forward else 0)
        journals = Journal.objects.filter(self.journals, activities__gt=0, feed_no__lte=self.until)
        if self.forward:
            journals = journals.filter(feed_no__gte=at.feed_no + done_with).order_by("feed_no")
        else:
            journals = journals.filter(feed_no__lte=at.feed_no - done_with).order_by("-feed_no")
        chunk: list[int] = []
        rows = 0
        end = at.feed_no
        for id, feed_no, activities in journals.values_list("pk", "feed_no", "activities")[:_JOURNALS]:
            chunk.append(id)
            end = feed_no or 0
            rows += activities
            if rows >= (size if self.wanted.is_all() else _CHUNK):
                break
        return chunk, Cursor(end, LARGEST if self.forward else 0)

    def _rows(self, chunk: list[int], at: Cursor) -> QuerySet[Activity]:
        rows = self.wanted.narrows(Activity.objects.filter(journal__in=chunk))
        if self.forward:
            behind = Q(journal__feed_no__gt=at.feed_no) | Q(pk__gt=at.id)
            return rows.filter(behind).order_by("journal__feed_no", "pk")
        before = Q(journal__feed_no__lt=at.feed_no) | Q(pk__lt=at.id)
        return rows.filter(before).order_by("-journal__feed_no", "-pk")


def _cursor_of(row: ActivityRow) -> Cursor:
    return Cursor(row.feed_no or 0, row.id)


def _first(found: list[ActivityRow], start: Cursor) -> Cursor:
    return _cursor_of(found[0]) if found else start
