"""Trigger Score is Changed (S10): Change Score acted on a score field, also with +0."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.definitions.fields import FieldType
from campaigns.engine.constraints import Constraint, constraint_holds, constraint_problems, constraint_words
from campaigns.engine.kinds import Event, Params, Ref, Scope
from campaigns.engine.score_changes import SCORE_ATTRIBUTES, with_signs
from campaigns.engine.wording import field_label, field_of


class ScoreIsChangedParams(Params):
    field: str = Param(title="Score", max_length=100, json_schema_extra={"control": "field:score"})
    constraints: tuple[Constraint, ...] = Param(
        default=(),
        title="Constraints",
        max_length=20,
        json_schema_extra={"control": "constraints", "attributes": dict(SCORE_ATTRIBUTES)},
    )


class ScoreIsChanged:
    kind = "score_is_changed"
    label = "Score is Changed"
    category = "Person"
    help = "Starts when a score of the person is changed."
    params_type = ScoreIsChangedParams
    activity: str | None = "change_score"

    def check(self, params: ScoreIsChangedParams, scope: Scope) -> Iterator[str]:
        field = field_of(scope, params.field)
        if field is None:
            yield "The score field is no longer there. Choose another one."
        elif field.type is not FieldType.SCORE:
            yield f"{field.label} is no score field. Choose one, or use Data Value Changes."
        yield from constraint_problems(with_signs(params.constraints), SCORE_ATTRIBUTES)

    def matches(self, params: ScoreIsChangedParams, event: Event) -> bool:
        return event.attributes.get("Score Name") == params.field and all(
            constraint_holds(each, event) for each in with_signs(params.constraints)
        )

    def refs(self, params: ScoreIsChangedParams) -> Iterator[Ref]:
        yield Ref("field", params.field, "reads")

    def words(self, params: ScoreIsChangedParams, scope: Scope) -> str:
        return f"{field_label(scope, params.field)} is changed{constraint_words(params.constraints)}"


TRIGGER = ScoreIsChanged()
