"""The limit: hand-written SQL that writes the same rows as the flow, as fast as we know how to write it.

On PostgreSQL one statement does everything. SQLite has no writing WITH, so it computes once and then writes table by
table, in one transaction. Journals are copied from those that the product wrote for the same flow.
"""

import time
from collections.abc import Callable

from django.db import transaction

from bench.flows import Drawn
from campaigns.storage.sql import execute, is_postgresql, query

Statement = Callable[[Drawn], str]
ACTIVITY = (
    "INSERT INTO campaigns_activity (person_id, entry, attributes, normal, primary_id, reason, type_id, result, "
    "campaign_id, step, choice, path, run_id, journal_id, occurred_at, recorded_at) "
)
MEMBERS = "INSERT INTO campaigns_campaignmember (campaign_id, person_id, first, last, entries) "
NOT_IN_LIST = "'The person is not in the campaign''s smart list.'"


def run(computed: Statement, activities: Statement, drawn: Drawn, members: dict[int, str]) -> float:
    """Seconds. `computed` selects the new values of everybody, `activities` the rows, `members` who joins what."""
    parts = _writes(drawn, members)
    insert = f"{ACTIVITY}{activities(drawn)}"
    start = time.perf_counter()
    with transaction.atomic():
        if is_postgresql():
            ctes = ", ".join(f"w{number} AS ({sql} RETURNING 1)" for number, sql in enumerate(parts))
            execute(f"WITH n AS MATERIALIZED ({computed(drawn)}), {ctes} {insert}")
        else:
            execute(f"CREATE TEMP TABLE n AS {computed(drawn)}")
            for sql in parts:
                execute(sql)
            execute(insert)
            execute("DROP TABLE n")
    return time.perf_counter() - start


def keep_journals() -> None:
    """Of the product's run, to be written by the other side."""
    execute("DROP TABLE IF EXISTS bench_journal")
    execute("CREATE TABLE bench_journal AS SELECT * FROM campaigns_journal")
    execute("UPDATE bench_journal SET run_id = NULL")


def _writes(drawn: Drawn, members: dict[int, str]) -> list[str]:
    update = (
        'UPDATE campaigns_person AS p SET "values" = p."values" || n.patch, updated_at = n.now FROM n '
        "WHERE p.id = n.id AND n.patch IS NOT NULL"
        if is_postgresql()
        else 'UPDATE campaigns_person AS p SET "values" = json_patch(p."values", n.patch), updated_at = n.now FROM n '
        "WHERE p.id = n.id AND n.patch IS NOT NULL"
    )
    text = "normal = p.normal || n.texts" if is_postgresql() else "normal = json_patch(p.normal, n.texts)"
    columns = "workspace_id, run_id, wave, at, feed_no, activities, counts, people, passes"
    return [
        update.replace("updated_at", f"{text}, updated_at"),
        "INSERT INTO campaigns_listmember (list_id, person_id, added_at) "
        f"SELECT {drawn.list_id}, id, now FROM n WHERE on_list ORDER BY id",
        "INSERT INTO campaigns_programmember "
        '(program_id, person_id, status_id, reached_success, member_since, "values") '
        f"SELECT {drawn.program}, id, status, {'false' if is_postgresql() else 0}, now, '{{}}' FROM n "
        "WHERE status IS NOT NULL ORDER BY id",
        *(
            f"{MEMBERS} SELECT {campaign}, id, now, now, 1 FROM n WHERE {condition} ORDER BY id"
            for campaign, condition in members.items()
        ),
        f"INSERT INTO campaigns_journal ({columns}) SELECT {columns} FROM bench_journal",
    ]


def check(expected: dict[str, int]) -> None:
    """Both sides wrote the same numbers of rows, or the comparison says nothing."""
    found = counts()
    if found != expected:
        raise RuntimeError(f"The hand-written SQL wrote {found}, the product {expected}.")


def counts() -> dict[str, int]:
    tables = ("activity", "journal", "listmember", "programmember", "campaignmember")
    found = {name: int(query(f"SELECT count(*) FROM campaigns_{name}")[0][0]) for name in tables}
    for name, column in (("score", "score"), ("source", "lead_source"), ("plan", "plan")):
        sql = f"SELECT count(*) FROM campaigns_person WHERE (\"values\"->>'{column}') IS NOT NULL"
        found[name] = int(query(sql)[0][0])
    found["score_sum"] = int(query("SELECT sum(CAST(\"values\"->>'score' AS integer)) FROM campaigns_person")[0][0])
    return found
