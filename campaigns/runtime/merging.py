"""Merge People: one person takes over everything that the others were; they leave tombstones (engine.md 19)."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.engine.draft import Draft
from campaigns.engine.scope import Scope
from campaigns.models import WebVisitor
from campaigns.queue import wake
from campaigns.runtime.record import Source, change_value
from campaigns.storage import merges
from campaigns.storage.facts import database_now, load_people
from campaigns.storage.fields import all_fields
from campaigns.storage.write_back import write_record


def merge_people(winner: int, losers: Sequence[int], *, source: Source) -> None:
    """The winner's values win; empty ones are filled from the losers, the first of them first."""
    with transaction.atomic():
        browsers = WebVisitor.objects.select_for_update().filter(person__in=[winner, *losers])
        list(browsers.order_by("pk"))  # the tracker locks them before their people
        fields = {name: field for name, field in all_fields().items() if not field.read_only}
        facts = load_people(sorted({winner, *losers}), fields)
        draft = Draft(facts, Scope(fields=fields, now=database_now(), zone=ZoneInfo("UTC")))
        index = {id_: place for place, id_ in enumerate(facts.ids)}
        filled = _fill(draft, index[winner], [index[each] for each in losers], source)
        said = (", ".join(map(str, losers)), ", ".join(fields[name].label for name in filled) or None, str(source))
        draft.log(index[winner], "merge_people", said)
        started = write_record(draft, workspace_id=source.workspace_id).waves
        merges.take_over(winner, losers, partition=facts.partitions[index[winner]], at=draft.now)
        if started:
            wake("trigger")


def _fill(draft: Draft, winner: int, losers: Sequence[int], source: Source) -> list[str]:
    """The fields that the winner had nothing in."""
    filled = []
    for name in draft.scope.fields:
        column = draft.column(name)
        given = next((column[each] for each in losers if column[each] is not None), None)
        if column[winner] is None and given is not None:
            change_value(draft, winner, name, given, source)
            filled.append(name)
    return filled
