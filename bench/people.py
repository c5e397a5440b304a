"""The benchmark's people: made once in a table of their own, laid anew before every measurement."""

from django.db import connection

from campaigns.models import Partition, Workspace
from campaigns.storage.sql import execute, is_postgresql, query

CHANGING = (
    *("activity", "journal", "listmember", "programmember", "campaignmember", "waiting", "wave", "removal"),
    *("run", "personkey", "person"),
)


def make_template(workspace: Workspace, count: int) -> None:
    """`count` people with ten fields each; scores, countries and plans differ."""
    now = "now()" if is_postgresql() else "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')"
    numbers = (
        f"generate_series(1, {count}) AS n"
        if is_postgresql()
        else f"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count}) SELECT n FROM c)"
    )
    build = "jsonb_build_object" if is_postgresql() else "json_object"
    country = "CASE n %% 4 WHEN 0 THEN 'India' WHEN 1 THEN 'Germany' WHEN 2 THEN 'Peru' ELSE 'Ghana' END"
    texts = (
        "'first_name', 'First' || n, 'last_name', 'Last' || (n %% 5000), 'email', 'person' || n || '@example.com', "
        f"'city', 'City ' || (n %% 300), 'country', {country}, 'lead_source', 'Source ' || (n %% 7), "
        "'company', 'Company ' || (n %% 2000), 'job_title', 'Title ' || (n %% 40)"
    )
    values = f"{build}({texts}, 'score', n %% 100, 'employees', n %% 1000)"
    normal = f"{build}({texts.replace('First', 'first').replace('Last', 'last')})"
    partition = workspace.primary_partition_id
    execute("DROP TABLE IF EXISTS bench_people")
    execute(
        f"CREATE TABLE bench_people AS SELECT n AS id, {values} AS vals, {normal} AS normal, {now} AS at, "
        f"{partition} AS partition_id FROM {numbers}"
    )


def lay() -> None:
    """Empty tables, everybody as at first, and nothing left of the last measurement for the database to tidy up."""
    if is_postgresql():
        execute(f"TRUNCATE {', '.join('campaigns_' + name for name in CHANGING)} CASCADE")
    else:
        for name in CHANGING:
            execute(f"DELETE FROM campaigns_{name}")
    execute(
        'INSERT INTO campaigns_person (id, "values", normal, created_at, updated_at, partition_id) '
        "SELECT id, vals, normal, at, at, partition_id FROM bench_people ORDER BY id"
    )
    settle()


def settle() -> None:
    if is_postgresql():
        execute("VACUUM ANALYZE campaigns_person")
        execute("CHECKPOINT")
    else:
        query("PRAGMA wal_checkpoint(TRUNCATE)")


def partition_of(name: str) -> Partition:
    return Partition.objects.get_or_create(name=name)[0]


def vendor() -> str:
    return str(connection.vendor)
