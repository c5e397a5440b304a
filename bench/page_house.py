"""The designer with two runs to look at: one of a thousand activities, one of a million that grows while asked to.

`python -m bench.page_house` seeds the database of DATA_DIR, writes `pages.json` there (what is where), and serves.
While the file `stream` is there, the large run gets 10,000 activities a second, by the functions that a wave ends with
and in this process, as the embedded worker has it. `written` says how many the run has while it rests.
"""

import itertools
import json
import os
import threading
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import people  # noqa: E402
from bench.flows import draw  # noqa: E402
from campaigns.definitions.activity_types import BY_KEY  # noqa: E402
from campaigns.engine.draft import SUCCEEDED, Draft, Origin, Row  # noqa: E402
from campaigns.engine.facts import LoadedFacts  # noqa: E402
from campaigns.models import Run, SmartCampaign, User, Wave, Workspace  # noqa: E402
from campaigns.models.columns import pack  # noqa: E402
from campaigns.storage import activities, journal, plans  # noqa: E402
from campaigns.storage.scope import load_scope  # noqa: E402
from campaigns.storage.sql import execute, is_postgresql  # noqa: E402

FOLDER = Path(os.environ["DATA_DIR"])
NAME, PASSWORD = "bench", "bench-bench-bench"
PEOPLE, AT_ONCE = 20_000, 200
SMALL, LARGE = 1_000, 1_000_000
STEPS = ("s1", "s2", "s3", "s4", "s5")
ROWS_AT_ONCE = AT_ONCE * len(STEPS)
PER_SECOND = 10_000


def main() -> None:
    call_command("migrate", verbosity=0)
    small, large = seed()
    places = {"workspace": large.workspace_id, "small": small.pk, "large": large.pk}
    (FOLDER / "pages.json").write_text(json.dumps(places))
    threading.Thread(target=stream, args=(large,), daemon=True).start()
    call_command("serve", without_demo=True)


def seed() -> tuple[Run, Run]:
    partition = people.partition_of("Bench")
    workspace = Workspace.objects.create(name="Bench", primary_partition=partition)
    workspace.partitions.add(partition)
    User.objects.create_superuser(username=NAME, email="bench@example.com", password=PASSWORD)
    drawn = draw(workspace)
    people.make_template(workspace, PEOPLE)
    people.lay()
    runs = [open_run(drawn.five, rows) for rows in (SMALL, LARGE)]
    for run, rows in zip(runs, (SMALL, LARGE), strict=True):
        for number in range(rows // ROWS_AT_ONCE):
            append(run, number)
    if is_postgresql():
        execute("ANALYZE")
    return runs[0], runs[1]


def open_run(campaign: SmartCampaign, rows: int) -> Run:
    """With somebody still to come, much later, so that it goes on."""
    now = timezone.now()
    run = Run.objects.create(
        workspace=campaign.workspace,
        campaign=campaign,
        plan=plans.current(campaign.pk),
        kind="batch",
        state=Run.State.RUNNING,
        started_at=now,
        total=rows,
    )
    later = now.replace(year=now.year + 1, day=1)
    standing: dict[str, Any] = {"people": pack([1]), "size": 1, "begun_at": now, "ready_at": later, "rank": 1e12}
    Wave.objects.create(run=run, plan=run.plan, lane="batch", **standing)
    return run


def append(run: Run, number: int) -> None:
    """What the end of a wave writes: the journal with its counts, the activities, and the journal's number."""
    first = number * AT_ONCE % PEOPLE + 1
    ids = list(range(first, first + AT_ONCE))
    entries = [number * Wave.ENTRIES_PER_WAVE + place for place in range(AT_ONCE)]
    scope = load_scope(run.workspace_id)
    draft = Draft(facts=LoadedFacts(ids=ids), scope=scope)
    for step in STEPS:
        origin = Origin(BY_KEY["change_data_value"], SUCCEEDED, run.campaign_id, step, "default", "")
        values = ("lead_source", "Web", f"Partner {number % 7}", "Smart Campaign Bench", "Marketo Flow Action")
        draft.rows += [Row(person, origin, values, None, None, ()) for person in range(AT_ONCE)]
    with transaction.atomic():
        written = journal.write(
            at=scope.now, activities=len(draft.rows), run=run, wave=number, counts=_counts(), people=ids
        )
        activities.write_activities(draft, journal=written.pk, run=run.pk, entries=entries)
        journal.number_soon()


def _counts() -> dict[str, Any]:
    passed = {"in": AT_ONCE, "succeeded": AT_ONCE, "choices": {"default": AT_ONCE}}
    return {"entered": AT_ONCE, "finished": AT_ONCE, "steps": {f"|{step}": passed for step in STEPS}}


def stream(run: Run) -> None:
    """At a steady rate; a pause of the machine is made up for, a slow machine is not."""
    period = ROWS_AT_ONCE / PER_SECOND
    due = time.monotonic()
    for number in itertools.count(LARGE // ROWS_AT_ONCE):
        while not (FOLDER / "stream").exists():
            (FOLDER / "writing").write_text(str(number * ROWS_AT_ONCE))
            (FOLDER / "writing").rename(FOLDER / "written")
            time.sleep(0.05)
        append(run, number)
        due = max(due + period, time.monotonic() - 1.0)
        time.sleep(max(0.0, due - time.monotonic()))


if __name__ == "__main__":
    main()
