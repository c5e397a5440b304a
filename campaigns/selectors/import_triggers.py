"""How many active trigger campaigns the changes of an import may start; shown before it begins (S10)."""

from collections.abc import Collection
from typing import Any

from campaigns.models import SmartCampaign, Workspace


def count_triggers(workspace: Workspace, *, fields: Collection[str], list_id: int | None) -> int:
    """Of every workspace that sees the new people. Filters and constraints may let fewer begin."""
    active = SmartCampaign.objects.filter(
        active=True, workspace__partitions=workspace.primary_partition_id, published__isnull=False
    )
    lists = active.values_list("published__smart_list", flat=True)
    return sum(
        any(_may_start(trigger, fields, list_id) for trigger in smart_list.get("triggers", ())) for smart_list in lists
    )


def _may_start(trigger: dict[str, Any], fields: Collection[str], list_id: int | None) -> bool:
    params = trigger.get("params", {})
    match trigger.get("kind"):
        case "person_is_created":
            return True
        case "data_value_changes" | "score_is_changed":
            return params.get("field") in fields
        case "added_to_list":
            return list_id is not None and (not params.get("lists") or list_id in params["lists"])
        case _:
            return False
