"""The one door for changes from outside of a flow: lock, change, log, match triggers, journal (engine.md 8).

Each function is one transaction of its own, or joins the caller's. `source` says who changed it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.definitions.fields import Field
from campaigns.definitions.search import is_searched, rows_of
from campaigns.definitions.text import normal
from campaigns.engine.draft import Draft
from campaigns.engine.facts import LoadedFacts
from campaigns.engine.scope import ProgramInfo, Scope
from campaigns.engine.wave import Value
from campaigns.models import Partition, Person, PersonKey, Program, StaticList
from campaigns.queue import wake
from campaigns.storage import journal
from campaigns.storage.facts import database_now, load_more, load_people
from campaigns.storage.fields import all_fields
from campaigns.storage.live import member_values
from campaigns.storage.member_data import write_member_data
from campaigns.storage.people import keys_of
from campaigns.storage.person_words import add_words
from campaigns.storage.scope import programs_of
from campaigns.storage.tombstones import leave_tombstones
from campaigns.storage.write_back import write_record

UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a change came from: "Designer", "Import", "Web Service API"; `info` is its user or file.

    `workspace_id` keeps what one workspace did apart from what another sees of shared people (W01).
    """

    name: str
    info: str = ""
    workspace_id: int | None = None

    def __str__(self) -> str:
        return f"{self.name}: {self.info}" if self.info else self.name


def create_people(partition_id: int, rows: Sequence[Mapping[str, Value]], *, source: Source) -> list[int]:
    """`rows` are stored values by field name. The new ids, in the order of the rows; each logs New Person."""
    if not rows:
        return []
    with transaction.atomic():
        now, fields = database_now(), all_fields()
        people = Person.objects.bulk_create(_person(partition_id, row, fields, now) for row in rows)
        draft = Draft(_facts_of_new(people, partition_id, fields), _scope(fields, now))
        for field in fields.values():
            if field.is_key:
                PersonKey.objects.bulk_create(keys_of(draft, field, range(len(people))))
            if is_searched(field):
                add_words(rows_of(field.name, ((person.pk, person.values.get(field.name)) for person in people)))
        for index in range(len(people)):
            draft.log(index, "new_person", (source.name, source.info))
        _write(draft, source)
    return [person.pk for person in people]


def change_people(changes: Mapping[int, Mapping[str, Value]], *, source: Source) -> int:
    """`changes` maps person id to stored values by field name; None clears. How many people really changed."""
    names = {name for values in changes.values() for name in values}

    def decide(draft: Draft) -> None:
        for index, id_ in enumerate(draft.facts.ids):
            for name, value in changes[id_].items():
                change_value(draft, index, name, value, source)

    draft = _record(changes.keys(), decide, source=source, fields=names)
    return len({person for people in draft.changed.values() for person in people})


def change_value(draft: Draft, person: int, name: str, value: Value, source: Source) -> None:
    """Nothing is logged where nothing changes."""
    old = draft.column(name)[person]
    new = None if value is False or value == "" else value
    if old == new and type(old) is type(new):
        return
    draft.change(person, name, new)
    if draft.scope.fields[name].type == "score":
        before, after = int(old or 0), int(new or 0)
        draft.log(person, "change_score", (name, f"{after - before:+d}", before, after, str(source)))
    else:
        draft.log(person, "change_data_value", (name, old, new, None, str(source)))


def put_on_list(list_id: int, people: Collection[int], *, source: Source) -> int:
    """How many were not on it before."""
    name = StaticList.objects.values_list("name", flat=True).get(pk=list_id)

    def decide(draft: Draft) -> None:
        for person in range(len(draft.facts.ids)):
            if not draft.is_on_list(person, list_id):
                draft.put_on_list(person, list_id)
                draft.log(person, "add_to_list", (name, str(source)), primary_id=list_id)

    return len(_record(people, decide, source=source, lists=[list_id]).rows)


def take_off_list(list_id: int, people: Collection[int], *, source: Source) -> int:
    """How many were on it."""
    name = StaticList.objects.values_list("name", flat=True).get(pk=list_id)

    def decide(draft: Draft) -> None:
        for person in range(len(draft.facts.ids)):
            if draft.is_on_list(person, list_id):
                draft.take_off_list(person, list_id)
                draft.log(person, "remove_from_list", (name, str(source)), primary_id=list_id)

    return len(_record(people, decide, source=source, lists=[list_id]).rows)


def set_status(program_id: int, status_id: int, people: Collection[int], *, source: Source) -> int:
    """Never to a lower step (F07); those stay as they are. How many changed."""
    program = programs_of(Program.objects.values_list("workspace_id", flat=True).get(pk=program_id), [program_id])
    info = program[program_id]
    new = info.statuses[status_id]

    def decide(draft: Draft) -> None:
        for person in range(len(draft.facts.ids)):
            old = info.statuses.get(draft.status_of(person, program_id) or 0)
            if old == new or (old is None and new.step == 0) or (old and 0 < new.step < old.step):
                continue
            draft.set_status(person, program_id, None if new.step == 0 else new.id)
            attributes = (
                info.name,
                old.name if old else None,
                new.name,
                draft.has_success(person, program_id),
                str(source),
            )
            draft.log(person, "change_program_status", attributes, primary_id=program_id)

    return len(_record(people, decide, source=source, programs=[program_id], scope_programs=program).rows)


