"""Filter Data Value Was Changed (L02): a field changed, or did not, in the history."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.definitions.text import normal
from campaigns.engine.constraints import Constraint, constraint_problems, constraint_words
from campaigns.engine.data_value_changes import DATA_VALUE_ATTRIBUTES, families_of, fieldless_problems
from campaigns.engine.history import (
    HistoryParams,
    attribute_tests,
    did,
    history_problems,
    history_test,
    history_words,
)
from campaigns.engine.kinds import Ref, Scope
from campaigns.engine.predicates import AttributeTest, Doubtful, Predicate
from campaigns.engine.wording import field_label, field_of


class DataValueWasChangedParams(HistoryParams):
    field: str | None = Param(
        default=None,
        title="Attribute",
        max_length=100,
        description="Empty means any field.",
        json_schema_extra={"control": "field"},
    )
    constraints: tuple[Constraint, ...] = Param(
        default=(),
        title="Constraints",
        max_length=20,
        json_schema_extra={"control": "constraints", "attributes": dict(DATA_VALUE_ATTRIBUTES)},
    )


class DataValueWasChanged:
    kind = "data_value_was_changed"
    label = "Data Value Was Changed"
    category = "Activity history"
    help = "Whose field was changed, or was not, by any campaign, import or hand."
    params_type = DataValueWasChangedParams
    in_choice = False

    def check(self, params: DataValueWasChangedParams, scope: Scope) -> Iterator[str]:
        field = field_of(scope, params.field) if params.field else None
        if params.field and field is None:
            yield "The field is no longer there. Choose another one."
        elif params.field is None:
            yield from fieldless_problems(field, params.constraints)
        known = [each for each in params.constraints if field or DATA_VALUE_ATTRIBUTES.get(each.attribute) != "field"]
        yield from constraint_problems(known, families_of(field))
        yield from history_problems(params, scope)

    def predicate(self, params: DataValueWasChangedParams, scope: Scope) -> Predicate:
        field = field_of(scope, params.field) if params.field else None
        if params.field and field is None:
            return Doubtful("The field is no longer there.")
        named = (AttributeTest("Attribute Name", "is", (normal(params.field),)),) if params.field else ()
        try:
            tests = (*named, *attribute_tests(params.constraints, families_of(field)))
        except ValueError as refused:
            return Doubtful(str(refused))
        return history_test(params, scope, "change_data_value", tests=tests)

    def refs(self, params: DataValueWasChangedParams) -> Iterator[Ref]:
        if params.field is not None:
            yield Ref("field", params.field, "reads")

    def words(self, params: DataValueWasChangedParams, scope: Scope) -> str:
        label = field_label(scope, params.field) if params.field else "Any field"
        return f"{label} {did(params, 'changed')}{constraint_words(params.constraints)}{history_words(params)}"


FILTER = DataValueWasChanged()
