"""Archiving a program or folder: what it holds is no longer offered and starts no more; live things stop first."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.definitions.actor import Actor
from campaigns.errors import CampaignRunning
from campaigns.events import TreeChanged, publish
from campaigns.models import Folder, Program, Run, ScheduledRun, SmartCampaign, Waiting
from campaigns.selectors.archive import archive_of
from campaigns.services.audit import audited
from campaigns.services.placing import load

Holder = TypeVar("Holder", Program, Folder)


@audited("archived or brought back", Program, id="program_id")
def archive_program(actor: Actor, *, workspace_id: int, program_id: int, archived: bool) -> Program:
    """Executables go on to be called: who uses something archived keeps it. Bringing back starts nothing."""
    return _archive(Program, actor, workspace_id, program_id, archived)


@audited("archived or brought back", Folder, id="folder_id")
def archive_folder(actor: Actor, *, workspace_id: int, folder_id: int, archived: bool) -> Folder:
    """With all that lies in it, programs too."""
    return _archive(Folder, actor, workspace_id, folder_id, archived)


def _archive(model: type[Holder], actor: Actor, workspace_id: int, id: int, archived: bool) -> Holder:
    found = load(model, actor, workspace_id=workspace_id, id=id)
    found.archived = archived
    found.save(update_fields=["archived"])
    if archived:
        _refuse_live(found)
    publish(TreeChanged(workspace_id))
    return found


def _refuse_live(holder: Program | Folder) -> None:
    """Named, so that they can be found and stopped."""
    hidden = archive_of(holder.workspace_id)
    inside = Q(program__in=hidden.programs) | Q(folder__in=hidden.folders)
    live = _live(SmartCampaign.objects.filter(inside, workspace=holder.workspace_id))
    names = list(live.order_by("name_normal").values_list("name", flat=True)[:6])
    if names:
        said = ", ".join(f"“{name}”" for name in names[:5]) + (" and others" if len(names) > 5 else "")
        raise CampaignRunning(
            f"“{holder.name}” can't be archived while something in it is live: {said}. Deactivate it, cancel its "
            "scheduled runs, and wait until its people are through or abort its runs."
        )


def _live(campaigns: QuerySet[SmartCampaign]) -> QuerySet[SmartCampaign]:
    mine = {"campaign": OuterRef("pk")}
    runs = Run.objects.filter(Q(ended_at=None) | Q(state__in=Run.OPEN), **mine)
    planned = ScheduledRun.objects.filter(state=ScheduledRun.State.SCHEDULED, **mine)
    waiting = Waiting.objects.filter(**mine)
    return campaigns.filter(Q(active=True) | Exists(runs) | Exists(planned) | Exists(waiting))
