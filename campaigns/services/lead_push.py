"""People pushed into a program: synchronised, made members, and told so in their logs, in one transaction."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.text import normal
from campaigns.errors import NotFound
from campaigns.models import Program
from campaigns.runtime import record
from campaigns.runtime.happenings import Happening, log_happenings
from campaigns.runtime.record import Source
from campaigns.selectors.rights import require
from campaigns.services.lead_sync import Outcome, sync_people


@transaction.atomic
def push_people(
    actor: Actor,
    *,
    workspace_id: int,
    program: str,
    records: Sequence[Mapping[str, object]],
    lookup: str = "email",
    partition: str | None = None,
    status: str | None = None,
    said: tuple[str, str] = ("", ""),
) -> list[Outcome] | None:
    """One outcome each, in order; None when the channel has no such status. Without one it is the first; nobody goes to
    a lower one (F07). `said` are source and reason."""
    require(actor, workspace_id, Role.MARKETER)
    found = Program.objects.filter(workspace_id=workspace_id, name_normal=normal(program)).first()
    if found is None:
        raise NotFound("There is no such program in this workspace.")
    statuses = list(found.channel.statuses.exclude(step=0))
    wanted = next((each for each in statuses if status is None or normal(each.name) == normal(status)), None)
    if wanted is None:
        return None
    outcomes = sync_people(actor, workspace_id=workspace_id, records=records, lookup=lookup, partition=partition)
    people = sorted({each.person for each in outcomes if each.person is not None and each.status != "skipped"})
    if people:
        source = Source(actor.door, actor.name, workspace_id)
        record.set_status(found.pk, wanted.pk, people, source=source)
        attributes = (found.name, *said, str(source))
        pushed = [Happening(each, BY_KEY["push_person"], attributes, asset=found.pk) for each in people]
        log_happenings(pushed, source=source)
    return outcomes