def change_member_values(
    program_id: int, changes: Mapping[int, Mapping[str, str | None]], *, source: Source
) -> dict[int, int]:
    """`changes` maps person id to the new values by name; None clears. Who is no member is left out. How many values
    really changed, by person."""
    name = Program.objects.values_list("name", flat=True).get(pk=program_id)
    written: dict[tuple[int, int], dict[str, str | None]] = {}

    def decide(draft: Draft) -> None:
        members = member_values([program_id], draft.facts.ids)[program_id]
        for person, id_ in enumerate(draft.facts.ids):
            old = members.get(id_)
            if old is None:
                continue
            for attribute, new in changes[id_].items():
                before = old.get(normal(attribute))
                if before != new:
                    written.setdefault((program_id, person), {})[attribute] = new
                    attributes = (name, attribute, before, new, str(source))
                    draft.log(person, "change_program_member_data", attributes, primary_id=program_id)

    with transaction.atomic():
        draft = _record(changes.keys(), decide, source=source)
        write_member_data(written, draft.facts.ids, at=draft.now)
    return {draft.facts.ids[person]: len(values) for (_, person), values in written.items()}


def change_owner(people: Collection[int], owner: str | None, *, owner_id: int | None, source: Source) -> int:
    """`owner` is the user's address, None for nobody. How many had another one."""

    def decide(draft: Draft) -> None:
        for person, old in enumerate(draft.column("owner")):
            if old != owner:
                draft.log(person, "change_owner", (owner, old, str(source)), primary_id=owner_id)
                draft.change(person, "owner", owner)

    return len(_record(people, decide, source=source, fields=["owner"]).rows)


def move_people(partition: Partition, people: Collection[int], *, source: Source) -> int:
    """Workspaces that don't see the new partition lose sight of them. How many were in another one."""
    names = dict(Partition.objects.values_list("id", "name"))

    def decide(draft: Draft) -> None:
        for person in range(len(draft.facts.ids)):
            old = draft.partition_of(person)
            if old != partition.pk:
                attributes = (partition.name, names.get(old), str(source))
                draft.log(person, "change_person_partition", attributes, primary_id=partition.pk)
                draft.move(person, partition.pk)

    return len(_record(people, decide, source=source).rows)


def delete_people(people: Collection[int], *, source: Source) -> int:
    """Leaves tombstones: ids are never used again, values are erased, every membership and wait ends (engine.md 19)."""

    def decide(draft: Draft) -> None:
        for person, id_ in enumerate(draft.facts.ids):
            draft.log(person, "delete_person", (str(id_), str(source)))

    with transaction.atomic():
        draft = _record(people, decide, source=source)
        ids = draft.facts.ids
        leave_tombstones(ids, at=draft.now)
        journal.number_soon()
    return len(ids)


def _record(
    people: Collection[int],
    decide: Callable[[Draft], None],
    *,
    source: Source,
    fields: Collection[str] = (),
    lists: Collection[int] = (),
    programs: Collection[int] = (),
    scope_programs: Mapping[int, ProgramInfo] | None = None,
) -> Draft:
    with transaction.atomic():
        locked = load_people(sorted(people), fields)
        facts = load_more(locked, lists=lists, programs=programs, campaigns=(), histories=())
        draft = Draft(facts, _scope(all_fields(), database_now(), scope_programs))
        decide(draft)
        if draft.rows or draft.changed:
            _write(draft, source)
    return draft


def _write(draft: Draft, source: Source) -> None:
    if write_record(draft, workspace_id=source.workspace_id).waves:
        wake("trigger")


def _scope(fields: Mapping[str, Field], now: datetime, programs: Mapping[int, ProgramInfo] | None = None) -> Scope:
    return Scope(fields=fields, now=now, zone=UTC_ZONE, programs=programs or {})


def _person(partition_id: int, row: Mapping[str, Value], fields: Mapping[str, Field], now: datetime) -> Person:
    values = {name: value for name, value in row.items() if value is not None and value is not False and value != ""}
    texts = {
        name: normal(value)
        for name, value in values.items()
        if isinstance(value, str) and fields[name].type.family == "text"
    }
    return Person(partition_id=partition_id, values=values, normal=texts, created_at=now, updated_at=now)


def _facts_of_new(people: Sequence[Person], partition_id: int, fields: Mapping[str, Field]) -> LoadedFacts:
    keys = [field.name for field in fields.values() if field.is_key]
    columns: dict[str, list[Value]] = {name: [person.values.get(name) for person in people] for name in keys}
    return LoadedFacts([person.pk for person in people], [partition_id] * len(people), columns)
