"""The default class of a campaign's work: the highest among its own steps and its executables' (S07)."""

from campaigns.engine.plan import Plan
from campaigns.engine.ranking import Priority

_HIGH = frozenset({"send_alert"})
_HIGH_WHEN_TRIGGERED = _HIGH | {"send_email"}
_LOW = frozenset({"change_data_value", "change_score", "wait", "call_webhook"})
_ORDER: tuple[Priority, ...] = ("high", "medium", "low")


def class_of(plan: Plan, *, triggered: bool) -> Priority:
    """An executable's steps count as its callers'; a flow without steps is medium."""
    kinds = {step.kind for campaign in plan.campaigns.values() for step in campaign.steps} - {"execute_campaign"}
    classes = {_class_of(kind, triggered=triggered) for kind in kinds}
    return next((each for each in _ORDER if each in classes), "medium")


def _class_of(kind: str, *, triggered: bool) -> Priority:
    if kind in (_HIGH_WHEN_TRIGGERED if triggered else _HIGH):
        return "high"
    return "low" if kind in _LOW else "medium"
