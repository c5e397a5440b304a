"""Writes what a draft changed of people, lists and programs, in person order (engine.md 8, 16, 25)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.draft import Draft
from campaigns.engine.wave import Value
from campaigns.models import Person, PersonKey
from campaigns.storage.person_words import write_words
from campaigns.storage.sql import among, execute, id_table, is_postgresql, moment

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_people(draft: Draft) -> None:
    """One UPDATE for all changed fields of all changed people."""
    patches = _patches(draft)
    if not patches:
        return
    if is_postgresql():
        _update_postgresql(draft, patches)
    else:
        _update_sqlite(draft, patches)
    _write_keys(draft)
    write_words(draft)


def _patches(draft: Draft) -> list[tuple[int, dict[str, Value], dict[str, str | None]]]:
    """Per changed person the new values and their normal forms; None takes a key away."""
    values: dict[int, dict[str, Value]] = {}
    normals: dict[int, dict[str, str | None]] = {}
    for name, people in draft.changed.items():
        column = draft.column(name)
        is_text = draft.scope.fields[name].type.family == "text"
        for person in people:
            value = column[person]
            values.setdefault(person, {})[name] = value
            if is_text:
                normals.setdefault(person, {})[name] = normal(value) if isinstance(value, str) else None
    return [(person, values[person], normals.get(person, {})) for person in sorted(values)]


def _update_postgresql(draft: Draft, patches: Sequence[tuple[int, Any, Any]]) -> None:
    """Stored documents hold no nulls, so stripping them takes the cleared keys away."""
    ids = draft.facts.ids
    rows = _compact([[ids[person], values, normals] for person, values, normals in patches])
    execute(
        'UPDATE campaigns_person p SET "values" = jsonb_strip_nulls(p."values" || (j->1)), '
        "normal = CASE WHEN j->2 = '{}' THEN p.normal ELSE jsonb_strip_nulls(p.normal || (j->2)) END, "
        "updated_at = %s FROM jsonb_array_elements(%s::jsonb) j WHERE p.id = (j->>0)::bigint",
        [draft.now, rows],
    )


def _update_sqlite(draft: Draft, patches: Sequence[tuple[int, Any, Any]]) -> None:
    ids = draft.facts.ids
    now = moment(draft.now)
    documents: dict[tuple[Any, ...], str] = {}  # people of a wave often change alike

    def document(values: dict[str, Any]) -> str:
        key = (*values, *values.values(), *map(type, values.values()))
        text = documents.get(key)
        if text is None:
            text = documents[key] = _compact(values)
        return text

    with connection.cursor() as cursor:
        cursor.executemany(
            'UPDATE campaigns_person SET "values" = json_patch("values", %s), '
            "normal = json_patch(normal, %s), updated_at = %s WHERE id = %s",
            [(document(values), document(normals), now, ids[person]) for person, values, normals in patches],
        )


def _write_keys(draft: Draft) -> None:
    """Imports find people by the values of key fields."""
    for name, people in draft.changed.items():
        field = draft.scope.fields[name]
        if not field.is_key:
            continue
        ids = [draft.facts.ids[person] for person in sorted(people)]
        condition, params = among("person_id", ids)
        execute(f"DELETE FROM campaigns_personkey WHERE field = %s AND {condition}", [name, *params])
        PersonKey.objects.bulk_create(keys_of(draft, field, sorted(people)))


_LONGEST_KEY = 255  # characters; imports refuse longer ones, and PostgreSQL's index bears few more


def keys_of(draft: Draft, field: Field, people: Sequence[int]) -> list[PersonKey]:
    column, facts = draft.column(field.name), draft.facts
    return [
        PersonKey(
            partition_id=facts.partitions[person],
            person_id=facts.ids[person],
            field=field.name,
            value=str(column[person]),
        )
        for person in people
        if column[person] is not None and len(str(column[person])) <= _LONGEST_KEY
    ]


def write_partitions(draft: Draft) -> None:
    """Imports then find them there."""
    by_partition: dict[int, list[int]] = {}
    for person, partition in draft.moved.items():
        by_partition.setdefault(partition, []).append(draft.facts.ids[person])
    for partition, people in by_partition.items():
        Person.objects.filter(pk__in=people).update(partition=partition, updated_at=draft.now)
        PersonKey.objects.filter(person__in=people).update(partition=partition)


def write_lists(draft: Draft) -> None:
    for list_id, (came, left) in draft.list_changes().items():
        ids = draft.facts.ids
        if came:
            _insert_members(list_id, [ids[person] for person in came], draft)
        if left:
            condition, params = among("person_id", [ids[person] for person in left])
            execute(f"DELETE FROM campaigns_listmember WHERE list_id = %s AND {condition}", [list_id, *params])


def _insert_members(list_id: int, people: Sequence[int], draft: Draft) -> None:
    source, array = id_table(people)
    execute(
        "INSERT INTO campaigns_listmember (list_id, person_id, added_at) "
        f"SELECT %s, t.id, %s FROM {source} WHERE true ON CONFLICT DO NOTHING",
        [list_id, moment(draft.now), array],
    )


def write_statuses(draft: Draft) -> None:
    """Upserts memberships that changed, and takes away those that ended; a member's own values stay."""
    for program_id, people in draft.statuses_set.items():
        members: Mapping[int, tuple[int, bool]] = draft.statuses(program_id)
        ids = draft.facts.ids
        gone = [ids[person] for person in sorted(people) if person not in members]
        if gone:
            condition, params = among("person_id", gone)
            execute(f"DELETE FROM campaigns_programmember WHERE program_id = %s AND {condition}", [program_id, *params])
        groups: dict[tuple[int, bool], list[int]] = {}
        for person in sorted(people):
            if person in members:
                groups.setdefault(members[person], []).append(ids[person])
        for (status, success), group in groups.items():
            _upsert_status(program_id, status, group, draft, success=success)


