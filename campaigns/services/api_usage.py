"""Counts the calls of API users; their statistics and daily limit read it."""

from datetime import date

from django.db import transaction
from django.db.models import F

from campaigns.models import ApiUsage


@transaction.atomic
def count_call(api_user_id: int, *, day: date, error: str | None) -> None:
    of_day = ApiUsage.objects.filter(api_user_id=api_user_id, day=day)
    if error is None and of_day.update(calls=F("calls") + 1):
        return
    ApiUsage.objects.get_or_create(api_user_id=api_user_id, day=day)
    of_day.update(calls=F("calls") + 1)
    if error is not None:
        _count_error(of_day.select_for_update().get(), error)


def _count_error(usage: ApiUsage, error: str) -> None:
    usage.errors[error] = usage.errors.get(error, 0) + 1
    usage.save(update_fields=["errors"])
