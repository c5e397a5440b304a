"""The words by which people are found at a million of them: an index that every write of a searched field keeps."""

from collections.abc import Collection, Sequence

from django.db import connection

from campaigns.definitions.search import is_searched, rows_of
from campaigns.engine.draft import Draft
from campaigns.storage.sql import among, execute, is_postgresql

_COLUMNS = "campaigns_personword (person_id, field, word)"


def write_words(draft: Draft) -> None:
    """Of whoever changed in a searched field."""
    for name, people in draft.changed.items():
        if is_searched(draft.scope.fields[name]):
            ids, column = draft.facts.ids, draft.column(name)
            changed = sorted(people)
            replace_words(name, [(ids[person], column[person]) for person in changed])


def replace_words(field: str, people: Sequence[tuple[int, object]]) -> None:
    """`people` are ids with the field's values of now."""
    condition, params = among("person_id", [id_ for id_, _ in people])
    execute(f"DELETE FROM campaigns_personword WHERE field = %s AND {condition}", [field, *params])
    add_words(rows_of(field, people))


def add_words(rows: Collection[tuple[int, str, str]]) -> None:
    if not rows:
        return
    if is_postgresql():
        columns = [list(column) for column in zip(*rows, strict=True)]
        execute(f"INSERT INTO {_COLUMNS} SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[])", columns)
    else:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {_COLUMNS} VALUES (%s, %s, %s)", list(rows))
