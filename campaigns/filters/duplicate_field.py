"""Filter Duplicate Field (L02): shares the value of a key field with somebody else, as possible duplicates do."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field as Param

from campaigns.engine.kinds import Params
from campaigns.engine.predicates import Doubtful, Not, Predicate, SharesKey
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wording import field_label, field_of


class DuplicateFieldParams(Params):
    operator: Literal["shared", "not_shared"] = Param(
        default="shared", title="Operator", json_schema_extra={"control": "select"}
    )
    field: str = Param(default="email", title="Field", max_length=100, json_schema_extra={"control": "field"})


class DuplicateField:
    kind = "duplicate_field"
    label = "Duplicate Field"
    category = "Person attributes"
    help = (
        "Who has the same value there as somebody else whom this workspace sees. "
        "Works for fields by which imports find people; people without a value share nothing."
    )
    params_type = DuplicateFieldParams
    in_choice = False

    def check(self, params: DuplicateFieldParams, scope: Scope) -> Iterator[str]:
        fault = _fault(params, scope)
        if fault:
            yield fault

    def predicate(self, params: DuplicateFieldParams, scope: Scope) -> Predicate:
        fault = _fault(params, scope)
        if fault:
            return Doubtful(fault)
        shared = SharesKey(params.field)
        return Not(shared) if params.operator == "not_shared" else shared

    def refs(self, params: DuplicateFieldParams) -> Iterator[Ref]:
        yield Ref("field", params.field, "reads")

    def words(self, params: DuplicateFieldParams, scope: Scope) -> str:
        shared = "is shared with nobody" if params.operator == "not_shared" else "is shared with somebody else"
        return f"{field_label(scope, params.field)} {shared}"


def _fault(params: DuplicateFieldParams, scope: Scope) -> str | None:
    field = field_of(scope, params.field)
    if field is None:
        return "The field is no longer there. Choose another one."
    if not field.is_key:
        return f"{field.label} is no field by which imports find people, so it can't be compared. Choose such a one."
    return None


FILTER = DuplicateField()
