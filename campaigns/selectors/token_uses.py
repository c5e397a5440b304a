"""Who reads a My Token: campaigns that see it, and the executables that they call (C17, T03)."""

from campaigns.models import MyToken, SmartCampaign
from campaigns.selectors.neighbours import calls_in
from campaigns.selectors.token_tree import TokenTree, load_token_tree
from campaigns.selectors.used_by import Use, used_by


def uses_of_token(token: MyToken) -> list[Use]:
    """Campaigns for which it is the nearest of its name, and executables called from there, if they name it."""
    named = used_by(token.workspace_id, "token", names=[token.name_normal])
    if not named:
        return []
    seen = {f"campaign:{id}" for id in _seeing(token, load_token_tree(token.workspace_id))}
    return [use for use in named if use.node in seen]


def _seeing(token: MyToken, tree: TokenTree) -> set[int]:
    campaigns = SmartCampaign.objects.filter(workspace_id=token.workspace_id)
    own: set[int] = set()
    for id, program, folder in campaigns.values_list("pk", "program_id", "folder_id"):
        nearest = tree.visible(program=program, folder=folder).get(token.name_normal)
        if nearest is not None and nearest[0].pk == token.pk:
            own.add(id)
    calls = calls_in(token.workspace_id)
    drafted = {callee for id in own for callee in calls.drafts.get(id, ())}
    return own | drafted | {callee for id in own | drafted for callee in calls.below(id)}
