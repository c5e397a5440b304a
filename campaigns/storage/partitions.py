"""Monthly tables of activities on PostgreSQL, made ahead of time (engine.md 6)."""

from datetime import datetime

from dateutil.relativedelta import relativedelta

from campaigns.storage.sql import execute, is_postgresql, query

_AHEAD = 2


def make_ahead(*, now: datetime) -> None:
    """This month's table and the next two. A month that has begun in the rest table stays there."""
    if not is_postgresql():
        return
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for ahead in range(_AHEAD + 1):
        _make(month + relativedelta(months=ahead))


def _make(month: datetime) -> None:
    name = f"campaigns_activity_{month:%Y_%m}"
    if query("SELECT to_regclass(%s)", [name])[0][0] is not None:
        return
    until = month + relativedelta(months=1)
    span = "recorded_at >= %s AND recorded_at < %s"
    if query(f"SELECT 1 FROM campaigns_activity_rest WHERE {span} LIMIT 1", [month, until]):
        return
    execute(
        f"CREATE TABLE IF NOT EXISTS {name} PARTITION OF campaigns_activity FOR VALUES FROM (%s) TO (%s)",
        [month, until],
    )
