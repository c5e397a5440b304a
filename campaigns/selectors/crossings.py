"""What a program or folder and the rest of its workspace name of each other, which a move would cut (C13, C17)."""

from collections.abc import Iterator, Mapping
from typing import Any

from campaigns.models import (
    CustomActivityType,
    Partition,
    Reference,
    User,
    Webhook,
    Workspace,
)
from campaigns.selectors.holdings import MODELS, Holding
from campaigns.selectors.places import split_node
from campaigns.selectors.used_by import used_by

STAYING: Mapping[str, Any] = {**MODELS, "webhook": Webhook, "custom_activity": CustomActivityType}
VERBS = {
    "executes": "executes",
    "requests": "requests",
    "removes_from": "takes people out of",
    "sends": "sends",
    "calls": "calls",
}


def crossings(workspace_id: int, holding: Holding, target: Workspace) -> list[str]:
    """In sentences: what it names that stays behind, or that the other workspace does not see; and who names it."""
    return sorted({*_outward(workspace_id, holding, target), *_inward(workspace_id, holding)})


def _outward(workspace_id: int, holding: Holding, target: Workspace) -> Iterator[str]:
    named = Reference.objects.filter(workspace_id=workspace_id, target_id__isnull=False)
    rows = named.values_list("source_type", "source_id", "target_type", "target_id", "relation").distinct()
    for source_type, source, target_type, id, relation in rows:
        if not holding.holds(source_type, source) or holding.holds(target_type, id or 0):
            continue
        missed = _missed(target_type, id or 0, target)
        if missed:
            yield f"“{_name(MODELS[source_type], source)}” {VERBS.get(relation, 'uses')} {missed}."


def _missed(kind: str, id: int, target: Workspace) -> str | None:
    """None for what is at hand there too."""
    match kind:
        case "user":
            there = target.roles.filter(user=id).exists()
            return None if there else f"{_name(User, id)}, who has no role in {target.name}"
        case "partition":
            there = target.partitions.filter(pk=id).exists()
            return None if there else f"“{_name(Partition, id)}”, which {target.name} does not see"
        case _ if kind in STAYING:
            return f"“{_name(STAYING[kind], id)}”, which stays"
        case _:
            return None  # statuses go by their channel


def _inward(workspace_id: int, holding: Holding) -> Iterator[str]:
    for kind, ids in holding.ids.items():
        for use in used_by(workspace_id, kind, ids=sorted(ids)) if ids else ():
            if use.node is None or not holding.holds(*split_node(use.node)):
                yield f"“{use.name}”, which stays, {VERBS.get(use.relation, 'uses')} something of it."


def _name(model: Any, id: int) -> str:
    thing = model._default_manager.filter(pk=id).first()
    if isinstance(thing, User):
        return thing.get_full_name() or thing.get_username()
    return str(thing.name) if thing else f"something that is gone ({id})"
