"""The draft of one transaction: what it will change and log, laid over the facts it began with (patterns.md 2.2).

Nothing is written here. Whoever reads a column, a list or a program through the draft sees the draft's own changes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from campaigns.definitions.activity_types import BY_KEY, ActivityType
from campaigns.engine.attribute_tests import activity_matches
from campaigns.engine.facts import LoadedFacts
from campaigns.engine.kinds import Event
from campaigns.engine.predicates import History
from campaigns.engine.scope import ProgramInfo, Scope
from campaigns.engine.wave import Value

SUCCEEDED, SKIPPED, FAILED = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """What rows of one branch of one step share; told apart by identity. `path` is None outside of flows;
    `occurred_at` is set where the rows tell of an earlier moment than that of their transaction (C18)."""

    type: ActivityType
    result: int
    campaign: int | None = None
    step: str | None = None
    choice: str | None = None
    path: str | None = None
    occurred_at: datetime | None = None


class Row(NamedTuple):
    """One activity to be logged. `attributes` are in the order of the type's."""

    person: int
    origin: Origin
    attributes: tuple[Value, ...]
    primary_id: int | None
    reason: str | None
    missing: tuple[str, ...]

    def event(self) -> Event:
        return Event(
            self.origin.type, self.primary_id, dict(zip(self.origin.type.attributes, self.attributes, strict=False))
        )


@dataclass(slots=True)
class Draft:
    """Changes and rows of one transaction; people are indexes into `facts.ids`."""

    facts: LoadedFacts
    scope: Scope
    source: str = ""
    changed: dict[str, set[int]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    statuses_set: dict[int, set[int]] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)  # person -> partition
    deleted: set[int] = field(default_factory=set)
    _columns: dict[str, list[Value]] = field(default_factory=dict)
    _lists: dict[int, set[int]] = field(default_factory=dict)
    _statuses: dict[int, dict[int, tuple[int, bool]]] = field(default_factory=dict)
    _origins: dict[tuple[str, int], Origin] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.scope.now

    @property
    def zone(self) -> ZoneInfo:
        return self.scope.zone

    # What is known now.

    @property
    def ids(self) -> Sequence[int]:
        return self.facts.ids

    @property
    def partitions(self) -> list[int]:
        """By the people's indexes, as they will be."""
        if not self.moved:
            return self.facts.partitions
        return [self.moved.get(person, before) for person, before in enumerate(self.facts.partitions)]

    def partition_of(self, person: int) -> int:
        return self.moved.get(person, self.facts.partitions[person])

    def column(self, field: str) -> list[Value]:
        changed = self._columns.get(field)
        if changed is not None:
            return changed
        loaded = self.facts.columns.get(field)
        return loaded if loaded is not None else [None] * len(self.facts.ids)

    def on_list(self, list_id: int) -> Collection[int]:
        return self._lists.get(list_id, self.facts.lists.get(list_id, frozenset()))

    def statuses(self, program_id: int) -> Mapping[int, tuple[int, bool]]:
        own = self._statuses.get(program_id)
        return own if own is not None else self.facts.statuses.get(program_id, {})

    def in_campaign(self, campaign_id: int) -> Collection[int]:
        return self.facts.passes.get(campaign_id, {}).keys()

    def sharing(self, key_field: str) -> Collection[int]:
        return self.facts.sharing.get(key_field, frozenset())

    def count(self, history: History) -> Mapping[int, int]:
        """The database's matching activities and the draft's own (engine.md 11)."""
        counts = dict(self.facts.history.get(history, {}))
        covers_now = _covers(history, self.now)
        for row in self._rows_counted():
            if row.origin.type.id != history.type_id:
                continue
            earlier = row.origin.occurred_at
            covered = covers_now if earlier is None else _covers(history, earlier)
            counts_here = covered and (history.any_result or row.origin.result == SUCCEEDED)
            if counts_here and activity_matches(history, row.event()):
                counts[row.person] = counts.get(row.person, 0) + 1
        return counts

    def _rows_counted(self) -> Iterable[Row]:
        return self.rows

    def is_on_list(self, person: int, list_id: int) -> bool:
        return person in self.on_list(list_id)

    def list_name(self, list_id: int) -> str:
        return self.scope.lists.get(list_id, f"List {list_id}")

    def program(self, program_id: int) -> ProgramInfo:
        return self.scope.programs[program_id]

    def status_of(self, person: int, program_id: int) -> int | None:
        member = self.statuses(program_id).get(person)
        return member[0] if member else None

    def has_success(self, person: int, program_id: int) -> bool:
        member = self.statuses(program_id).get(person)
        return bool(member and member[1])

    # What is decided.

    def change(self, person: int, field: str, value: Value) -> None:
        """A false boolean is stored as empty."""
        if field not in self._columns:
            self._columns[field] = list(self.column(field))
            self.changed[field] = set()
        self._columns[field][person] = None if value is False or value == "" else value
        self.changed[field].add(person)

    def move(self, person: int, partition_id: int) -> None:
        self.moved[person] = partition_id

    def put_on_list(self, person: int, list_id: int) -> None:
        self._own_list(list_id).add(person)

    def take_off_list(self, person: int, list_id: int) -> None:
        self._own_list(list_id).discard(person)

    def _own_list(self, list_id: int) -> set[int]:
        return self._lists.setdefault(list_id, set(self.facts.lists.get(list_id, frozenset())))

    def set_status(self, person: int, program_id: int, status_id: int | None) -> None:
        own = self._statuses.setdefault(program_id, dict(self.facts.statuses.get(program_id, {})))
        if status_id is None:
            own.pop(person, None)
        else:
            success = self.program(program_id).statuses[status_id].success
            own[person] = (status_id, success or self.has_success(person, program_id))
        self.statuses_set.setdefault(program_id, set()).add(person)

    def list_changes(self) -> dict[int, tuple[list[int], list[int]]]:
        """Per list who came and who left, against the facts."""
        changes = {}
        for list_id, own in self._lists.items():
            before = self.facts.lists.get(list_id, frozenset())
            changes[list_id] = (sorted(own - before), sorted(before - own))
        return changes

    def log(
        self,
        person: int,
        type_key: str,
        attributes: tuple[Value, ...],
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None:
        self.rows.append(Row(person, self._origin(type_key, SUCCEEDED), attributes, primary_id, None, missing))

    def log_event(self, person: int, origin: Origin, attributes: tuple[Value, ...], *, primary_id: int | None) -> None:
        """What came from outside with a time, or with attributes, of its own."""
        self.rows.append(Row(person, origin, attributes, primary_id, None, ()))

    def skip(
        self,
        person: int,
        type_key: str,
        reason: str,
        attributes: tuple[Value, ...] = (),
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None:
        self.rows.append(Row(person, self._origin(type_key, SKIPPED), attributes, primary_id, reason, missing))

    def fail(
        self,
        person: int,
        type_key: str,
        reason: str,
        attributes: tuple[Value, ...] = (),
        *,
        primary_id: int | None = None,
        missing: tuple[str, ...] = (),
    ) -> None:
        self.rows.append(Row(person, self._origin(type_key, FAILED), attributes, primary_id, reason, missing))

    def _origin(self, type_key: str, result: int) -> Origin:
        known = self._origins.get((type_key, result))
        if known is None:
            known = self._origins[type_key, result] = self._new_origin(BY_KEY[type_key], result)
        return known

    def _new_origin(self, type_: ActivityType, result: int) -> Origin:
        return Origin(type_, result)


def _covers(history: History, moment: datetime) -> bool:
    return (history.since is None or history.since <= moment) and (history.until is None or moment < history.until)
