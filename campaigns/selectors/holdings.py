"""What lies in a program or folder, down to the last thing: the ids of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from campaigns.models import EmailAsset, Folder, Form, Program, SmartCampaign, SmartListAsset, StaticList
from campaigns.models.workspace import Placed
from campaigns.selectors.archive import with_all_below

MODELS: Mapping[str, type[Placed]] = {
    "folder": Folder,
    "program": Program,
    "campaign": SmartCampaign,
    "smart_list": SmartListAsset,
    "list": StaticList,
    "email": EmailAsset,
    "form": Form,
}


@dataclass(frozen=True, slots=True)
class Holding:
    """The program or folder itself among them."""

    ids: Mapping[str, frozenset[int]]

    def holds(self, kind: str, id: int) -> bool:
        return id in self.ids.get(kind, ())


def holding_of(root: Program | Folder) -> Holding:
    folders = list(Folder.objects.filter(workspace_id=root.workspace_id).only("pk", "folder_id", "program_id"))
    own = with_all_below(folders, {root.pk} if isinstance(root, Folder) else set())
    lies_in = Q(pk=root.pk) if isinstance(root, Program) else Q(folder__in=own)
    programs = set(Program.objects.filter(lies_in, workspace=root.workspace_id).values_list("pk", flat=True))
    own |= {each.pk for each in folders if each.program_id in programs}
    ids = {"folder": frozenset(own), "program": frozenset(programs)}
    inside = Q(program__in=programs) | Q(folder__in=own)
    for kind, model in MODELS.items():
        if kind not in ids:
            found = model._default_manager.filter(inside, workspace=root.workspace_id)
            ids[kind] = frozenset(found.values_list("pk", flat=True))
    return Holding(ids)
