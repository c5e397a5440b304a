"""Places in the tree, as the API writes them: null for the root, "folder:3", "program:4"."""

from dataclasses import dataclass
from typing import Literal

from campaigns.errors import Invalid
from campaigns.models import Folder, Program
from campaigns.models.workspace import Placed

NodeKind = Literal["folder", "program", "campaign", "smart_list", "list", "email", "form"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something lies. In a folder of a program both are set."""

    folder: int | None = None
    program: int | None = None


def node(kind: str, id: int) -> str:
    return f"{kind}:{id}"


def parent_of(placed: Placed) -> str | None:
    """A folder inside a program is nearer than the program."""
    if placed.folder_id is not None:
        return node("folder", placed.folder_id)
    return None if placed.program_id is None else node("program", placed.program_id)


def split_node(text: str) -> tuple[str, int]:
    kind, _, number = text.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        raise Invalid(f"“{text}” names no place in the tree.")
    return kind, int(number)


def find_place(workspace_id: int, parent: str | None) -> Place:
    """The place that the API named, if it lies in this workspace."""
    if parent is None:
        return Place()
    kind, id = split_node(parent)
    match kind:
        case "program" if Program.objects.filter(workspace_id=workspace_id, pk=id).exists():
            return Place(program=id)
        case "folder":
            folder = Folder.objects.filter(workspace_id=workspace_id, pk=id).first()
            if folder is not None:
                return Place(folder=id, program=folder.program_id)
    raise Invalid("The folder or program to put it into is not there any more.")
