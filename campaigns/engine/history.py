"""What filters on activity history ask for: an activity type, its constraints, a date, a number of times (L02)."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import ConfigDict
from pydantic import Field as Param

from campaigns.definitions.activity_types import BY_KEY
from campaigns.engine.constraints import (
    Constraint,
    DateConstraint,
    attribute_test,
    date_problem,
    date_words,
    moments_of,
)
from campaigns.engine.constraints import Family as AttributeFamily
from campaigns.engine.field_tests import UnreadableValue
from campaigns.engine.kinds import Params
from campaigns.engine.predicates import AttributeTest, Doubtful, History, Not, Predicate
from campaigns.engine.scope import Scope

Occurred = Literal["occurred", "not_occurred"]


def _own_first(schema: dict[str, Any]) -> None:
    """What the activity is about is drawn before the date and the number of times."""
    drawn = schema["properties"]
    for name in ("date", "at_least"):
        drawn[name] = drawn.pop(name)


class HistoryParams(Params):
    model_config = ConfigDict(json_schema_extra=_own_first)

    operator: Occurred = Param(default="occurred", title="Operator", json_schema_extra={"control": "select"})
    date: DateConstraint | None = Param(
        default=None,
        title="Date of Activity",
        description="Without a date the whole history counts.",
        json_schema_extra={"control": "date"},
    )
    at_least: int = Param(
        default=1, ge=1, le=1_000_000, title="Min. Number of Times", json_schema_extra={"control": "number"}
    )

    def own_tests(self) -> tuple[AttributeTest, ...]:
        """What parameters of one filter alone ask of the activity."""
        return ()

    def own_words(self) -> str:
        """Begins with a comma where there is something to say."""
        return ""


def attribute_tests(
    constraints: tuple[Constraint, ...], families: Mapping[str, AttributeFamily]
) -> tuple[AttributeTest, ...]:
    """Raises ValueError with a sentence."""
    for constraint in constraints:
        if constraint.attribute not in families:
            raise UnreadableValue(f'There is no constraint "{constraint.attribute}".')
    return tuple(attribute_test(each, families[each.attribute]) for each in constraints)


def history_test(
    params: HistoryParams,
    scope: Scope,
    activity: str,
    *,
    primary_ids: tuple[int, ...] | None = None,
    tests: tuple[AttributeTest, ...] = (),
    any_result: bool = False,
) -> Predicate:
    """The activity occurred often enough, or, for "not occurred", exactly the others."""
    try:
        since, until = moments_of(params.date, scope.now, scope.zone)
    except ValueError as refused:
        return Doubtful(str(refused))
    found = History(BY_KEY[activity].id, primary_ids, tests, since, until, params.at_least, any_result)
    return Not(found) if params.operator == "not_occurred" else found


def history_problems(params: HistoryParams, scope: Scope) -> Iterator[str]:
    problem = date_problem(params.date, scope)
    if problem:
        yield f"Date of Activity: {problem}"


def history_words(params: HistoryParams) -> str:
    """Begins with a comma where there is something to say."""
    times = f", at least {params.at_least} times" if params.at_least > 1 else ""
    return date_words(params.date) + times
