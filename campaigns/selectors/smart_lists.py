"""A smart list asset as its editor shows it."""

from dataclasses import replace
from datetime import datetime

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import Problem, problems_of_smart_list
from campaigns.engine.scope import Scope
from campaigns.errors import NotFound
from campaigns.models import SmartListAsset
from campaigns.selectors.drafts import smart_list_words
from campaigns.selectors.places import node, parent_of
from campaigns.selectors.rights import display_name, require
from campaigns.selectors.used_by import Use, used_by
from campaigns.storage.scope import load_scope


class SmartListWords(Frozen):
    filters: dict[str, str]


class SmartListRow(Frozen):
    id: int
    node: str
    name: str
    description: str
    parent: str | None
    system: bool
    edit_number: int
    saved_at: datetime
    saved_by: str | None
    smart_list: SmartList
    problems: tuple[Problem, ...]
    words: SmartListWords


def smart_list(actor: Actor, *, workspace_id: int, smart_list_id: int) -> SmartListRow:
    return smart_list_row(find_smart_list(actor, workspace_id=workspace_id, smart_list_id=smart_list_id))


def find_smart_list(actor: Actor, *, workspace_id: int, smart_list_id: int) -> SmartListAsset:
    require(actor, workspace_id)
    found = (
        SmartListAsset.objects.filter(workspace_id=workspace_id, pk=smart_list_id).select_related("saved_by").first()
    )
    if found is None:
        raise NotFound("There is no such smart list in this workspace.")
    return found


def smart_list_row(asset: SmartListAsset) -> SmartListRow:
    definition = SmartList.model_validate(asset.definition)
    scope = scope_inside(asset, load_scope(asset.workspace_id))
    return SmartListRow(
        id=asset.pk,
        node=node("smart_list", asset.pk),
        name=asset.name,
        description=asset.description,
        parent=parent_of(asset),
        system=asset.system is not None,
        edit_number=asset.edit_number,
        saved_at=asset.saved_at,
        saved_by=display_name(asset.saved_by) if asset.saved_by else None,
        smart_list=definition,
        problems=tuple(problems_of_smart_list(definition, scope, catalog())),
        words=SmartListWords(filters=smart_list_words(definition, scope)),
    )


def scope_inside(asset: SmartListAsset, scope: Scope) -> Scope:
    """The same scope, from inside this list: referring to it again is a circle (L02)."""
    return replace(scope, inside=(*scope.inside, asset.pk))


def smart_list_uses(actor: Actor, *, workspace_id: int, smart_list_id: int) -> list[Use]:
    """C17."""
    found = find_smart_list(actor, workspace_id=workspace_id, smart_list_id=smart_list_id)
    return used_by(workspace_id, "smart_list", ids=[found.pk])
