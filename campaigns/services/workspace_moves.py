"""A program or folder goes to another workspace with everything in it, as long as no call would then cross (C13, C17).

Only what has no history yet can go: runs, members and activities belong to the workspace in which they came about.
"""

from typing import TypeVar

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid, MoveWouldCross
from campaigns.events import TreeChanged, publish
from campaigns.models import (
    EmailVersion,
    Folder,
    MyToken,
    Program,
    Reference,
    Workspace,
)
from campaigns.selectors.crossings import crossings
from campaigns.selectors.holdings import MODELS, Holding, holding_of
from campaigns.selectors.places import find_place
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.services.placing import load, outside_programs
from campaigns.services.workspace_move_definitions import put_into_channels, settle_definitions
from campaigns.services.workspace_move_refusals import refuse_history, refuse_taken_names

Root = TypeVar("Root", Program, Folder)


@audited("moved to another workspace", Program, id="program_id")
def move_program(actor: Actor, *, workspace_id: int, program_id: int, target: int, parent: str | None) -> Program:
    found = _move(Program, actor, workspace_id=workspace_id, id=program_id, target=target, parent=parent)
    return _take_program(actor, workspace_id=target, program=found)


@audited("moved to another workspace", Folder, id="folder_id")
def move_folder(actor: Actor, *, workspace_id: int, folder_id: int, target: int, parent: str | None) -> Folder:
    found = _move(Folder, actor, workspace_id=workspace_id, id=folder_id, target=target, parent=parent)
    return _take_folder(actor, workspace_id=target, folder=found)


@audited("took over from another workspace", Program)
def _take_program(actor: Actor, *, workspace_id: int, program: Program) -> Program:
    return program


@audited("took over from another workspace", Folder)
def _take_folder(actor: Actor, *, workspace_id: int, folder: Folder) -> Folder:
    return folder


def _move(model: type[Root], actor: Actor, *, workspace_id: int, id: int, target: int, parent: str | None) -> Root:
    root = load(model, actor, workspace_id=workspace_id, id=id)
    other = require(actor, target, Role.MARKETER)
    if other.pk == workspace_id:
        raise Invalid("It lies in this workspace already. Use Move to give it another place.")
    if isinstance(root, Folder) and root.program_id is not None:
        raise Invalid("A folder inside a program goes with its program alone.")
    # Both, in one order: neither side gets or loses anything meanwhile that would cross.
    list(Workspace.objects.select_for_update().filter(pk__in=[workspace_id, target]).order_by("pk"))
    holding = holding_of(root)
    refuse_history(root, holding)
    crossing = crossings(workspace_id, holding, other)
    if crossing:
        shown = " ".join(crossing[:3]) + (f" And {len(crossing) - 3} more." if len(crossing) > 3 else "")
        raise MoveWouldCross(f"“{root.name}” can't move to {other.name}: {shown}", crossings=crossing)
    statuses = put_into_channels(holding, other)
    root.folder_id = outside_programs(find_place(target, parent)).folder
    refuse_taken_names(root, holding, other)
    root.save(update_fields=["folder"])
    _relocate(holding, other)
    settle_definitions(holding, other, statuses)
    publish(TreeChanged(workspace_id))
    publish(TreeChanged(target))
    root.refresh_from_db()
    return root


def _relocate(holding: Holding, target: Workspace) -> None:
    for kind, model in MODELS.items():
        ids = holding.ids[kind]
        model._default_manager.filter(pk__in=ids).update(workspace=target)
        Reference.objects.filter(source_type=kind, source_id__in=ids).update(workspace=target)
    for owner in ("program", "folder"):
        MyToken.objects.filter(**{f"{owner}__in": holding.ids[owner]}).update(workspace=target)
    EmailVersion.objects.filter(email__in=holding.ids["email"]).update(workspace=target)
