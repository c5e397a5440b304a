"""The tree of a workspace: six queries, however large it is."""

from collections.abc import Iterator

from django.db.models import QuerySet

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind
from campaigns.models import EmailAsset, Folder, Form, Program, SmartCampaign, SmartListAsset, StaticList
from campaigns.models.workspace import Placed
from campaigns.selectors.places import NodeKind, node, parent_of
from campaigns.selectors.rights import require
from campaigns.selectors.standing import Status, standing_of, with_standing

MOST = 20_000
_SHOWN = ("pk", "name", "folder_id", "program_id")


class TreeNode(Frozen):
    """`campaign_kind`, `status` and `fault`, the first error of what runs, are those of campaigns. `archived`
    counts for all that lies in an archived place; `system` marks lists that nobody changes."""

    node: str
    kind: NodeKind
    id: int
    name: str
    parent: str | None
    in_program: bool
    campaign_kind: CampaignKind | None = None
    status: Status | None = None
    fault: str | None = None
    archived: bool = False
    system: bool = False


class Tree(Frozen):
    nodes: tuple[TreeNode, ...]


def tree(actor: Actor, *, workspace_id: int) -> Tree:
    require(actor, workspace_id)
    nodes = [
        *_nodes("folder", Folder.objects.filter(workspace_id=workspace_id)),
        *_nodes("program", Program.objects.filter(workspace_id=workspace_id)),
        *_campaigns(workspace_id),
        *_smart_lists(workspace_id),
        *_nodes("list", StaticList.objects.filter(workspace_id=workspace_id)),
        *_nodes("email", EmailAsset.objects.filter(workspace_id=workspace_id)),
        *_nodes("form", Form.objects.filter(workspace_id=workspace_id)),
    ]
    return Tree(nodes=tuple(_marked(nodes)))


def _marked(nodes: list[TreeNode]) -> Iterator[TreeNode]:
    """An archived program or folder hides all that lies below it."""
    by_node = {each.node: each for each in nodes}
    hidden: dict[str, bool] = {}

    def is_hidden(each: TreeNode) -> bool:
        if each.node not in hidden:
            above = by_node.get(each.parent or "")
            hidden[each.node] = each.archived or (above is not None and is_hidden(above))
        return hidden[each.node]

    for each in nodes:
        yield each.model_copy(update={"archived": True}) if is_hidden(each) else each


def _smart_lists(workspace_id: int) -> list[TreeNode]:
    lists = SmartListAsset.objects.filter(workspace_id=workspace_id).only(*_SHOWN, "system").order_by("name_normal")
    return [_node("smart_list", each).model_copy(update={"system": each.system is not None}) for each in lists[:MOST]]


def folder_node(folder: Folder) -> TreeNode:
    return _node("folder", folder)


def _campaigns(workspace_id: int) -> list[TreeNode]:
    campaigns = with_standing(SmartCampaign.objects.filter(workspace_id=workspace_id))
    found = []
    for campaign in campaigns.only(*_SHOWN, "executable", "active", "fault").order_by("name_normal")[:MOST]:
        shown = _node("campaign", campaign)
        found.append(shown.model_copy(update=_of_campaign(campaign)))
    return found


def _of_campaign(campaign: SmartCampaign) -> dict[str, str | None]:
    standing = standing_of(campaign)
    return {"campaign_kind": standing.kind, "status": standing.status, "fault": campaign.fault or None}


def _nodes(kind: NodeKind, placed: QuerySet[Placed]) -> list[TreeNode]:
    shown = (*_SHOWN, "archived") if kind in ("folder", "program") else _SHOWN
    return [_node(kind, each) for each in placed.only(*shown).order_by("name_normal")[:MOST]]


def _node(kind: NodeKind, placed: Placed) -> TreeNode:
    return TreeNode(
        node=node(kind, placed.pk),
        kind=kind,
        id=placed.pk,
        name=placed.name,
        parent=parent_of(placed),
        in_program=placed.program_id is not None,
        archived=isinstance(placed, Folder | Program) and placed.archived,
    )
