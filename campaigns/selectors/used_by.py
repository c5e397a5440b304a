"""Used by: who names a thing of the workspace, in a draft or in a published version (C17)."""

from collections.abc import Iterable, Mapping
from typing import Literal

from django.db.models import Model, Q

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.text import normal
from campaigns.errors import StillUsed
from campaigns.models import EmailAsset, Form, Reference, SmartCampaign, SmartListAsset, Waiting, Wave, Webhook
from campaigns.selectors.places import node
from campaigns.selectors.rights import require
from campaigns.storage import plans

MOST = 500
Part = Literal["field", "status", "member_field", "custom_activity", "partition", "user"]  # they have no page
_USERS: Mapping[str, type[Model]] = {
    "campaign": SmartCampaign,
    "smart_list": SmartListAsset,
    "email": EmailAsset,
    "form": Form,
    "webhook": Webhook,
}
PEOPLE_INSIDE = "used by people inside"


class Use(Frozen):
    """One place that uses the thing; `relation` is uses, executes, requests, reads, writes, removes_from, sends
    or calls, or says that only people inside still need it, on an older version."""

    node: str | None
    name: str
    relation: str


def used_by(workspace_id: int, target_type: str, *, ids: Iterable[int] = (), names: Iterable[str] = ()) -> list[Use]:
    """Every user of one of these, each once per relation. Give ids, or names for fields and tokens."""
    found = Reference.objects.filter(workspace_id=workspace_id, target_type=target_type)
    wanted, ids = list(names), list(ids)
    found = found.filter(target_name__in=wanted) if wanted else found.filter(target_id__in=ids)
    keys = list(found.values_list("source_type", "source_id", "relation").distinct().order_by()[:MOST])
    known = {(kind, id) for kind, id, _ in keys}
    held = _held(workspace_id, {(target_type, target) for target in (wanted or ids)})
    keys += [("campaign", id, PEOPLE_INSIDE) for id in sorted(held) if ("campaign", id) not in known]
    named = _names(workspace_id, keys)
    uses = [
        Use(node=node(kind, id), name=named[kind, id], relation=relation)
        for kind, id, relation in keys
        if (kind, id) in named
    ]
    return sorted(uses, key=lambda use: (use.name.casefold(), use.relation))


def uses_of_part(actor: Actor, *, workspace_id: int, type: Part, name: str = "", id: int | None = None) -> list[Use]:
    """Who names this field (by name), member field (by name, in whatever case) or the like (by id), here (C17)."""
    require(actor, workspace_id)
    if type in ("field", "member_field"):
        return used_by(workspace_id, type, names=[normal(name) if type == "member_field" else name])
    return used_by(workspace_id, type, ids=[] if id is None else [id])


def _held(workspace_id: int, targets: set[tuple[str, int | str]]) -> set[int]:
    """The campaigns in which somebody waits, is held or is queued with a plan that names one of these."""
    mine = {"run__workspace": workspace_id}
    pinned = {
        *Waiting.objects.filter(**mine).values_list("plan", flat=True).distinct().order_by(),
        *Wave.objects.filter(**mine).values_list("plan", flat=True).distinct().order_by(),
    }
    found: set[int] = set()
    for plan in (plans.compiled(each) for each in pinned):
        named: set[tuple[str, int | str]] = {(ref.type, ref.target) for ref in plan.refs}
        named |= {("token", token.name) for token in plan.tokens if token.family == "my"}
        if named & targets:
            found.add(plan.content.root)
    return found


def campaigns_reaching(
    workspace_id: int, target_type: str, ids: Iterable[int] = (), *, names: Iterable[str] = ()
) -> set[int]:
    """Campaigns whose published form names one of these, directly or through smart lists."""
    published = Reference.objects.filter(workspace_id=workspace_id, published=True)
    named = Q(target_id__in=list(ids)) | Q(target_id=None, target_name__in=list(names))
    users = published.filter(named, target_type=target_type)
    campaigns: set[int] = set()
    lists: set[int] = set()
    while users:
        found = set(users.values_list("source_type", "source_id"))
        campaigns |= {source for kind, source in found if kind == "campaign"}
        frontier = {source for kind, source in found if kind == "smart_list"} - lists
        lists |= frontier
        users = published.filter(target_type="smart_list", target_id__in=frontier)
    return campaigns


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
    named: dict[tuple[str, int], str] = {}
    for kind, model in _USERS.items():
        ids = {id for each, id, _ in keys if each == kind}
        rows = model._default_manager.filter(workspace_id=workspace_id, pk__in=ids).values_list("pk", "name")
        named.update({(kind, id): name for id, name in rows})
    return named
