"""People brought by integrations, many at a time: found by a key, made or changed, each with its own outcome."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.wave import Value
from campaigns.errors import Invalid
from campaigns.models import PersonKey, Workspace
from campaigns.runtime import record
from campaigns.runtime.record import Source
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require
from campaigns.storage.fields import all_fields
from campaigns.storage.key_locks import lock_keys
from campaigns.storage.values import clean

Action = Literal["createOrUpdate", "createOnly", "updateOnly", "createDuplicate"]
Why = Literal["exists", "not_found", "ambiguous", "bad_value", "no_partition"]
MOST = 300
LONGEST_KEY = 255


@dataclass(frozen=True, slots=True)
class Outcome:
    """`about` are the field and the value that could not be accepted."""

    status: Literal["created", "updated", "deleted", "skipped"]
    person: int | None = None
    why: Why | None = None
    about: tuple[str, object] = ("", None)


@transaction.atomic
def sync_people(
    actor: Actor,
    *,
    workspace_id: int,
    records: Sequence[Mapping[str, object]],
    action: Action = "createOrUpdate",
    lookup: str = "email",
    partition: str | None = None,
) -> list[Outcome]:
    """`records` hold raw values by field name; by "id" too, where that is the lookup. One outcome each, in order."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    if len(records) > MOST:
        raise Invalid(f"At most {MOST} people can be sent at once; these are {len(records)}.")
    syncing = _Syncing(workspace, action, lookup, Source(actor.door, actor.name, workspace_id))
    syncing.partition_id = partition_named(workspace, partition)
    return syncing.run(records)


@transaction.atomic
def remove_people(actor: Actor, *, workspace_id: int, people: Sequence[int]) -> list[Outcome]:
    """F07: they leave all runs, lists and programs."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    if len(people) > MOST:
        raise Invalid(f"At most {MOST} people can be deleted at once; these are {len(people)}.")
    known = set(seen_from(workspace).filter(pk__in=people).values_list("pk", flat=True))
    if known:
        record.delete_people(sorted(known), source=Source(actor.door, actor.name, workspace_id))
    return [Outcome("deleted", id) if id in known else Outcome("skipped", id, "not_found") for id in people]


@transaction.atomic
def move_people(actor: Actor, *, workspace_id: int, partitions: Mapping[int, str]) -> dict[int, Outcome]:
    """`partitions` maps person id to the name of the partition that the person goes to (W01)."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    if len(partitions) > MOST:
        raise Invalid(f"At most {MOST} people can be moved at once; these are {len(partitions)}.")
    known = set(seen_from(workspace).filter(pk__in=list(partitions)).values_list("pk", flat=True))
    targets = {each.name: each for each in workspace.partitions.all()}
    source = Source(actor.door, actor.name, workspace_id)
    for name, target in targets.items():
        moved = sorted(person for person, wanted in partitions.items() if wanted == name and person in known)
        if moved:
            record.move_people(target, moved, source=source)
    return {person: _moved(person, name, known, targets) for person, name in partitions.items()}


def _moved(person: int, name: str, known: Container[int], targets: Container[str]) -> Outcome:
    if person not in known:
        return Outcome("skipped", person, "not_found")
    return Outcome("updated", person) if name in targets else Outcome("skipped", person, "no_partition")


@dataclass(slots=True)
class _Syncing:
    """New people first, then all changes, so that a call is two writes however many it brings."""

    workspace: Workspace
    action: Action
    lookup: str
    source: Source
    partition_id: int = 0
    fields: Mapping[str, Field] = field(default_factory=all_fields)
    known: dict[str, set[int]] = field(default_factory=dict)
    new: list[dict[str, Value]] = field(default_factory=list)
    makers: dict[int, int] = field(default_factory=dict)  # place of a record, place among the new
    repeats: dict[int, int] = field(default_factory=dict)  # those that change somebody who is new
    by_key: dict[str, int] = field(default_factory=dict)
    changes: dict[int, dict[str, Value]] = field(default_factory=dict)

    def run(self, records: Sequence[Mapping[str, object]]) -> list[Outcome]:
        self._find([str(each.get(self.lookup) or "") for each in records])
        outcomes = [self._decide(place, each) for place, each in enumerate(records)]
        made = record.create_people(self.partition_id, self.new, source=self.source)
        for place, index in (self.makers | self.repeats).items():
            status: Literal["created", "updated"] = "created" if place in self.makers else "updated"
            outcomes[place] = Outcome(status, made[index])
        record.change_people(self.changes, source=self.source)
        return outcomes

    def _find(self, keys: Sequence[str]) -> None:
        if self.lookup == "id":
            ids = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
            people = seen_from(self.workspace).filter(pk__in=ids).values_list("pk", flat=True)
            self.known = {str(id): {id} for id in people}
            return
        wanted = [normal(key.strip()) for key in keys if key.strip()]
        lock_keys(self.partition_id, self.lookup, wanted)
        rows = PersonKey.objects.filter(
            partition__in=list(self.workspace.partitions.all()),
            field=self.lookup,
            value__in=wanted,
            person__deleted_at=None,
        )
        for value, person in rows.values_list("value", "person"):
            self.known.setdefault(value, set()).add(person)

    def _decide(self, place: int, given: Mapping[str, object]) -> Outcome:
        values, refused = self._cleaned(given)
        if refused:
            return refused
        key = normal(str(given.get(self.lookup) or "").strip())
        people = self.known.get(key, set()) if self.action != "createDuplicate" else set()
        if len(people) > 1:
            return Outcome("skipped", None, "ambiguous")
        again = self.by_key.get(key) if self.action != "createDuplicate" else None
        if (people or again is not None) and self.action == "createOnly":
            return Outcome("skipped", next(iter(people), None), "exists")
        if people:
            return self._change(next(iter(people)), values)
        if again is not None:
            self._merge(again, values)
            self.repeats[place] = again
            return Outcome("updated")
        if self.action == "updateOnly" or self.lookup == "id":
            return Outcome("skipped", None, "not_found")
        return self._make(place, key, values)

    def _change(self, person: int, values: dict[str, Value]) -> Outcome:
        self.changes.setdefault(person, {}).update(values)
        return Outcome("updated", person)

    def _make(self, place: int, key: str, values: dict[str, Value]) -> Outcome:
        self.makers[place] = len(self.new)
        if key:
            self.by_key[key] = len(self.new)
        self.new.append({name: value for name, value in values.items() if value is not None})
        return Outcome("created")

    def _merge(self, index: int, values: dict[str, Value]) -> None:
        merged = self.new[index] | values
        self.new[index] = {name: value for name, value in merged.items() if value is not None}

    def _cleaned(self, given: Mapping[str, object]) -> tuple[dict[str, Value], Outcome | None]:
        zone, cleaned = ZoneInfo(self.workspace.timezone), {}
        for name, raw in given.items():
            if name == "id":
                continue
            try:
                cleaned[name] = _fitting(self.fields[name], clean(self.fields[name], raw, zone))
            except Invalid:
                return {}, Outcome("skipped", None, "bad_value", (name, raw))
        return cleaned, None


def _fitting(field: Field, value: Value) -> Value:
    if field.read_only or (field.is_key and len(str(value)) > LONGEST_KEY):
        raise Invalid(f"{field.label} can't hold this value.")
    return value


def partition_named(workspace: Workspace, name: str | None) -> int:
    """Where new people go: the workspace's own unless another is named."""
    if not name:
        return workspace.primary_partition_id
    found = workspace.partitions.filter(name=name).first()
    if found is None:
        raise Invalid(f"There is no partition “{name:.100}” in this workspace.")
    return found.pk
