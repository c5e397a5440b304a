"""An export of many activities, each time by a fresh worker, with its private memory; a bare CSV beside it."""

import json
import os
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import api_by_hand
from bench.private import private_mb
from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.exports import ActivitiesAsked, ExportColumn, Range
from campaigns.models import Export, Job, Workspace
from campaigns.runtime import jobs
from campaigns.services.exports import create_export, enqueue_export
from campaigns.storage.sql import execute, is_postgresql, query

A_JOURNAL = 1_000
COLUMNS = (
    *("marketoGUID", "leadId", "activityDate", "activityTypeId", "campaignId"),
    *("primaryAttributeValueId", "primaryAttributeValue", "attributes"),
)
_WORKER = """
import json
import django
django.setup()
from bench import api_export
print(json.dumps(api_export.work()))
"""
Figures = dict[str, Any]


def compare(workspace: Workspace, *, activities: int, rounds: int) -> Figures:
    """First a tenth of the activities, for the memory; then all, in turns with the other side."""
    _seed(workspace, activities // 10)
    small = _export(workspace, activities // 10)
    _seed(workspace, activities - activities // 10)
    product, by_hand = [], []
    for _ in range(rounds):
        product.append(_export(workspace, activities))
        by_hand.append(api_by_hand.write_csv(Path(os.environ["DATA_DIR"]) / "bare.csv"))
    seconds = statistics.median(each["seconds"] for each in product)
    return {
        "activities": activities,
        "rows_per_second": activities / seconds,
        "bare_per_second": activities / statistics.median(by_hand),
        "ratio": statistics.median(bare / each["seconds"] for bare, each in zip(by_hand, product, strict=True)),
        "mb": max(each["mb"] for each in product),
        "small": activities // 10,
        "small_mb": small["mb"],
    }


def work() -> Figures:
    """In the worker's process: until no job is left."""
    peak, start = 0.0, time.perf_counter()
    while jobs.work():
        peak = max(peak, private_mb())
    return {"seconds": time.perf_counter() - start, "mb": peak}


def _export(workspace: Workspace, expected: int) -> Figures:
    now = datetime.now(UTC)
    asked = ActivitiesAsked(recorded=Range(start=now - timedelta(days=2), end=now + timedelta(days=2)))
    columns = tuple(ExportColumn(name=each, heading=each) for each in COLUMNS)
    made = create_export(
        SYSTEM, workspace_id=workspace.pk, format="CSV", columns=columns, asked=asked, day=now - timedelta(days=1)
    )
    enqueue_export(SYSTEM, workspace_id=workspace.pk, kind="activities", key=made.key, day=now - timedelta(days=1))
    answer = subprocess.run([sys.executable, "-c", _WORKER], check=True, capture_output=True, text=True).stdout
    export = Export.objects.get(key=made.key)
    if export.records != expected:
        raise RuntimeError(
            f"The export has {export.records} rows, not {expected}. {Job.objects.get(export=export).reason}"
        )
    figures: Figures = json.loads(answer.splitlines()[-1])
    return figures


def _seed(workspace: Workspace, count: int) -> None:
    """As waves leave them: each gives people of 300 cities one and the same new one."""
    now = "now()" if is_postgresql() else "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')"
    at = f"INSERT INTO campaigns_journal (workspace_id, at, activities, counts, passes) SELECT %s, {now}"
    execute(f"{at}, %s, '{{}}', '{{}}' FROM {_numbers(count // A_JOURNAL + 1)}", [workspace.pk, A_JOURNAL])
    last = query("SELECT max(id) FROM campaigns_journal")[0][0]
    first_person, people = query("SELECT min(id), count(*) FROM campaigns_person")[0]
    build = "jsonb_build_object" if is_postgresql() else "json_object"
    said = (
        f"{build}('Attribute Name', 'city', 'Old Value', 'City ' || (n %% 300), "
        "'New Value', 'City ' || (n / 1000 %% 77), 'Reason', 'Moved', 'Source', 'Web Service API')"
    )
    execute(
        "INSERT INTO campaigns_activity (person_id, type_id, occurred_at, recorded_at, journal_id, result, attributes) "
        f"SELECT {first_person} + n %% {people}, 13, {now}, {now}, {last} - n / {A_JOURNAL}, 0, {said} "
        f"FROM {_numbers(count)}"
    )
    execute("ANALYZE")


def _numbers(count: int) -> str:
    if is_postgresql():
        return f"generate_series(1, {count}) AS n"
    return f"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count}) SELECT n FROM c)"
