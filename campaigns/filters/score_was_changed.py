"""Filter Score Was Changed (L02): the score changed, or did not, in the history."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.definitions.text import normal
from campaigns.engine.constraints import Constraint, constraint_problems, constraint_words
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
from campaigns.engine.score_changes import SCORE_ATTRIBUTES, with_signs
from campaigns.engine.wording import field_label, field_of


class ScoreWasChangedParams(HistoryParams):
    field: str | None = Param(
        default=None,
        title="Score",
        max_length=100,
        description="Empty means any score.",
        json_schema_extra={"control": "field:score"},
    )
    constraints: tuple[Constraint, ...] = Param(
        default=(),
        title="Constraints",
        max_length=20,
        json_schema_extra={"control": "constraints", "attributes": dict(SCORE_ATTRIBUTES)},
    )


class ScoreWasChanged:
    kind = "score_was_changed"
    label = "Score Was Changed"
    category = "Activity history"
    help = "Whose score was changed, or was not, by any campaign, import or hand."
    params_type = ScoreWasChangedParams
    in_choice = False

    def check(self, params: ScoreWasChangedParams, scope: Scope) -> Iterator[str]:
        if params.field is not None and field_of(scope, params.field) is None:
            yield "The score field is no longer there. Choose another one."
        yield from constraint_problems(with_signs(params.constraints), SCORE_ATTRIBUTES)
        yield from history_problems(params, scope)

    def predicate(self, params: ScoreWasChangedParams, scope: Scope) -> Predicate:
        if params.field is not None and field_of(scope, params.field) is None:
            return Doubtful("The score field is no longer there.")
        named = (AttributeTest("Score Name", "is", (normal(params.field),)),) if params.field else ()
        try:
            tests = (*named, *attribute_tests(with_signs(params.constraints), SCORE_ATTRIBUTES))
        except ValueError as refused:
            return Doubtful(str(refused))
        return history_test(params, scope, "change_score", tests=tests)

    def refs(self, params: ScoreWasChangedParams) -> Iterator[Ref]:
        if params.field is not None:
            yield Ref("field", params.field, "reads")

    def words(self, params: ScoreWasChangedParams, scope: Scope) -> str:
        label = field_label(scope, params.field) if params.field else "Any score"
        return f"{label} {did(params, 'changed')}{constraint_words(params.constraints)}{history_words(params)}"


FILTER = ScoreWasChanged()
