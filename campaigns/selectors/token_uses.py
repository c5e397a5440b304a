"""Who reads a My Token: campaigns that see it, the executables that they call, and e-mails (C17, T03)."""

from campaigns.models import EmailAsset, MyToken, Reference, SmartCampaign
from campaigns.selectors.neighbours import calls_in
from campaigns.selectors.token_tree import TokenTree, load_token_tree
from campaigns.selectors.used_by import Use, used_by


def uses_of_token(token: MyToken) -> list[Use]:
    """Campaigns for which it is the nearest of its name, executables called from there, and e-mails that lie or are
    sent there, if they name it."""
    named = used_by(token.workspace_id, "token", names=[token.name_normal])
    if not named:
        return []
    tree = load_token_tree(token.workspace_id)
    campaigns = _seeing(token, tree)
    seen = {f"campaign:{id}" for id in campaigns} | {f"email:{id}" for id in _emails(token, tree, campaigns)}
    return [use for use in named if use.node in seen]


def _emails(token: MyToken, tree: TokenTree, campaigns: set[int]) -> set[int]:
    sent = Reference.objects.filter(source_type="campaign", source_id__in=campaigns, relation="sends")
    rows = EmailAsset.objects.filter(workspace_id=token.workspace_id).values_list("pk", "program_id", "folder_id")
    lie = {id for id, program, folder in rows if _is_nearest(token, tree, program, folder)}
    return lie | {id for id in sent.values_list("target_id", flat=True) if id is not None}


def _is_nearest(token: MyToken, tree: TokenTree, program: int | None, folder: int | None) -> bool:
    nearest = tree.visible(program=program, folder=folder).get(token.name_normal)
    return nearest is not None and nearest[0].pk == token.pk


def _seeing(token: MyToken, tree: TokenTree) -> set[int]:
    campaigns = SmartCampaign.objects.filter(workspace_id=token.workspace_id)
    rows = campaigns.values_list("pk", "program_id", "folder_id")
    own = {id for id, program, folder in rows if _is_nearest(token, tree, program, folder)}
    calls = calls_in(token.workspace_id)
    drafted = {callee for id in own for callee in calls.drafts.get(id, ())}
    return own | drafted | {callee for id in own | drafted for callee in calls.below(id)}
