"""What the filter and the trigger on custom activities share: the type, and constraints on its own attributes."""

from collections.abc import Iterator, Mapping

from campaigns.definitions.custom_activities import CustomActivity
from campaigns.engine.constraints import Constraint, Family, constraint_problems
from campaigns.engine.scope import Scope
from campaigns.engine.wording import GONE

TYPE_GONE = "It names a custom activity that is no longer there."


def families_of(activity: CustomActivity) -> Mapping[str, Family]:
    return {each.name: each.type for each in activity.attributes}


def custom_problems(activity: int, constraints: tuple[Constraint, ...], scope: Scope) -> Iterator[str]:
    known = scope.custom_activities.get(activity)
    if known is None:
        yield f"{TYPE_GONE} Choose another one."
    else:
        yield from constraint_problems(constraints, families_of(known))


def custom_name(activity: int, scope: Scope) -> str:
    known = scope.custom_activities.get(activity)
    return known.name if known else f"a custom activity that is {GONE}"
