"""How much the API users of a workspace have called, day by day."""

from datetime import date

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import ApiUsage
from campaigns.selectors.rights import require


class UsageRow(Frozen):
    day: date
    user: str
    calls: int
    errors: dict[str, int]


def calls_on(api_user_id: int, day: date) -> int:
    return ApiUsage.objects.filter(api_user=api_user_id, day=day).values_list("calls", flat=True).first() or 0


def usage(actor: Actor, *, workspace_id: int, since: date, until: date) -> list[UsageRow]:
    """The latest day first."""
    require(actor, workspace_id)
    found = ApiUsage.objects.filter(api_user__workspace=workspace_id, day__range=(since, until))
    rows = found.order_by("-day", "pk").values_list("day", "api_user__user__first_name", "calls", "errors")
    return [UsageRow(day=day, user=user, calls=calls, errors=errors) for day, user, calls, errors in rows]
