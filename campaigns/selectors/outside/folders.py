"""The folders and programs of a workspace, with their paths, as integrations walk through them."""

from datetime import datetime

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import Folder, Program
from campaigns.models.workspace import Placed
from campaigns.selectors.places import node, parent_of
from campaigns.selectors.rights import require

MOST = 20_000


class OutsideFolder(Frozen):
    """A folder or a program; `above` names those around it, the outermost first."""

    node: str
    id: int
    is_program: bool
    name: str
    description: str
    parent: str | None
    above: tuple[str, ...]
    archived: bool
    created_at: datetime


def folders(actor: Actor, *, workspace_id: int) -> list[OutsideFolder]:
    """All of them, the outermost first, then by name."""
    require(actor, workspace_id)
    placed: dict[str, Placed] = {}
    for kind, rows in (("folder", Folder.objects.all()), ("program", Program.objects.all())):
        for row in rows.filter(workspace_id=workspace_id).order_by("name_normal", "pk")[:MOST]:
            placed[node(kind, row.pk)] = row
    found = [_row(key, row, placed) for key, row in placed.items()]
    return sorted(found, key=lambda each: (len(each.above), each.name.casefold(), each.node))


def _row(key: str, row: Placed, placed: dict[str, Placed]) -> OutsideFolder:
    return OutsideFolder(
        node=key,
        id=row.pk,
        is_program=isinstance(row, Program),
        name=row.name,
        description=row.description if isinstance(row, Program) else "",
        parent=parent_of(row),
        above=_above(row, placed),
        archived=bool(getattr(row, "archived", False)),
        created_at=row.created_at,
    )


def _above(row: Placed, placed: dict[str, Placed]) -> tuple[str, ...]:
    names: list[str] = []
    parent = parent_of(row)
    while parent in placed and len(names) < 100:
        names.append(placed[parent].name)
        parent = parent_of(placed[parent])
    return tuple(reversed(names))
