"""The API's limits: leads synchronised by hand-written SQL, and activities as the database itself writes them."""

import csv
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from campaigns.definitions.search import rows_of
from campaigns.definitions.text import normal
from campaigns.storage.sql import is_postgresql, moment, query

Lead = dict[str, Any]  # by field name
COLUMNS = "id, person_id, occurred_at, type_id, campaign_id, primary_id, attributes"
_FETCH = 5_000
_ACTIVITY = ("person_id", "attributes", "type_id", "result", "journal_id", "occurred_at", "recorded_at")
_SEARCHED = ("first_name", "last_name", "email")


def sync(partition: int, leads: Sequence[Lead]) -> float:
    """Seconds. New ones are made, known ones changed; with keys, words and activities, in one transaction."""
    start = time.perf_counter()
    with transaction.atomic():
        known = _known(partition, [normal(each["email"]) for each in leads])
        now = moment(timezone.now())
        _make(partition, [each for each in leads if normal(each["email"]) not in known], now)
        _change([(known[key], each) for each in leads if (key := normal(each["email"])) in known], now)
    return time.perf_counter() - start


def write_csv(file: Path) -> float:
    """Seconds that the database takes for all activities: COPY, or a bare cursor."""
    start = time.perf_counter()
    if is_postgresql():
        sql = f"COPY (SELECT {COLUMNS} FROM campaigns_activity) TO STDOUT (FORMAT csv)"
        with file.open("wb") as output, connection.cursor() as cursor, cursor.copy(sql) as copy:
            for piece in copy:
                output.write(piece)
    else:
        with file.open("w", newline="") as output, connection.cursor() as cursor:
            cursor.execute(f"SELECT {COLUMNS} FROM campaigns_activity ORDER BY id")
            writer = csv.writer(output)
            while rows := cursor.fetchmany(_FETCH):
                writer.writerows(rows)
    return time.perf_counter() - start


def _known(partition: int, keys: list[str]) -> dict[str, int]:
    among = "= ANY(%s)" if is_postgresql() else "IN (SELECT value FROM json_each(%s))"
    of_partition = "SELECT value, person_id FROM campaigns_personkey WHERE partition_id = %s AND field = 'email'"
    return dict(query(f"{of_partition} AND value {among}", [partition, keys if is_postgresql() else json.dumps(keys)]))


def _make(partition: int, leads: Sequence[Lead], now: Any) -> None:
    if not leads:
        return
    ids = _new_ids(len(leads))
    people = list(zip(ids, leads, strict=True))
    rows = [(id, partition, json.dumps(each), json.dumps(_normal(each)), now, now) for id, each in people]
    _insert("person", ("id", "partition_id", '"values"', "normal", "created_at", "updated_at"), rows)
    keys = [(partition, id, "email", normal(each["email"])) for id, each in people]
    _insert("personkey", ("partition_id", "person_id", "field", "value"), keys)
    words = [word for name in _SEARCHED for word in rows_of(name, [(id, each.get(name)) for id, each in people])]
    _insert("personword", ("person_id", "field", "word"), words)
    said = json.dumps({"Source Type": "Web Service API", "Source Info": "Bench"})
    _log([(id, said, 12) for id in ids], now)


def _change(people: Sequence[tuple[int, Lead]], now: Any) -> None:
    if not people:
        return
    ids = [id for id, _ in people]
    among = "= ANY(%s) FOR UPDATE" if is_postgresql() else "IN (SELECT value FROM json_each(%s))"
    old = {
        id: _read(values)
        for id, values in query(
            f'SELECT id, "values" FROM campaigns_person WHERE id {among}', [ids if is_postgresql() else json.dumps(ids)]
        )
    }
    join = "|| %s::jsonb" if is_postgresql() else ", %s)"
    patch = "" if is_postgresql() else "json_patch("
    sql = (
        f'UPDATE campaigns_person SET "values" = {patch}"values" {join}, normal = {patch}normal {join}, '
        "updated_at = %s WHERE id = %s"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(json.dumps(each), json.dumps(_normal(each)), now, id) for id, each in people])
    _log([row for id, each in people for row in _changes(id, old[id], each)], now)


def _changes(id: int, old: Lead, new: Lead) -> list[tuple[int, str, int]]:
    rows = []
    for name, value in new.items():
        if old.get(name) == value:
            continue
        is_score = name == "score"
        said = {"Score Name" if is_score else "Attribute Name": name, "Old Value": old.get(name), "New Value": value}
        rows.append((id, json.dumps(said | {"Source": "Web Service API: Bench"}), 22 if is_score else 13))
    return rows


def _log(rows: Sequence[tuple[int, str, int]], now: Any) -> None:
    journal = query(
        "INSERT INTO campaigns_journal (at, activities, counts, passes) VALUES (%s, %s, '{}', '{}') RETURNING id",
        [now, len(rows)],
    )[0][0]
    _insert("activity", _ACTIVITY, [(id, said, type_, 0, journal, now, now) for id, said, type_ in rows])


def _new_ids(count: int) -> list[int]:
    if is_postgresql():
        sql = "SELECT nextval(pg_get_serial_sequence('campaigns_person', 'id')) FROM generate_series(1, %s)"
        return [row[0] for row in query(sql, [count])]
    last = query("SELECT coalesce(max(id), 0) FROM campaigns_person")[0][0]
    return list(range(last + 1, last + 1 + count))


def _insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    into = f"campaigns_{table} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if not is_postgresql():
            cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", rows)
            return
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _normal(lead: Lead) -> dict[str, str]:
    return {name: normal(value) for name, value in lead.items() if isinstance(value, str)}


def _read(values: Any) -> Lead:
    read: Lead = json.loads(values) if isinstance(values, str) else values
    return read
