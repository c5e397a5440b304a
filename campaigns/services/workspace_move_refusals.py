"""What keeps a program or folder in its workspace: its history, and names that are taken in the other (C17)."""

from collections.abc import Iterator

from django.db.models import QuerySet

from campaigns.errors import Invalid, NameTaken
from campaigns.models import (
    CampaignMember,
    Folder,
    Job,
    ListMember,
    Program,
    ProgramMember,
    Run,
    ScheduledRun,
    SmartCampaign,
    Workspace,
)
from campaigns.selectors.holdings import MODELS, Holding


def refuse_history(root: Program | Folder, holding: Holding) -> None:
    if Job.objects.filter(workspace=root.workspace_id, state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists():
        raise Invalid("An import or another long job works in this workspace. Wait until it has ended.")
    reason = _history(holding)
    if reason:
        raise Invalid(
            f"“{root.name}” can't move to another workspace, because {reason}. That history belongs to this workspace: "
            "only what was never used can move."
        )


def _history(holding: Holding) -> str | None:
    campaigns = holding.ids["campaign"]
    if SmartCampaign.objects.filter(pk__in=campaigns, active=True).exists():
        return "a campaign in it is active"
    if ScheduledRun.objects.filter(campaign__in=campaigns).exists():
        return "a campaign in it is or was scheduled"
    if Run.objects.filter(campaign__in=campaigns).exists():
        return "a campaign in it has run"
    if CampaignMember.objects.filter(campaign__in=campaigns).exists():
        return "a campaign in it has been executed"
    if ProgramMember.objects.filter(program__in=holding.ids["program"]).exists():
        return "it has members"
    if ListMember.objects.filter(list__in=holding.ids["list"]).exists():
        return "a list in it holds people"
    return None


def refuse_taken_names(root: Program | Folder, holding: Holding, target: Workspace) -> None:
    """Folders may share a name unless they lie side by side; in a program names are its own."""
    for rows, taken in _rivals(root, holding, target):
        clash = taken.filter(name_normal__in=rows.values("name_normal")).values_list("name", flat=True).first()
        if clash is not None:
            raise NameTaken(f"There is already something named “{clash}” in {target.name}. Rename one of them first.")


def _rivals(
    root: Program | Folder, holding: Holding, target: Workspace
) -> Iterator[tuple[QuerySet[Program], QuerySet[Program]]]:
    for kind, model in MODELS.items():
        rows = model._default_manager.filter(pk__in=holding.ids[kind], program=None)
        taken = model._default_manager.filter(workspace=target, program=None)
        if kind != "folder":
            yield rows, taken
        elif isinstance(root, Folder):
            yield rows.filter(pk=root.pk), taken.filter(folder=root.folder_id)
