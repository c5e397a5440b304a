"""The Marketo-compatible API: leads over HTTP, and an export of many activities.

`python -m bench.api OUTPUT CALLS ACTIVITIES ROUNDS` measures one database and writes its figures.
"""

import json
import sys
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench import api_export, api_sync, people  # noqa: E402
from campaigns.models import Workspace  # noqa: E402
from campaigns.storage.sql import is_postgresql, query  # noqa: E402

PEOPLE = 10_000  # whose activities are exported


def main(output: str, calls: int, activities: int, rounds: int) -> None:
    call_command("migrate", verbosity=0)
    partition = people.partition_of("Bench")
    workspace = Workspace.objects.create(name="Bench", primary_partition=partition)
    workspace.partitions.add(partition)
    people.make_template(workspace, PEOPLE)
    people.lay()
    if is_postgresql():  # whose sequence doesn't know the ids that were laid
        query("SELECT setval(pg_get_serial_sequence('campaigns_person', 'id'), max(id)) FROM campaigns_person")
    export = api_export.compare(workspace, activities=activities, rounds=rounds)
    sync = api_sync.compare(workspace, calls=calls, rounds=rounds)
    figures = {"database": people.vendor(), "rounds": rounds, "sync": sync, "export": export}
    Path(output).write_text(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1], *(int(each) for each in sys.argv[2:]))
