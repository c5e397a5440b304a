"""The active triggers, kept in memory and read anew when their version is another one (engine.md 12)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import local

from campaigns.catalog import catalog
from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.matching import ActiveTrigger
from campaigns.models import Counter, Run, SmartCampaign, Workspace

Triggers = Mapping[int, Sequence[ActiveTrigger]]  # by activity type id


@dataclass
class _Kept(local):
    """Per thread: what was read, and at which version."""

    version: int = -1
    triggers: Triggers = field(default_factory=dict)


_kept = _Kept()


def active() -> Triggers:
    """To be called in the transaction whose activities are matched."""
    version = Counter.objects.filter(name="trigger_index").values_list("value", flat=True).first() or 0
    if version != _kept.version:
        _kept.triggers, _kept.version = _read(), version
    return _kept.triggers


def _read() -> Triggers:
    found: dict[int, list[ActiveTrigger]] = defaultdict(list)
    partitions = _partitions()
    runs = Run.objects.filter(kind="trigger", ended_at=None, campaign__active=True)
    rows = runs.values_list("pk", "campaign_id", "workspace_id", "campaign__published__smart_list")
    for run, campaign, workspace, smart_list in rows.order_by("campaign_id"):
        for rule in SmartList.model_validate(smart_list or {}).triggers:
            kind = catalog().triggers.get(rule.kind)
            if kind is None or kind.activity is None:
                continue
            try:
                params = kind.params_type.model_validate(rule.params)
            except ValueError:
                continue  # a broken trigger starts nobody; the editor shows it
            found[BY_KEY[kind.activity].id].append(
                ActiveTrigger(campaign, run, kind, params, partitions.get(workspace, frozenset()))
            )
    return dict(found)


def _partitions() -> dict[int, frozenset[int]]:
    seen: dict[int, set[int]] = defaultdict(set)
    for workspace, partition in Workspace.partitions.through.objects.values_list("workspace_id", "partition_id"):
        seen[workspace].add(partition)
    return {workspace: frozenset(partitions) for workspace, partitions in seen.items()}


def listening_campaigns(workspace_id: int, type_keys: Sequence[str]) -> int:
    """How many active campaigns of the workspace listen to these activities; shown before an import."""
    types = {BY_KEY[key].id for key in type_keys}
    campaigns = {trigger.campaign for type_id, triggers in active().items() if type_id in types for trigger in triggers}
    return SmartCampaign.objects.filter(workspace=workspace_id, pk__in=campaigns).count()
