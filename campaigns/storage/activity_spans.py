"""Between which ids the activities of a time lie: ids grow with time, so no index on the time is needed."""

from datetime import datetime, timedelta

from django.db.models import Max, Min

from campaigns.models import Activity

LONGEST = timedelta(hours=1)  # from the moment of a transaction to its last activity


def span(start: datetime, end: datetime) -> tuple[int, int] | None:
    """The first and the last id between which everything lies that was recorded from `start` on and before `end`;
    others lie there too. None when there are no activities."""
    ends = Activity.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return None
    first = _first_since(start, LONGEST, ends["first"], ends["last"])
    return first, _first_since(end, -LONGEST, first, ends["last"])


def _first_since(moment: datetime, slack: timedelta, low: int, high: int) -> int:
    """Halves the span. The last id where none is so late."""
    while low < high:
        middle = (low + high) // 2
        id, recorded_at = _next(middle)
        if recorded_at + slack < moment:
            low = id + 1
        else:
            high = middle
    return low


def _next(id: int) -> tuple[int, datetime]:
    return Activity.objects.filter(pk__gte=id).order_by("pk").values_list("pk", "recorded_at")[0]
