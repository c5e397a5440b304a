"""Members of programs, by hand and by API: given a status, taken out, their own values changed (F07)."""

from collections.abc import Mapping, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.fields import Field
from campaigns.definitions.text import normal
from campaigns.engine.member_values import MOST_VALUES, checked_name, member_text
from campaigns.errors import Invalid, NotFound
from campaigns.models import ChannelStatus, Program, ProgramMember, Workspace
from campaigns.runtime import record
from campaigns.runtime.record import Source
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.storage.scope import member_fields_of

MOST = 1_000
Standing = Literal["created", "updated", "deleted", "unknown", "past", "outside"]
Values = Mapping[str, str | None]


@audited("changed members of", Program, id="program_id", counts="people")
def set_status(actor: Actor, *, workspace_id: int, program_id: int, people: Sequence[int], status: int) -> int:
    """How many changed: nobody goes to a lower step. Step 0, Not in Program, ends the membership."""
    workspace, program = _load(actor, workspace_id, program_id)
    if not ChannelStatus.objects.filter(channel=program.channel_id, pk=status).exists():
        raise _wrong("status", f"“{program.name}” has no such status.")
    if not 1 <= len(people) <= MOST:
        raise _wrong("people", f"Choose 1 to {MOST:,} people.")
    if len(_seen(workspace, people)) != len(set(people)):
        raise NotFound("Some of these people are not in this workspace, or were deleted. Nothing was changed.")
    return record.set_status(program.pk, status, sorted(set(people)), source=_source(actor, workspace_id))


@transaction.atomic
def set_status_by_name(
    actor: Actor, *, workspace_id: int, program_id: int, status: str, people: Sequence[int]
) -> list[Standing] | None:
    """What became of each, in order; None when the channel has no such status."""
    workspace, program = _load(actor, workspace_id, program_id)
    statuses = ChannelStatus.objects.filter(channel=program.channel_id)
    wanted = next((each for each in statuses if normal(each.name) == normal(status)), None)
    if wanted is None:
        return None
    known = _seen(workspace, people)
    before = _statuses(program_id, known)
    if known:
        record.set_status(program_id, wanted.pk, sorted(known), source=_source(actor, workspace_id))
    after = _statuses(program_id, known)
    return [_standing(each, known, before, after) for each in people]


@transaction.atomic
def change_values(actor: Actor, *, workspace_id: int, program_id: int, changes: Mapping[int, Values]) -> set[int]:
    """`changes` maps person id to the new values by name; None or blank clears. Who of them is a member; of the others
    nothing is written."""
    outcomes = change_values_each(actor, workspace_id=workspace_id, program_id=program_id, changes=changes)
    refused = next((each for each in outcomes.values() if isinstance(each, Invalid)), None)
    if refused is not None:
        raise refused
    return {person for person, said in outcomes.items() if said == "updated"}


@transaction.atomic
def change_values_each(
    actor: Actor, *, workspace_id: int, program_id: int, changes: Mapping[int, Values]
) -> dict[int, Standing | Invalid]:
    """As `change_values`; values that don't fit keep nobody else's out."""
    workspace, _ = _load(actor, workspace_id, program_id)
    fields, zone = member_fields_of(workspace_id), ZoneInfo(workspace.timezone)
    members = _statuses(program_id, _seen(workspace, list(changes)))
    read = {each: _cleaned(values, fields, zone) for each, values in changes.items() if each in members}
    cleaned = {each: values for each, values in read.items() if not isinstance(values, Invalid)}
    if cleaned:
        record.change_member_values(program_id, cleaned, source=_source(actor, workspace_id))
    return {each: _written(read.get(each)) for each in changes}


def _written(read: Values | Invalid | None) -> Standing | Invalid:
    if read is None:
        return "outside"
    return read if isinstance(read, Invalid) else "updated"


def change_member(actor: Actor, *, workspace_id: int, program_id: int, person_id: int, values: Values) -> None:
    changes = {person_id: values}
    if not change_values(actor, workspace_id=workspace_id, program_id=program_id, changes=changes):
        raise NotFound("This person is not in the program.")


def _load(actor: Actor, workspace_id: int, program_id: int) -> tuple[Workspace, Program]:
    workspace = require(actor, workspace_id, Role.MARKETER)
    program = Program.objects.filter(workspace_id=workspace_id, pk=program_id).first()
    if program is None:
        raise NotFound("There is no such program in this workspace.")
    return workspace, program


def _seen(workspace: Workspace, people: Sequence[int]) -> set[int]:
    return set(seen_from(workspace).filter(pk__in=people).values_list("pk", flat=True))


def _source(actor: Actor, workspace_id: int) -> Source:
    return Source(actor.door, actor.name, workspace_id)


def _statuses(program_id: int, people: set[int]) -> dict[int, int]:
    rows = ProgramMember.objects.filter(program=program_id, person__in=people)
    return dict(rows.values_list("person", "status"))


def _standing(person: int, known: set[int], before: dict[int, int], after: dict[int, int]) -> Standing:
    if person not in known:
        return "unknown"
    if person not in before:
        return "created" if person in after else "outside"
    if person not in after:
        return "deleted"
    return "past" if before[person] == after[person] else "updated"


def _cleaned(values: Values, fields: Mapping[str, Field], zone: ZoneInfo) -> dict[str, str | None] | Invalid:
    """Under the names that the fields were defined with; everything that is wrong is told at once."""
    if len(values) > MOST_VALUES:
        return Invalid(f"Change at most {MOST_VALUES} values of a member at once.")
    cleaned: dict[str, str | None] = {}
    wrong: dict[str, list[str]] = {}
    for given, text in values.items():
        field = fields.get(normal(given))
        try:
            name = field.name if field else checked_name(given)
            cleaned[name] = member_text(text, field, zone) if text and text.strip() else None
        except ValueError as refused:
            wrong[given] = [str(refused)]
    if wrong:
        return Invalid(next(iter(wrong.values()))[0], fields=wrong)
    return cleaned


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: [sentence]})
