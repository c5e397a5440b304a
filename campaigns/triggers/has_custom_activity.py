"""Trigger Has Custom Activity (S10): an activity of a type that an admin defined is added to the person."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.constraints import Constraint, constraint_holds, constraint_words
from campaigns.engine.custom_activities import custom_name, custom_problems
from campaigns.engine.kinds import Event, Params
from campaigns.engine.scope import Ref, Scope


class HasCustomActivityParams(Params):
    activity: int = Param(title="Activity", json_schema_extra={"control": "custom_activity"})
    constraints: tuple[Constraint, ...] = Param(
        default=(), title="Constraints", max_length=20, json_schema_extra={"control": "custom_constraints"}
    )


class HasCustomActivity:
    kind = "has_custom_activity"
    label = "Has Custom Activity"
    category = "Person"
    help = "Starts when an activity of one of the types that an admin defined is added to the person."
    params_type = HasCustomActivityParams
    activity: str | None = "custom_activity"

    def check(self, params: HasCustomActivityParams, scope: Scope) -> Iterator[str]:
        yield from custom_problems(params.activity, params.constraints, scope)

    def matches(self, params: HasCustomActivityParams, event: Event) -> bool:
        return event.primary_id == params.activity and all(constraint_holds(each, event) for each in params.constraints)

    def refs(self, params: HasCustomActivityParams) -> Iterator[Ref]:
        yield Ref("custom_activity", params.activity, "reads")

    def words(self, params: HasCustomActivityParams, scope: Scope) -> str:
        return f"Has {custom_name(params.activity, scope)}{constraint_words(params.constraints)}"


TRIGGER = HasCustomActivity()
