"""PostgreSQL keeps activities in one table per month of recorded_at; SQLite keeps the plain table."""

from typing import Any

from django.db import migrations

SQL = """
DROP TABLE campaigns_activity;
CREATE SEQUENCE campaigns_activity_id_seq AS bigint;
CREATE TABLE campaigns_activity (
    id bigint NOT NULL DEFAULT nextval('campaigns_activity_id_seq'),
    person_id bigint NOT NULL,
    type_id integer NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    journal_id bigint NOT NULL,
    run_id bigint,
    campaign_id bigint,
    entry bigint,
    step varchar(32),
    choice varchar(32),
    path text,
    result smallint NOT NULL DEFAULT 0,
    reason text,
    primary_id bigint,
    attributes jsonb NOT NULL,
    normal jsonb,
    PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
ALTER SEQUENCE campaigns_activity_id_seq OWNED BY campaigns_activity.id;
CREATE INDEX activity_of_person ON campaigns_activity (person_id, occurred_at, id);
CREATE INDEX activity_of_journal ON campaigns_activity (journal_id, id);
CREATE TABLE campaigns_activity_rest PARTITION OF campaigns_activity DEFAULT;
DO $$
DECLARE
    month timestamptz := date_trunc('month', now(), 'UTC');
BEGIN
    FOR ahead IN 0..2 LOOP
        EXECUTE format(
            'CREATE TABLE campaigns_activity_%s PARTITION OF campaigns_activity FOR VALUES FROM (%L) TO (%L)',
            to_char((month + make_interval(months => ahead)) AT TIME ZONE 'UTC', 'YYYY_MM'),
            month + make_interval(months => ahead), month + make_interval(months => ahead + 1));
    END LOOP;
END $$;
-- People are updated in place while runs work, and their documents stay beside the row.
ALTER TABLE campaigns_person SET (fillfactor = 80, toast_tuple_target = 8160);
"""


def partition(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SET LOCAL TIME ZONE 'UTC'")
            cursor.execute(SQL.replace("%s", "%%s").replace("%L", "%%L"), [])


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]
    operations = [migrations.RunPython(partition, migrations.RunPython.noop, elidable=False)]
