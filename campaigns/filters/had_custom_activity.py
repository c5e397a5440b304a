"""Filter Had Custom Activity (L02): an activity of a type that an admin defined, or none of it."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.constraints import Constraint, constraint_words
from campaigns.engine.custom_activities import TYPE_GONE, custom_name, custom_problems, families_of
from campaigns.engine.history import HistoryParams, attribute_tests, history_problems, history_test, history_words
from campaigns.engine.predicates import Doubtful, Predicate
from campaigns.engine.scope import Ref, Scope


class HadCustomActivityParams(HistoryParams):
    activity: int = Param(title="Activity", json_schema_extra={"control": "custom_activity"})
    constraints: tuple[Constraint, ...] = Param(
        default=(), title="Constraints", max_length=20, json_schema_extra={"control": "custom_constraints"}
    )


class HadCustomActivity:
    kind = "had_custom_activity"
    label = "Had Custom Activity"
    category = "Activity history"
    help = "Who had an activity of one of the types that an admin defined, or had none."
    params_type = HadCustomActivityParams
    in_choice = False

    def check(self, params: HadCustomActivityParams, scope: Scope) -> Iterator[str]:
        yield from custom_problems(params.activity, params.constraints, scope)
        yield from history_problems(params, scope)

    def predicate(self, params: HadCustomActivityParams, scope: Scope) -> Predicate:
        known = scope.custom_activities.get(params.activity)
        if known is None:
            return Doubtful(TYPE_GONE)
        try:
            tests = attribute_tests(params.constraints, families_of(known))
        except ValueError as refused:
            return Doubtful(str(refused))
        return history_test(params, scope, "custom_activity", primary_ids=(params.activity,), tests=tests)

    def refs(self, params: HadCustomActivityParams) -> Iterator[Ref]:
        yield Ref("custom_activity", params.activity, "reads")

    def words(self, params: HadCustomActivityParams, scope: Scope) -> str:
        did = "Had" if params.operator == "occurred" else "Did not have"
        name = custom_name(params.activity, scope)
        return f"{did} {name}{constraint_words(params.constraints)}{history_words(params)}"


FILTER = HadCustomActivity()
