"""Folders on the wire: their ids lie above those that Marketo gives to its own, fixed folders."""

from dataclasses import dataclass
from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.selectors.outside.folders import OutsideFolder, folders
from campaigns.selectors.outside.placed import Lies
from campaigns.selectors.places import Place
from designer.marketo.errors import Refused
from designer.marketo.moments import asset_written
from designer.marketo.parameters import FolderRef

FIRST = 1000  # a folder's id on the wire is so much higher than ours
ROOT = 15  # the workspace itself
# Id, name, parent. Every instance of Marketo has them, and clients look them up by name.
FIXED: dict[int, tuple[str, int | None]] = {
    14: ("Marketing Activities", None),
    15: ("", 14),
    16: ("Design Studio", None),
    17: ("Lead Database", None),
    18: ("Group Lists", 17),
    19: ("Group Smart Lists", 17),
    20: ("Images and Files", 16),
}
NO_PARENT = Refused("710", "Parent folder not found")


@dataclass(frozen=True, slots=True)
class WireFolder:
    ref: FolderRef
    name: str
    parent: FolderRef | None
    path: str
    depth: int
    source: OutsideFolder | None = None  # none of the fixed ones


def all_folders(actor: Actor, *, workspace_id: int, workspace: str) -> list[WireFolder]:
    """The fixed ones first."""
    fixed = [_fixed(id, workspace) for id in FIXED]
    root = f"/Marketing Activities/{workspace}"
    own = [
        WireFolder(
            _ref(each),
            each.name,
            ref_of(each.parent),
            "/".join((root, *each.above, each.name)),
            len(each.above) + 2,
            each,
        )
        for each in folders(actor, workspace_id=workspace_id)
    ]
    return fixed + own


def node_of(ref: FolderRef) -> str | None:
    """Our name of the place; whatever is put into a fixed folder lies at the root."""
    if ref.type == "Program":
        return f"program:{ref.id}"
    if ref.id in FIXED:
        return None
    return f"folder:{max(ref.id - FIRST, 0)}"


def existing_node(ref: FolderRef, known: list[WireFolder]) -> str | None:
    """Refused where there is no such folder to put something into."""
    if all(each.ref != ref for each in known):
        raise NO_PARENT
    return node_of(ref)


def place_of(ref: FolderRef, known: list[WireFolder]) -> Place:
    """What lies directly there is asked for by this."""
    node = node_of(ref)
    if node is None:
        return Place() if ref.id == ROOT else Place(folder=0)
    if ref.type == "Program":
        return Place(program=ref.id)
    around = next((each.source for each in known if each.ref == ref), None)
    return Place(folder=ref.id - FIRST, program=_program_around(around, known))


def ref_of(node: str | None) -> FolderRef:
    if node is None:
        return FolderRef(ROOT, "Folder")
    kind, _, id = node.partition(":")
    return FolderRef(int(id), "Program") if kind == "program" else FolderRef(int(id) + FIRST, "Folder")


def nearest(lies: Lies) -> tuple[FolderRef, str | None]:
    """Where something lies, and that folder's name."""
    if lies.folder is not None:
        return FolderRef(lies.folder + FIRST, "Folder"), lies.folder_name
    if lies.program is not None:
        return FolderRef(lies.program, "Program"), lies.program_name
    return FolderRef(ROOT, "Folder"), None


def wire_ref(ref: FolderRef) -> dict[str, Any]:
    return {"id": ref.id, "type": ref.type}


def wire(folder: WireFolder, workspace: str) -> dict[str, Any]:
    source, is_fixed = folder.source, folder.source is None
    created = asset_written(source.created_at) if source else "2020-01-01T00:00:00Z+0000"
    is_program = folder.ref.type == "Program"
    return {
        "name": folder.name,
        "description": source.description if source else "",
        "createdAt": created,
        "updatedAt": created,
        "url": f"#{'PG' if is_program else 'MF'}{folder.ref.id}A1",
        "folderId": wire_ref(folder.ref),
        "folderType": "Marketing Program" if is_program else "Zone" if is_fixed else "Marketing Folder",
        "parent": wire_ref(folder.parent) if folder.parent else None,
        "path": folder.path,
        "isArchive": bool(source and source.archived),
        "isSystem": is_fixed,
        "accessZoneId": 1,
        "workspace": workspace,
        "id": folder.ref.id,
    }


def _fixed(id: int, workspace: str) -> WireFolder:
    name, parent = FIXED[id]
    name = name or workspace
    above = _fixed(parent, workspace) if parent else None
    return WireFolder(
        FolderRef(id, "Folder"),
        name,
        above.ref if above else None,
        f"{above.path if above else ''}/{name}",
        above.depth + 1 if above else 0,
    )


def _ref(folder: OutsideFolder) -> FolderRef:
    return ref_of(folder.node)


def _program_around(folder: OutsideFolder | None, known: list[WireFolder]) -> int | None:
    while folder is not None and folder.parent is not None:
        above = next((each.source for each in known if each.source and each.source.node == folder.parent), None)
        if above is not None and above.is_program:
            return above.id
        folder = above
    return None
