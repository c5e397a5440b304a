"""Trigger Data Value Changes (S10): a field gets another value, whoever caused it."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.constraints import Constraint, constraint_holds, constraint_problems, constraint_words
from campaigns.engine.data_value_changes import DATA_VALUE_ATTRIBUTES, families_of
from campaigns.engine.kinds import Event, Params, Ref, Scope
from campaigns.engine.wording import field_label, field_of


class DataValueChangesParams(Params):
    field: str = Param(title="Attribute", max_length=100, json_schema_extra={"control": "field"})
    constraints: tuple[Constraint, ...] = Param(
        default=(),
        title="Constraints",
        max_length=20,
        json_schema_extra={"control": "constraints", "attributes": dict(DATA_VALUE_ATTRIBUTES)},
    )


class DataValueChanges:
    kind = "data_value_changes"
    label = "Data Value Changes"
    category = "Person"
    help = "Starts when a field of the person gets another value."
    params_type = DataValueChangesParams
    activity: str | None = "change_data_value"

    def check(self, params: DataValueChangesParams, scope: Scope) -> Iterator[str]:
        field = field_of(scope, params.field)
        if field is None:
            yield "The field is no longer there. Choose another one."
            return
        if field.read_only:
            yield f"{field.label} is kept by the product itself and starts nothing. Choose another field."
        yield from constraint_problems(params.constraints, families_of(field))

    def matches(self, params: DataValueChangesParams, event: Event) -> bool:
        return event.attributes.get("Attribute Name") == params.field and all(
            constraint_holds(each, event) for each in params.constraints
        )

    def refs(self, params: DataValueChangesParams) -> Iterator[Ref]:
        yield Ref("field", params.field, "reads")

    def words(self, params: DataValueChangesParams, scope: Scope) -> str:
        return f"{field_label(scope, params.field)} changes{constraint_words(params.constraints)}"


TRIGGER = DataValueChanges()
