"""What the checks look at, and what they find: a campaign's definition, and the campaigns around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from campaigns.definitions.campaign import CampaignKind, CampaignSettings
from campaigns.definitions.flow import Branch, Flow, FlowStep
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.kinds import Caution
from campaigns.engine.scope import Scope

Severity = Literal["error", "warning"]
Part = Literal["smart_list", "flow", "settings"]
Relation = Literal["executes", "requests"]


@dataclass(frozen=True, slots=True)
class Where:
    part: Part
    rule: str | None = None
    step: str | None = None
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    severity: Severity
    where: Where
    message: str

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def error(code: str, where: Where, message: str) -> Problem:
    return Problem(code, "error", where, message)


def warning(code: str, where: Where, message: str) -> Problem:
    return Problem(code, "warning", where, message)


def said(code: str, where: Where, sentence: str) -> Problem:
    """What a kind says about its own parameters; some of it is only a caution."""
    return (warning if isinstance(sentence, Caution) else error)(code, where, str(sentence))


@dataclass(frozen=True, slots=True)
class TokenScope:
    """What defines tokens for one campaign: My Tokens up its tree (normal names), its program, its triggers."""

    my: frozenset[str] = frozenset()
    in_program: bool = False
    has_trigger: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another campaign of the workspace. `calls` is whom its published flow executes, `draft_calls` its draft's.

    `fault` says in a few words why nobody can qualify for it (C10).
    """

    id: int
    name: str
    executable: bool
    only_once: bool = True
    fault: str | None = None
    unpublished: bool = False
    calls: frozenset[int] = frozenset()
    draft_calls: frozenset[int] = frozenset()
    tokens: TokenScope = TokenScope()


@dataclass(frozen=True, slots=True)
class Subject:
    """A definition to be judged. `id` is None for a campaign that does not exist yet."""

    id: int | None
    name: str
    executable: bool
    smart_list: SmartList
    flow: Flow
    settings: CampaignSettings
    scope: Scope
    active: bool = False
    scheduled: bool = False
    neighbours: Mapping[int, Neighbour] = field(default_factory=dict)
    tokens: TokenScope = TokenScope()

    @property
    def kind(self) -> CampaignKind:
        return kind_of(executable=self.executable, smart_list=self.smart_list)

    def branches(self) -> Iterator[tuple[FlowStep, Where, Branch]]:
        """Every branch that does something, with its place."""
        for step in self.flow.steps:
            for name, branch in step.branches():
                if not branch.do_nothing:
                    yield step, Where("flow", step=step.id, branch=name), branch


def kind_of(*, executable: bool, smart_list: SmartList) -> CampaignKind:
    """Executable is chosen; otherwise a trigger makes the difference (C02)."""
    if executable:
        return CampaignKind.EXECUTABLE
    return CampaignKind.TRIGGER if smart_list.triggers else CampaignKind.BATCH
