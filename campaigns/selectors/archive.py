"""What is archived: a program or folder that says so, and everything that lies below it."""

from dataclasses import dataclass, field

from campaigns.errors import NotAllowed
from campaigns.models import Folder, Program
from campaigns.models.workspace import Placed


@dataclass(frozen=True, slots=True)
class Archive:
    """The archived places of one workspace, down to the last folder."""

    programs: frozenset[int] = field(default_factory=frozenset)
    folders: frozenset[int] = field(default_factory=frozenset)

    def holds(self, thing: Placed) -> bool:
        own = isinstance(thing, Folder | Program) and thing.archived
        return own or thing.program_id in self.programs or thing.folder_id in self.folders


def archive_of(workspace_id: int) -> Archive:
    """Two queries; nothing is archived in most workspaces."""
    folders = list(Folder.objects.filter(workspace_id=workspace_id).only("pk", "folder_id", "program_id", "archived"))
    programs = Program.objects.filter(workspace_id=workspace_id).values_list("pk", "folder_id", "archived")
    outside = with_all_below(folders, {each.pk for each in folders if each.archived})
    hidden = frozenset(pk for pk, folder, archived in programs if archived or folder in outside)
    inside = {each.pk for each in folders if each.program_id in hidden}
    return Archive(hidden, frozenset(outside | inside))


def refuse_archived(thing: Placed) -> None:
    if archive_of(thing.workspace_id).holds(thing):
        raise NotAllowed(f"“{thing.name}” lies in an archived program or folder. Bring that back first.")


def with_all_below(folders: list[Folder], found: set[int]) -> set[int]:
    while further := {each.pk for each in folders if each.folder_id in found} - found:
        found = found | further
    return found
