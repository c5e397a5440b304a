"""What a filter, a trigger and an action are: the protocols that one file per kind fulfils (engine.md 10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable

from campaigns.definitions.activity_types import ActivityType
from campaigns.definitions.base import Frozen
from campaigns.engine.predicates import Predicate
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Value, Wave

NEVER_ALONE = frozenset({"execute_campaign", "wait", "remove_from_flow"})  # they mean something in a flow only (C03)
Role = Literal["entry", "data", "message", "wait", "campaign", "membership", "exit"]


class Params(Frozen):
    """The parameters of one kind. `json_schema_extra={"control": …}` on a field says which control draws it."""


class Caution(str):
    """A sentence of `check` that only warns: the definition works, though perhaps not as meant."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One activity, as a trigger's constraints judge it (S10). Attributes are keyed by their names."""

    type: ActivityType
    primary_id: int | None
    attributes: Mapping[str, Value]


class RuleKind(Protocol):
    """What filters and triggers have in common."""

    @property
    def kind(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def category(self) -> str: ...

    @property
    def help(self) -> str: ...

    @property
    def params_type(self) -> type[Params]: ...

    def check(self, params: Any, scope: Scope) -> Iterator[str]:
        """Sentences on what is wrong with it; nothing when it is fine."""
        ...

    def refs(self, params: Any) -> Iterator[Ref]: ...

    def words(self, params: Any, scope: Scope) -> str:
        """It as a short sentence, as a marketer would say it."""
        ...


class FilterKind(RuleKind, Protocol):
    @property
    def in_choice(self) -> bool:
        """May it stand in a choice (F01)?"""
        ...

    def predicate(self, params: Any, scope: Scope) -> Predicate:
        """Its meaning. Never raises: what can't be understood is `Doubtful`."""
        ...


class TriggerKind(RuleKind, Protocol):
    @property
    def activity(self) -> str | None:
        """The key of its activity type; None for Campaign is Requested."""
        ...

    def matches(self, params: Any, event: Event) -> bool:
        """Do the constraints accept this activity? The type has been compared already."""
        ...


@dataclass(frozen=True, slots=True)
class Needs:
    """What a step must have loaded. `texts` may hold tokens; the fields they read are found by the plan."""

    fields: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    lists: frozenset[int] = frozenset()
    programs: frozenset[int] = frozenset()
    member_data: frozenset[int] = frozenset()  # programs whose members' own values are read or written


class ActionKind(Protocol):
    kind: ClassVar[str]
    label: ClassVar[str]
    category: ClassVar[str]
    role: ClassVar[Role]
    help: ClassVar[str]
    params_type: ClassVar[type[Params]]
    allowed_in_executable: ClassVar[bool]

    def needs(self, params: Any) -> Needs: ...

    def check(self, params: Any, scope: Scope) -> Iterator[str]: ...

    def act(self, params: Any, people: list[int], wave: Wave) -> list[int]:
        """Do it to these people; who goes on, in the same order."""
        ...

    def refs(self, params: Any) -> Iterator[Ref]: ...

    def words(self, params: Any, scope: Scope) -> str: ...


@runtime_checkable
class AnsweredKind(ActionKind, Protocol):
    """An action whose people wait for a delivery's answer."""

    def answered(self, params: Any, people: list[int], wave: Wave) -> list[int]:
        """The answers have come; who goes on, in the same order."""
        ...


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every known kind by its name. `campaigns.catalog` finds them; whoever decides is handed this value."""

    filters: Mapping[str, FilterKind]
    triggers: Mapping[str, TriggerKind]
    actions: Mapping[str, ActionKind]
