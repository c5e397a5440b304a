"""One activity filter or trigger as a declaration: its activity, what it is about, its constraints (L02, S10).

A file of `filters` or `triggers` that holds nothing else than one of these is whole; both are plain values, so kinds
for activity types that people define themselves are made in the same way.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field as Param
from pydantic import create_model

from campaigns.engine.abouts import About, ChangedField
from campaigns.engine.constraints import (
    Constraint,
    Family,
    constraint_holds,
    constraint_problems,
    constraint_words,
)
from campaigns.engine.data_value_changes import families_of, fieldless_problems
from campaigns.engine.history import (
    HistoryParams,
    attribute_tests,
    history_problems,
    history_test,
    history_words,
)
from campaigns.engine.kinds import Event, Params
from campaigns.engine.predicates import AttributeTest, Doubtful, Predicate
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wording import field_of

Reading = Callable[[tuple[Constraint, ...]], tuple[Constraint, ...]]


@dataclass(frozen=True)
class _ActivityKind:
    """`constraints` maps an attribute to its family, or to "field" for that of the chosen field; `options` to the
    values that it usually has. `reads` brings constraints into the form in which attributes are logged."""

    kind: str
    label: str
    help: str
    activity: str
    about: About | None = None
    constraints: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reads: Reading = lambda constraints: constraints

    def refs(self, params: Params) -> Iterator[Ref]:
        if self.about is not None:
            yield from self.about.refs(self._chosen(params))

    def check(self, params: Params, scope: Scope) -> Iterator[str]:
        chosen = self._chosen(params)
        doubt = self.about.doubt(chosen, scope) if self.about is not None else None
        if self.about is not None:
            yield from self.about.check(chosen, scope)
        if doubt is None:
            yield from self._constraint_problems(params, scope)

    def _params(self, base: type[Params]) -> type[Params]:
        fields: dict[str, Any] = {}
        if self.about is not None:
            fields[self.about.param] = self.about.field()
        if self.constraints:
            drawn: dict[str, Any] = {"control": "constraints", "attributes": dict(self.constraints)}
            drawn["options"] = {attribute: list(options) for attribute, options in self.options.items()}
            drawing = Param((), title="Constraints", max_length=20, json_schema_extra=drawn)
            fields["constraints"] = (tuple[Constraint, ...], drawing)
        name = "".join(part.capitalize() for part in self.kind.split("_")) + "Params"
        return create_model(name, __base__=base, __module__=__name__, **fields)

    def _chosen(self, params: Params) -> Any:
        return getattr(params, self.about.param) if self.about is not None else None

    def _given(self, params: Params) -> tuple[Constraint, ...]:
        return self.reads(getattr(params, "constraints", ()))

    def _constraint_problems(self, params: Params, scope: Scope) -> Iterator[str]:
        families, given = self._families(params, scope), self._given(params)
        if isinstance(self.about, ChangedField) and self._chosen(params) is None:
            yield from fieldless_problems(given, self.constraints)
            given = tuple(each for each in given if self.constraints.get(each.attribute) != "field")
        yield from constraint_problems(given, families)

    def _families(self, params: Params, scope: Scope) -> Mapping[str, Family]:
        """Without a field its values can't be compared, for their type is unknown."""
        if not isinstance(self.about, ChangedField):
            return self.constraints  # type: ignore[return-value]
        chosen = self._chosen(params)
        return families_of(field_of(scope, chosen) if chosen else None, self.constraints)

    def _about_words(self, sentence: str, params: Params, scope: Scope) -> str:
        about = self.about.words(self._chosen(params), scope) if self.about is not None else ""
        said = sentence.replace("{about}", about)
        return said[:1].upper() + said[1:] + constraint_words(getattr(params, "constraints", ()))


@dataclass(frozen=True)
class ActivityFilter(_ActivityKind):
    """Whose history holds the activity, often enough and at the right time, or does not.

    `sentences` say so, and the contrary; "{about}" stands in them for what was chosen. `always` narrows the activities
    whatever is chosen. `own_params` holds further parameters.
    """

    sentences: tuple[str, str] = ("", "")
    always: tuple[AttributeTest, ...] = ()
    any_result: bool = False
    in_choice: bool = False
    category: str = "Activity history"
    own_params: type[HistoryParams] = HistoryParams
    params_type: type[Params] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params_type", self._params(self.own_params))

    def check(self, params: Params, scope: Scope) -> Iterator[str]:
        assert isinstance(params, HistoryParams)
        yield from super().check(params, scope)
        yield from history_problems(params, scope)

    def predicate(self, params: HistoryParams, scope: Scope) -> Predicate:
        chosen = self._chosen(params)
        doubt = self.about.doubt(chosen, scope) if self.about is not None else None
        if doubt:
            return Doubtful(doubt)
        try:
            constrained = attribute_tests(self._given(params), self._families(params, scope))
        except ValueError as refused:
            return Doubtful(str(refused))
        narrowed = self.about.narrowed(chosen) if self.about is not None else None
        return history_test(
            params,
            scope,
            self.activity,
            primary_ids=narrowed.primary_ids if narrowed else None,
            tests=(*self.always, *(narrowed.tests if narrowed else ()), *params.own_tests(), *constrained),
            any_result=self.any_result,
        )

    def words(self, params: HistoryParams, scope: Scope) -> str:
        sentence = self.sentences[params.operator == "not_occurred"] + params.own_words()
        return self._about_words(sentence, params, scope) + history_words(params)


@dataclass(frozen=True)
class ActivityTrigger(_ActivityKind):
    """Starts when the activity is logged and keeps the constraints; with `any_result`, also when it failed. `sentence`
    says so."""

    sentence: str = ""
    category: str = "Person"
    always: tuple[Constraint, ...] = ()
    any_result: bool = False
    params_type: type[Params] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params_type", self._params(Params))

    def matches(self, params: Params, event: Event) -> bool:
        if self.about is not None and not self.about.accepts(self._chosen(params), event):
            return False
        return all(constraint_holds(each, event) for each in (*self.always, *self._given(params)))

    def words(self, params: Params, scope: Scope) -> str:
        return self._about_words(self.sentence, params, scope)
