"""Counts activities of a wave's people, after their locks (engine.md 11)."""

from collections.abc import Mapping

from campaigns.engine.predicates import History
from campaigns.storage.predicate_sql import activities_where
from campaigns.storage.sql import among, is_postgresql, query


def counts_of(history: History, index: Mapping[int, int]) -> dict[int, int]:
    """By the people's indexes; nobody is 0 when absent."""
    condition, params = activities_where(history, vendor="postgresql" if is_postgresql() else "sqlite")
    people, ids = among("a.person_id", index)
    rows = query(
        f"SELECT a.person_id, count(*) FROM campaigns_activity a WHERE {people} AND {condition} GROUP BY a.person_id",
        [*ids, *params],
    )
    return {index[person]: count for person, count in rows}
