"""Filter on any field of the person, with the operators of its type (L02, L03)."""

from collections.abc import Iterator

from pydantic import ConfigDict
from pydantic import Field as Param

from campaigns.engine.constraints import GivenValue
from campaigns.engine.field_tests import field_test, problem_of
from campaigns.engine.kinds import Params
from campaigns.engine.operators import operator_words
from campaigns.engine.predicates import Doubtful, Predicate
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wording import field_label, field_of

_GONE = "The field is no longer there. Choose another one."


class PersonFieldParams(Params):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    field: str = Param(title="Field", max_length=100, json_schema_extra={"control": "field"})
    operator: str = Param(default="is", title="Operator", max_length=32, json_schema_extra={"control": "operator"})
    values: tuple[GivenValue, ...] = Param(
        default=(), title="Values", max_length=1000, json_schema_extra={"control": "values"}
    )


class PersonField:
    kind = "person_field"
    label = "Person field"
    category = "Person attributes"
    help = "Compares a field of the person with one or several values; any of them is enough."
    params_type = PersonFieldParams
    in_choice = True

    def check(self, params: PersonFieldParams, scope: Scope) -> Iterator[str]:
        field = field_of(scope, params.field)
        if field is None:
            yield _GONE
            return
        problem = problem_of(lambda: field_test(field, params.operator, params.values, now=scope.now, zone=scope.zone))
        if problem:
            yield f"{field.label}: {problem}"

    def predicate(self, params: PersonFieldParams, scope: Scope) -> Predicate:
        field = field_of(scope, params.field)
        if field is None:
            return Doubtful(_GONE)
        try:
            return field_test(field, params.operator, params.values, now=scope.now, zone=scope.zone)
        except ValueError as refused:
            return Doubtful(f"{field.label}: {refused}")

    def refs(self, params: PersonFieldParams) -> Iterator[Ref]:
        yield Ref("field", params.field, "reads")

    def words(self, params: PersonFieldParams, scope: Scope) -> str:
        field = field_of(scope, params.field)
        family = field.type.family if field else "text"
        return f"{field_label(scope, params.field)} {operator_words(family, params.operator, params.values)}"


FILTER = PersonField()
