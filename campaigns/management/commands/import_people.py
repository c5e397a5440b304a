"""Imports people from a CSV file: the same as the import page, to the end, with progress."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.text import normal
from campaigns.errors import CampaignError
from campaigns.models import ChannelStatus, Job, Program, StaticList, Workspace
from campaigns.selectors.imports import faults
from campaigns.services.importing.reading import MAX_BYTES
from campaigns.services.importing.whole import import_file

_SHOWN_FAULTS = 20


class Command(BaseCommand):
    help = "Imports people from a CSV file. Ends with 1 when the import failed, with 2 when lines were rejected."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--workspace", required=True, help="its name")
        parser.add_argument("--key", required=True, help="heading of the column by which people are found again")
        parser.add_argument("--list", help="name of a static list, outside of programs, to put the people on")
        parser.add_argument("--program", help="name of a program to make the people members of")
        parser.add_argument("--status", help="their status in the program")

    def handle(self, *args: Any, **options: Any) -> None:
        workspace = Workspace.objects.filter(name_normal=normal(options["workspace"])).first()
        if workspace is None:
            raise CommandError(f"There is no workspace “{options['workspace']}”.")
        places = _places(workspace, options)
        file: Path = options["file"]
        try:
            with file.open("rb") as opened:
                content = opened.read(MAX_BYTES + 1)
            job = import_file(
                SYSTEM,
                workspace.pk,
                file_name=file.name,
                content=content,
                key=options["key"],
                tell=self._tell,
                **places,
            )
        except (CampaignError, OSError) as error:
            raise CommandError(str(error)) from error
        self._report(job)

    def _tell(self, job: Job) -> None:
        self.stdout.write(f"{job.done:,} of {job.total:,} lines")

    def _report(self, job: Job) -> None:
        counts = ", ".join(f"{count:,} {name}" for name, count in job.outcome.items())
        self.stdout.write(counts or "Nothing was imported.")
        for number, fault in enumerate(faults(job)):
            if number == _SHOWN_FAULTS:
                self.stderr.write("… and more; the import page has all of them as a file.")
                break
            line, column, value, reason = fault
            where = f"Line {line}, {column}" if column else f"Line {line}"
            self.stderr.write(f"{where}: {reason} ({value})" if value else f"{where}: {reason}")
        if job.state == Job.State.FAILED:
            raise CommandError(job.reason)
        if job.outcome.get("rejected"):
            raise CommandError(f"{job.outcome['rejected']:,} lines were rejected.", returncode=2)


def _places(workspace: Workspace, options: dict[str, Any]) -> dict[str, int | None]:
    places: dict[str, int | None] = {"list_id": None, "program_id": None, "status_id": None}
    if name := options["list"]:
        found = StaticList.objects.filter(workspace=workspace, program=None, name_normal=normal(name)).first()
        if found is None:
            raise CommandError(f"There is no list “{name}” in {workspace.name}.")
        places["list_id"] = found.pk
    if bool(options["program"]) != bool(options["status"]):
        raise CommandError("Give --program and --status together.")
    if name := options["program"]:
        program = Program.objects.filter(workspace=workspace, name_normal=normal(name)).first()
        if program is None:
            raise CommandError(f"There is no program “{name}” in {workspace.name}.")
        statuses = {normal(each.name): each.pk for each in ChannelStatus.objects.filter(channel=program.channel_id)}
        if normal(options["status"]) not in statuses:
            raise CommandError(f"The program {program.name} has no status “{options['status']}”.")
        places |= {"program_id": program.pk, "status_id": statuses[normal(options["status"])]}
    return places
