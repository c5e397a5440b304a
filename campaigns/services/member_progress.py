"""Members of a program from outside: given a status, or taken out; never to a lower status (F07)."""

from collections.abc import Sequence
from typing import Literal

from django.db import transaction

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.text import normal
from campaigns.errors import NotFound
from campaigns.models import ChannelStatus, Program, ProgramMember
from campaigns.runtime import record
from campaigns.runtime.record import Source
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require

Standing = Literal["created", "updated", "deleted", "unknown", "past", "outside"]


@transaction.atomic
def set_member_status(
    actor: Actor, *, workspace_id: int, program_id: int, status: str, people: Sequence[int]
) -> list[Standing] | None:
    """What became of each, in order; None when the channel has no such status. Step 0 takes people out."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    program = Program.objects.filter(workspace_id=workspace_id, pk=program_id).first()
    if program is None:
        raise NotFound("There is no such program in this workspace.")
    statuses = ChannelStatus.objects.filter(channel=program.channel_id)
    wanted = next((each for each in statuses if normal(each.name) == normal(status)), None)
    if wanted is None:
        return None
    known = set(seen_from(workspace).filter(pk__in=people).values_list("pk", flat=True))
    before = _statuses(program_id, known)
    if known:
        source = Source(actor.door, actor.name, workspace_id)
        record.set_status(program_id, wanted.pk, sorted(known), source=source)
    after = _statuses(program_id, known)
    return [_standing(each, known, before, after) for each in people]


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
