"""Folders: outside of programs they hold anything and carry My Tokens, inside a program they only order things."""

from django.db.models import Q

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.text import normal
from campaigns.errors import Invalid, NameTaken, StillUsed
from campaigns.events import TreeChanged, publish
from campaigns.models import EmailAsset, Folder, Form, Program, SmartCampaign, SmartListAsset, StaticList, Workspace
from campaigns.selectors.places import Place, find_place
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.services.naming import clean_name
from campaigns.services.placing import UNSET, Parent, Unset, load

CONTENTS = (Folder, Program, SmartCampaign, SmartListAsset, StaticList, EmailAsset, Form)


@audited("made", Folder)
def create_folder(actor: Actor, *, workspace_id: int, name: str, parent: str | None) -> Folder:
    require(actor, workspace_id, Role.MARKETER)
    _one_at_a_time(workspace_id)
    place = find_place(workspace_id, parent)
    folder = Folder(workspace_id=workspace_id, name=clean_name(name), folder_id=place.folder, program_id=place.program)
    _refuse_taken(folder)
    folder.save()
    publish(TreeChanged(workspace_id))
    return folder


@audited("renamed or moved", Folder, id="folder_id")
def update_folder(
    actor: Actor, *, workspace_id: int, folder_id: int, name: str | None = None, parent: Parent = UNSET
) -> Folder:
    folder = load(Folder, actor, workspace_id=workspace_id, id=folder_id)
    _one_at_a_time(workspace_id)
    if name is not None:
        folder.name = clean_name(name)
    if not isinstance(parent, Unset):
        _move(folder, find_place(workspace_id, parent))
    _refuse_taken(folder)
    folder.save(update_fields=["name", "name_normal", "folder", "program"])
    publish(TreeChanged(workspace_id))
    return folder


@audited("deleted", Folder, id="folder_id")
def delete_folder(actor: Actor, *, workspace_id: int, folder_id: int) -> None:
    folder = load(Folder, actor, workspace_id=workspace_id, id=folder_id)
    refuse_unless_empty(folder.name, Q(folder=folder.pk))
    folder.delete()
    publish(TreeChanged(workspace_id))


def refuse_unless_empty(name: str, lies_in_it: Q) -> None:
    """Names what is in the way."""
    inside = [
        held
        for model in CONTENTS
        for held in model._default_manager.filter(lies_in_it).values_list("name", flat=True)[:5]
    ]
    if inside:
        held = ", ".join(f"“{each}”" for each in inside[:5])
        raise StillUsed(f"“{name}” is not empty: it holds {held}. Move or delete what is inside first.")


def _move(folder: Folder, place: Place) -> None:
    if place.program != folder.program_id:
        raise Invalid("A folder can't move into a program or out of one. Make a new folder there.")
    parents = dict(Folder.objects.filter(workspace_id=folder.workspace_id).values_list("pk", "folder_id"))
    above = place.folder
    while above is not None:
        if above == folder.pk:
            raise Invalid(f"The folder {folder.name} can't be moved into itself.")
        above = parents.get(above)
    folder.folder_id = place.folder


def _refuse_taken(folder: Folder) -> None:
    siblings = Folder.objects.filter(
        workspace_id=folder.workspace_id, folder_id=folder.folder_id, program_id=folder.program_id
    )
    if siblings.filter(name_normal=normal(folder.name)).exclude(pk=folder.pk).exists():
        raise NameTaken(f"There is already a folder “{folder.name}” here. Choose another name.")


def _one_at_a_time(workspace_id: int) -> None:
    """Two moves at once could make a circle, and no constraint would see it."""
    Workspace.objects.select_for_update().get(pk=workspace_id)
