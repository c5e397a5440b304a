"""The order of a workspace's campaigns: by name, or by what a column of their table shows."""

from collections.abc import Callable
from typing import Any, Literal

from django.db.models import Count, Func, IntegerField, QuerySet
from django.db.models.fields.json import KeyTransform

from campaigns.catalog import catalog
from campaigns.models import Reference, SmartCampaign
from campaigns.selectors.standing import Standing

Sort = Literal["name", "kind", "status", "triggers", "steps", "next_run", "callers"]
Found = tuple[SmartCampaign, Standing]
CALLS = ("executes", "requests")


class ArrayLength(Func):
    """How many elements an array inside a JSON document has."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="jsonb_array_length", **extra)


def with_order(campaigns: QuerySet[SmartCampaign], sort: Sort) -> QuerySet[SmartCampaign]:
    """By name, with what `in_order` reads."""
    if sort == "steps":
        campaigns = campaigns.annotate(step_count=ArrayLength(KeyTransform("steps", "draft_flow")))
    return campaigns.order_by("name_normal", "pk")


def in_order(found: list[Found], sort: Sort, *, workspace_id: int, descending: bool) -> list[Found]:
    """Equal ones stay by name. Those without a trigger, or without a next run, come last either way."""
    match sort:
        case "name":
            return found[::-1] if descending else found
        case "kind":
            return sorted(found, key=lambda each: each[1].kind, reverse=descending)
        case "status":
            return sorted(found, key=lambda each: each[1].status, reverse=descending)
        case "steps":
            return sorted(found, key=lambda each: vars(each[0])["step_count"] or 0, reverse=descending)
        case "callers":
            callers = _callers(workspace_id)
            return sorted(found, key=lambda each: callers.get(each[0].pk, 0), reverse=descending)
        case "triggers":
            return _empty_last(found, lambda each: trigger_label(vars(each[0])["first_trigger"]), descending)
        case "next_run":
            return _empty_last(found, lambda each: vars(each[0])["next_run"], descending)


def trigger_label(kind: str | None) -> str:
    known = catalog().triggers.get(kind or "")
    return known.label if known else kind or ""


def _empty_last(found: list[Found], key: Callable[[Found], Any], descending: bool) -> list[Found]:
    filled = sorted((each for each in found if key(each)), key=key, reverse=descending)
    return [*filled, *(each for each in found if not key(each))]


def _callers(workspace_id: int) -> dict[int, int]:
    """How many campaigns execute or request each, in drafts and in published versions."""
    ties = Reference.objects.filter(workspace_id=workspace_id, source_type="campaign", relation__in=CALLS)
    counted = ties.filter(target_id__isnull=False).values("target_id").order_by()
    rows = counted.annotate(n=Count("source_id", distinct=True)).values_list("target_id", "n")
    return {target: n for target, n in rows if target is not None}