def _upsert_status(program_id: int, status: int, people: Sequence[int], draft: Draft, *, success: bool) -> None:
    source, array = id_table(people)
    execute(
        "INSERT INTO campaigns_programmember "
        '(program_id, person_id, status_id, reached_success, member_since, updated_at, "values") '
        f"SELECT %s, t.id, %s, %s, %s, %s, '{{}}' FROM {source} WHERE true ON CONFLICT (program_id, person_id) "
        "DO UPDATE SET status_id = EXCLUDED.status_id, reached_success = EXCLUDED.reached_success, "
        "updated_at = EXCLUDED.updated_at",
        [program_id, status, success, moment(draft.now), moment(draft.now), array],
    )


def write_members(
    draft: Draft, entered: Mapping[int, Sequence[int]], *, counted: Mapping[int, bool], at: datetime
) -> None:
    """Who passed into a campaign's flow (C19), at that moment. Where the rule lets people through every time, only the
    first pass is written (engine.md 7); `counted` says for which campaigns every pass is."""
    for campaign_id, people in entered.items():
        if not people:
            continue
        ids = [draft.facts.ids[person] for person in sorted(people)]
        execute(*_member_upsert(campaign_id, ids, at=at, counted=counted[campaign_id]))


def _member_upsert(campaign_id: int, ids: Sequence[int], *, at: datetime, counted: bool) -> tuple[str, list[Any]]:
    kept = "campaigns_campaignmember"
    later = f"CASE WHEN EXCLUDED.last > {kept}.last THEN EXCLUDED.last ELSE {kept}.last END"  # a replay comes earlier
    update = f"DO UPDATE SET last = {later}, entries = {kept}.entries + 1" if counted else "DO NOTHING"
    source, array = id_table(ids)
    now = moment(at)
    return (
        "INSERT INTO campaigns_campaignmember (campaign_id, person_id, first, last, entries) "
        f"SELECT %s, t.id, %s, %s, 1 FROM {source} WHERE true ON CONFLICT (campaign_id, person_id) {update}",
        [campaign_id, now, now, array],
    )
