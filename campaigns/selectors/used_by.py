"""Used by: who names a thing of the workspace, in a draft or in a published version (C17)."""

from collections.abc import Iterable

from campaigns.definitions.base import Frozen
from campaigns.errors import StillUsed
from campaigns.models import EmailAsset, Reference, SmartCampaign, SmartListAsset, Webhook
from campaigns.selectors.places import node

MOST = 500


class Use(Frozen):
    """One place that uses the thing; `relation` is uses, executes, requests, reads, writes, removes_from, sends
    or calls."""

    node: str | None
    name: str
    relation: str


def used_by(workspace_id: int, target_type: str, *, ids: Iterable[int] = (), names: Iterable[str] = ()) -> list[Use]:
    """Every user of one of these, each once per relation. Give ids, or names for fields and tokens."""
    found = Reference.objects.filter(workspace_id=workspace_id, target_type=target_type)
    wanted = list(names)
    found = found.filter(target_name__in=wanted) if wanted else found.filter(target_id__in=list(ids))
    keys = list(found.values_list("source_type", "source_id", "relation").distinct().order_by()[:MOST])
    named = _names(workspace_id, keys)
    uses = [
        Use(node=node(kind, id), name=named[kind, id], relation=relation)
        for kind, id, relation in keys
        if (kind, id) in named
    ]
    return sorted(uses, key=lambda use: (use.name.casefold(), use.relation))


def refuse_while_used(name: str, uses: list[Use], *, what: str = "deleted") -> None:
    if not uses:
        return
    users = ", ".join(dict.fromkeys(f"“{use.name}”" for use in uses[:5]))
    more = f" and {len(uses) - 5} more" if len(uses) > 5 else ""
    raise StillUsed(
        f"“{name}” is used by {users}{more}, so it can't be {what}. Remove it there first.",
        uses=[use.model_dump() for use in uses],
    )


def _names(workspace_id: int, keys: list[tuple[str, int, str]]) -> dict[tuple[str, int], str]:
    models = {"campaign": SmartCampaign, "smart_list": SmartListAsset, "email": EmailAsset, "webhook": Webhook}
    named: dict[tuple[str, int], str] = {}
    for kind, model in models.items():
        ids = {id for each, id, _ in keys if each == kind}
        rows = model._default_manager.filter(workspace_id=workspace_id, pk__in=ids).values_list("pk", "name")
        named.update({(kind, id): name for id, name in rows})
    return named
