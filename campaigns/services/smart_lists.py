"""Smart lists that others refer to: an edit counts at once for everybody who does (L02)."""

from copy import copy

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.smart_list import SmartList
from campaigns.errors import Invalid, StaleEdit
from campaigns.events import DraftSaved, TreeChanged
from campaigns.events import publish as announce
from campaigns.models import SmartListAsset
from campaigns.selectors.places import find_place, node
from campaigns.selectors.rights import require
from campaigns.selectors.smart_list_versions import find_version
from campaigns.selectors.smart_lists import SmartListRow, find_smart_list, smart_list_row
from campaigns.selectors.used_by import campaigns_reaching, refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.campaigns.faults import recheck_users
from campaigns.services.definitions import storable
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import UNSET, Parent, load, rename_and_move
from campaigns.services.references import drop_index, index_smart_list
from campaigns.services.smart_list_versions import keep_version
from campaigns.storage import plans


@audited("made", SmartListAsset)
def create_smart_list(
    actor: Actor, *, workspace_id: int, name: str, parent: str | None, description: str = ""
) -> SmartListAsset:
    require(actor, workspace_id, Role.MARKETER)
    place = find_place(workspace_id, parent)
    made = SmartListAsset(
        workspace_id=workspace_id,
        folder_id=place.folder,
        program_id=place.program,
        name=clean_name(name),
        description=description,
        definition=SmartList().model_dump(mode="json"),
        saved_by_id=actor.user_id,
    )
    with name_is_free(made.name):
        made.save()
    announce(TreeChanged(workspace_id))
    return made


@audited("cloned", SmartListAsset)
def clone_smart_list(
    actor: Actor,
    *,
    workspace_id: int,
    smart_list_id: int,
    name: str,
    parent: str | None,
    description: str | None = None,
) -> SmartListAsset:
    """With the source's rules; of a list of the system too."""
    source = load(SmartListAsset, actor, workspace_id=workspace_id, id=smart_list_id)
    place = find_place(workspace_id, parent)
    made = SmartListAsset(
        workspace_id=workspace_id,
        folder_id=place.folder,
        program_id=place.program,
        name=clean_name(name),
        description=source.description if description is None else description,
        definition=source.definition,
        saved_by_id=actor.user_id,
    )
    with name_is_free(made.name):
        made.save()
    index_smart_list(made, SmartList.model_validate(made.definition))
    announce(TreeChanged(workspace_id))
    return made


@audited("renamed or moved", SmartListAsset, id="smart_list_id")
def update_smart_list(
    actor: Actor,
    *,
    workspace_id: int,
    smart_list_id: int,
    name: str | None = None,
    description: str | None = None,
    parent: Parent = UNSET,
) -> SmartListAsset:
    found = _changeable(actor, workspace_id, smart_list_id)
    rename_and_move(found, name=name, parent=parent)
    if description is not None:
        found.description = description
    with name_is_free(found.name):
        found.save(update_fields=["name", "name_normal", "description", "folder", "program"])
    plans.forget(campaigns_reaching(workspace_id, "smart_list", [found.pk]))
    announce(TreeChanged(workspace_id))
    return found


@audited("deleted", SmartListAsset, id="smart_list_id")
def delete_smart_list(actor: Actor, *, workspace_id: int, smart_list_id: int) -> None:
    """C17."""
    found = _changeable(actor, workspace_id, smart_list_id)
    myself = node("smart_list", found.pk)
    uses = [use for use in used_by(workspace_id, "smart_list", ids=[found.pk]) if use.node != myself]
    refuse_while_used(found.name, uses)
    drop_index("smart_list", found.pk)
    found.delete()
    announce(TreeChanged(workspace_id))


@audited("edited", SmartListAsset, id="smart_list_id", merges=True)
def save_smart_list(
    actor: Actor, *, workspace_id: int, smart_list_id: int, edit_number: int, smart_list: SmartList
) -> SmartListRow:
    """Errors are saved too: then the list qualifies nobody, and neither does whatever refers to it (C10)."""
    return _save(actor, workspace_id, smart_list_id, edit_number, smart_list)


@audited("brought back a version of", SmartListAsset, id="smart_list_id")
def restore_smart_list(
    actor: Actor, *, workspace_id: int, smart_list_id: int, number: int, edit_number: int
) -> SmartListRow:
    """It counts at once, as any edit does, and is a version of its own (F10)."""
    asset = find_smart_list(actor, workspace_id=workspace_id, smart_list_id=smart_list_id)
    was = SmartList.model_validate(find_version(asset, number).definition)
    return _save(actor, workspace_id, smart_list_id, edit_number, was, anew=True)


def _save(
    actor: Actor, workspace_id: int, smart_list_id: int, edit_number: int, smart_list: SmartList, *, anew: bool = False
) -> SmartListRow:
    found = _changeable(actor, workspace_id, smart_list_id)
    if found.edit_number != edit_number:
        shown = {"edit_number", "saved_by", "saved_at", "smart_list"}
        raise StaleEdit(**smart_list_row(found).model_dump(mode="json", include=shown))
    if smart_list.triggers:
        raise Invalid("A smart list has no triggers of its own. Put triggers into the campaign that uses it.")
    before = copy(found)
    found.definition = storable(smart_list)
    found.edit_number += 1
    found.saved_by_id = actor.user_id
    found.save(update_fields=["definition", "edit_number", "saved_by", "saved_at"])
    keep_version(found, before=before, anew=anew)
    index_smart_list(found, smart_list)
    recheck_users(workspace_id, "smart_list", [found.pk])
    announce(DraftSaved(workspace_id, node("smart_list", found.pk), found.edit_number, actor.name))
    return smart_list_row(found)


def _changeable(actor: Actor, workspace_id: int, smart_list_id: int) -> SmartListAsset:
    found = load(SmartListAsset, actor, workspace_id=workspace_id, id=smart_list_id)
    if found.system:
        raise Invalid(
            f"“{found.name}” is a list of the system, so it stays as it is. Make a smart list that refers to it."
        )
    return found
