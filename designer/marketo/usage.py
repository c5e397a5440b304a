"""How much was called, and what went wrong, day by day (reference 4.6)."""

from datetime import date, timedelta
from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.api_usage import UsageRow, usage
from designer.marketo import envelope, limits
from designer.marketo.base import View

WEEK = timedelta(days=6)


class UsageView(View):
    days = timedelta(0)

    def get(self, request: Request) -> Response:
        """Today's row is always there: clients read it before anything else."""
        today = limits.today()
        rows = usage(**self.scope, since=today - self.days, until=today)
        dates = list(dict.fromkeys([today, *(each.day for each in rows)]))
        return envelope.leads([self.of_day(day, [each for each in rows if each.day == day]) for day in dates])

    def of_day(self, day: date, rows: list[UsageRow]) -> dict[str, Any]:
        users = [{"userId": each.user, "count": each.calls} for each in rows]
        return {"date": f"{day}", "total": sum(each.calls for each in rows), "users": users}


class WeekUsageView(UsageView):
    days = WEEK


class ErrorsView(UsageView):
    def of_day(self, day: date, rows: list[UsageRow]) -> dict[str, Any]:
        counts: dict[str, int] = {}
        for row in rows:
            for code, count in row.errors.items():
                counts[code] = counts.get(code, 0) + count
        errors = [{"errorCode": code, "count": count} for code, count in sorted(counts.items())]
        return {"date": f"{day}", "total": sum(counts.values()), "errors": errors}


class WeekErrorsView(ErrorsView):
    days = WEEK


STATS = "rest/v1/stats"
urls = [
    path(f"{STATS}/usage.json", UsageView.as_view()),
    path(f"{STATS}/usage/last7days.json", WeekUsageView.as_view()),
    path(f"{STATS}/errors.json", ErrorsView.as_view()),
    path(f"{STATS}/errors/last7days.json", WeekErrorsView.as_view()),
]
