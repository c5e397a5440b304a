"""How often one person may pass into a flow (S04)."""

from datetime import datetime, timedelta
from typing import assert_never

from campaigns.definitions.campaign import Qualification


def may_pass(rule: Qualification, *, last: datetime | None, now: datetime) -> bool:
    """`last` is when the person last passed into this campaign's flow, or None for never."""
    if last is None:
        return True
    match rule.mode:
        case "once":
            return False
        case "every_time":
            return True
        case "interval":
            return now - last >= interval_of(rule)
        case _:
            assert_never(rule.mode)


def interval_of(rule: Qualification) -> timedelta:
    """Rolling: a day is 24 hours, a month 30 days."""
    hours = {"hours": 1, "days": 24, "weeks": 168, "months": 720}[rule.unit]
    return timedelta(hours=hours * rule.every)
