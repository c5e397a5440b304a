"""People of a program: put into it, given another status, taken out; by hand, through the one door (F07)."""

from collections.abc import Sequence

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid, NotFound
from campaigns.models import ChannelStatus, Program
from campaigns.runtime.record import Source
from campaigns.runtime.record import set_status as record_status
from campaigns.selectors.people import seen_from
from campaigns.selectors.rights import require
from campaigns.services.audit import audited

MOST = 1_000


@audited("changed members of", Program, id="program_id")
def set_status(actor: Actor, *, workspace_id: int, program_id: int, people: Sequence[int], status: int) -> int:
    """How many changed: nobody goes to a lower step. Step 0, Not in Program, ends the membership."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    program = Program.objects.filter(workspace_id=workspace_id, pk=program_id).first()
    if program is None:
        raise NotFound("There is no such program in this workspace.")
    if not ChannelStatus.objects.filter(channel=program.channel_id, pk=status).exists():
        raise _wrong("status", f"“{program.name}” has no such status.")
    if not 1 <= len(people) <= MOST:
        raise _wrong("people", f"Choose 1 to {MOST:,} people.")
    if seen_from(workspace).filter(pk__in=people).count() != len(set(people)):
        raise NotFound("Some of these people are not in this workspace, or were deleted. Nothing was changed.")
    source = Source(actor.door, actor.name, workspace_id)
    return record_status(program.pk, status, sorted(set(people)), source=source)


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: [sentence]})
