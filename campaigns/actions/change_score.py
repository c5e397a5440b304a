"""Flow action Change Score (F04): adds to, subtracts from or sets a score field."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.definitions.fields import FieldType
from campaigns.engine.field_values import SCORE_LIMITS
from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.score_changes import ACCEPTED, Change, parse_change
from campaigns.engine.wave import Rendered, Value, Wave
from campaigns.engine.wording import field_label, field_of


class ChangeScoreParams(Params):
    field: str = Param(title="Score", max_length=100, json_schema_extra={"control": "field:score"})
    change: str = Param(
        title="Change",
        max_length=1000,
        description=ACCEPTED,
        json_schema_extra={"control": "tokens"},
    )


class ChangeScore:
    kind = "change_score"
    label = "Change Score"
    category = "Data"
    role: Role = "data"
    help = "Adds to, subtracts from or sets a score."
    params_type = ChangeScoreParams
    allowed_in_executable = True

    def needs(self, params: ChangeScoreParams) -> Needs:
        return Needs(fields=frozenset({params.field}), texts=(params.change,))

    def check(self, params: ChangeScoreParams, scope: Scope) -> Iterator[str]:
        field = field_of(scope, params.field)
        if field is None:
            yield "The score field is no longer there. Choose another one."
        elif field.type is not FieldType.SCORE:
            yield f"{field.label} is no score field. Choose one, or use Change Data Value."
        if "{{" not in params.change:
            yield from _faults(params.change)

    def act(self, params: ChangeScoreParams, people: list[int], wave: Wave) -> list[int]:
        scoring = _Scoring(wave, params.field)
        for person, rendered in wave.rendered(params.change, people):
            scoring.change(person, rendered)
        return people

    def refs(self, params: ChangeScoreParams) -> Iterator[Ref]:
        yield Ref("field", params.field, "writes")

    def words(self, params: ChangeScoreParams, scope: Scope) -> str:
        label, change = field_label(scope, params.field), parse_change(params.change)
        if change is None:
            return f"Change {label} by {params.change}"
        if change.sets:
            return f"Set {label} to {change.amount}"
        return f"{'Subtract' if change.amount < 0 else 'Add'} {abs(change.amount)} {_to(change)} {label}"


class _Scoring:
    """One score field of one wave."""

    def __init__(self, wave: Wave, field: str) -> None:
        self._wave = wave
        self._field = field
        self._scores = wave.column(field)
        self._campaign = wave.campaign_name()

    def change(self, person: int, rendered: Rendered) -> None:
        score = self._scores[person]
        old = int(score) if isinstance(score, int | float) else 0
        change = parse_change(rendered.text)
        if change is None:
            self._fail(person, _unreadable(rendered.text), rendered.text, old, rendered.missing)
            return
        new = change.applied_to(old)
        if not SCORE_LIMITS[0] <= new <= SCORE_LIMITS[1]:
            self._fail(person, f"The score would be {new:,}, more than a score can hold.", str(change), old)
            return
        if score != new:
            self._wave.change(person, self._field, new)
        attributes = (self._field, str(change), old, new, self._campaign)
        self._wave.log(person, ACTION.kind, attributes, missing=rendered.missing)

    def _fail(self, person: int, reason: str, change: Value, old: int, missing: tuple[str, ...] = ()) -> None:
        attributes = (self._field, change, old, None, self._campaign)
        self._wave.fail(person, ACTION.kind, reason, attributes, missing=missing)


def _faults(text: str) -> Iterator[str]:
    change = parse_change(text)
    if change is None:
        yield _unreadable(text)
    elif not SCORE_LIMITS[0] <= change.amount <= SCORE_LIMITS[1]:
        yield f"{change.amount:,} is more than a score can hold. {ACCEPTED}"


def _unreadable(text: str) -> str:
    if not text.strip():
        return f"The change is blank. {ACCEPTED}"
    return f'"{text}" is not a change of a score. {ACCEPTED}'


def _to(change: Change) -> str:
    return "from" if change.amount < 0 else "to"


ACTION = ChangeScore()
