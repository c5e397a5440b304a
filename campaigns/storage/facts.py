"""Locks a wave's people and loads, in bulk, just the facts that its plan needs (engine.md 9, 11)."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from campaigns.engine.facts import LoadedFacts
from campaigns.engine.instants import stored
from campaigns.engine.predicates import History
from campaigns.engine.wave import Value
from campaigns.storage.history import counts_of
from campaigns.storage.predicate_sql import SHARED_KEYS
from campaigns.storage.sql import among, is_postgresql, query

ROW_COLUMNS = ("created_at", "updated_at")


def load_people(ids: Sequence[int], fields: Collection[str], *, locked: bool = True) -> LoadedFacts:
    """Locks in ascending order, in a statement that touches people alone; deleted people are left out."""
    names = sorted(set(fields) - set(ROW_COLUMNS))
    moments = [name for name in ROW_COLUMNS if name in fields]
    condition, params = among("id", ids)
    lock = "FOR NO KEY UPDATE" if locked and is_postgresql() else ""
    rows = query(
        f"SELECT {', '.join(['id', 'partition_id', _values(len(names)), *moments])} FROM campaigns_person "
        f"WHERE {condition} AND deleted_at IS NULL ORDER BY id {lock}",
        [*_paths(names), *params],
    )
    columns: dict[str, list[Value]] = dict(zip(names, _columns([row[2] for row in rows], len(names)), strict=True))
    for position, name in enumerate(moments, 3):
        columns[name] = [stored(_aware(row[position])) for row in rows]
    return LoadedFacts([row[0] for row in rows], [row[1] for row in rows], columns)


def load_more(
    facts: LoadedFacts,
    *,
    lists: Collection[int],
    programs: Collection[int],
    campaigns: Collection[int],
    histories: Collection[History],
    keys: Collection[str] = (),
) -> LoadedFacts:
    """What stands in other tables, read after the lock."""
    index = {id_: position for position, id_ in enumerate(facts.ids)}
    return LoadedFacts(
        facts.ids,
        facts.partitions,
        facts.columns,
        _lists(lists, index),
        _statuses(programs, index),
        _passes(campaigns, index),
        {history: counts_of(history, index) for history in histories},
        {key: _sharing(key, index) for key in keys},
    )


def _values(count: int) -> str:
    """One JSON array of the fields' values, typed."""
    if is_postgresql():
        return "jsonb_build_array(" + ", ".join(['"values"->%s'] * count) + ")::text"
    return 'json_extract("values"' + ", %s" * count + ", '$.\"\"')"  # a second path makes it an array


def _paths(names: Sequence[str]) -> list[str]:
    return list(names) if is_postgresql() else [f'$."{name}"' for name in names]


def _columns(arrays: Sequence[str], count: int) -> list[list[Value]]:
    rows = json.loads("[" + ",".join(arrays) + "]") if arrays and count else []
    if not rows:
        return [[] for _ in range(count)]
    return [list(column) for column in zip(*rows, strict=True)][:count]


def _aware(moment: Any) -> datetime:
    """SQLite gives text."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _lists(lists: Collection[int], index: Mapping[int, int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {list_id: set() for list_id in lists}
    for list_id, person in _rows("campaigns_listmember", "list_id", lists, index, "list_id", "person_id"):
        found[list_id].add(index[person])
    return {list_id: frozenset(members) for list_id, members in found.items()}


def _statuses(programs: Collection[int], index: Mapping[int, int]) -> dict[int, dict[int, tuple[int, bool]]]:
    found: dict[int, dict[int, tuple[int, bool]]] = {program: {} for program in programs}
    columns = ("program_id", "person_id", "status_id", "reached_success")
    for program, person, status, success in _rows("campaigns_programmember", "program_id", programs, index, *columns):
        found[program][index[person]] = (status, bool(success))
    return found


def _passes(campaigns: Collection[int], index: Mapping[int, int]) -> dict[int, dict[int, datetime]]:
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    for campaign, person, last in _rows(
        "campaigns_campaignmember", "campaign_id", campaigns, index, "campaign_id", "person_id", "last"
    ):
        found[campaign][index[person]] = _aware(last)
    return dict(found)


def _sharing(key: str, index: Mapping[int, int]) -> frozenset[int]:
    people, ids = among("k.person_id", index)
    rows = query(f"{SHARED_KEYS.replace('SELECT 1', 'SELECT DISTINCT k.person_id')} AND {people}", [key, *ids])
    return frozenset(index[person] for (person,) in rows)


def _rows(table: str, owner: str, owners: Collection[int], index: Mapping[int, int], *columns: str) -> Any:
    if not owners:
        return ()
    named = ", ".join(columns)
    if is_postgresql():
        # The fence makes it look each pair up in the unique index: while a table fills, its statistics speak of an
        # empty one, and the planner would read all members of the owner for every wave.
        return query(
            f"SELECT m.* FROM unnest(%s::bigint[]) o(id), unnest(%s::bigint[]) p(id) CROSS JOIN LATERAL "
            f"(SELECT {named} FROM {table} WHERE {owner} = o.id AND person_id = p.id OFFSET 0) m",
            [list(owners), list(index)],
        )
    of_owners, owner_ids = among(owner, owners)
    of_people, people_ids = among("person_id", index)
    return query(f"SELECT {named} FROM {table} WHERE {of_owners} AND {of_people}", owner_ids + people_ids)


def database_now() -> datetime:
    """The moment of a wave: PostgreSQL's clock, for its workers may disagree; here the process's own."""
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0].astimezone(UTC)
    return datetime.now(UTC)
