"""Plans: the published definitions that a wave follows, frozen, and their compiled form (engine.md 1)."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Branch, Flow, FlowStep
from campaigns.definitions.smart_list import Rule, SmartList
from campaigns.engine.kinds import ActionKind, Needs, Params
from campaigns.engine.scope import Ref
from campaigns.engine.tokens import Token, tokens_of

NO_CAMPAIGN = 0  # the root of a plan that is a single flow action (engine.md 20)
SINGLE_ACTION = "Single flow action"
MAX_DEPTH = 3  # executables in one chain below the root (C12)


class PlannedCampaign(Frozen):
    """One campaign as published; `broken` says why calls to it qualify nobody (C10). `revision` is 0 where nothing was
    published, or where only a part of it is meant."""

    id: int
    revision: int
    executable: bool
    smart_list: SmartList = SmartList()
    flow: Flow = Flow()
    broken: str | None = None


class PlannedSmartList(Frozen):
    name: str
    definition: SmartList


class PlanContent(Frozen):
    """What is stored. `root` is NO_CAMPAIGN for a single step without a campaign."""

    version: int = 1
    root: int
    campaigns: dict[int, PlannedCampaign]
    smart_lists: dict[int, PlannedSmartList] = {}


@dataclass(frozen=True, slots=True)
class CompiledBranch:
    """`id` is the choice's id, or "default". `params` is None when they can't be read; `fault` says why."""

    id: str
    condition: Rule | None
    params: Params | None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class CompiledStep:
    """`action` is None for a kind that does not exist."""

    id: str
    kind: str
    action: ActionKind | None
    branches: tuple[CompiledBranch, ...]


@dataclass(frozen=True, slots=True)
class CompiledCampaign:
    planned: PlannedCampaign
    steps: tuple[CompiledStep, ...]

    def index_of(self, step_id: str) -> int:
        """Where the step stands; the length of the flow when it is gone."""
        return next((i for i, step in enumerate(self.steps) if step.id == step_id), len(self.steps))


@dataclass(frozen=True, slots=True)
class Plan:
    """`refs` is everything that the plan names, so that a wave reads only this."""

    content: PlanContent
    campaigns: Mapping[int, CompiledCampaign]
    needs: Needs
    refs: frozenset[Ref] = frozenset()

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for text in self.needs.texts for token in tokens_of(text))

    @property
    def token_families(self) -> frozenset[str]:
        return frozenset(token.family for token in self.tokens)

    @property
    def reads_live_texts(self) -> bool:
        """Those of e-mails and webhooks are read when the step acts, and may hold any token."""
        return any(ref.relation in ("sends", "calls") for ref in self.refs)

    @property
    def root(self) -> CompiledCampaign:
        return self.campaigns[self.content.root]


def digest(content: PlanContent) -> str:
    """The same content has the same digest, whatever the order of its keys."""
    text = json.dumps(content.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def compile_plan(content: PlanContent, actions: Mapping[str, ActionKind]) -> Plan:
    """Never fails on a broken part: its step fails for each person, with the reason."""
    campaigns = {
        planned.id: CompiledCampaign(planned, tuple(compile_step(step, actions) for step in planned.flow.steps))
        for planned in content.campaigns.values()
    }
    return Plan(content, campaigns, _all_needs(campaigns.values()))


def compile_step(step: FlowStep, actions: Mapping[str, ActionKind]) -> CompiledStep:
    action = actions.get(step.kind)
    branches = [_branch(choice.id, choice.condition, choice, action) for choice in step.choices]
    branches.append(_branch("default", None, step.default, action))
    return CompiledStep(step.id, step.kind, action, tuple(branches))


def _branch(branch_id: str, condition: Rule | None, branch: Branch, action: ActionKind | None) -> CompiledBranch:
    if branch.do_nothing:
        return CompiledBranch(branch_id, condition, None)
    if action is None:
        return CompiledBranch(branch_id, condition, None, "This kind of step does not exist.")
    try:
        return CompiledBranch(branch_id, condition, action.params_type.model_validate(branch.params))
    except ValidationError as error:
        return CompiledBranch(branch_id, condition, None, f"The step's settings can't be read: {_first(error)}")


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}."


def _all_needs(campaigns: Iterable[CompiledCampaign]) -> Needs:
    fields: set[str] = set()
    texts: list[str] = []
    lists: set[int] = set()
    programs: set[int] = set()
    member_data: set[int] = set()
    for campaign in campaigns:
        for need in _needs_of(campaign):
            fields |= need.fields
            texts.extend(need.texts)
            lists |= need.lists
            programs |= need.programs
            member_data |= need.member_data
    return Needs(
        frozenset(fields), tuple(dict.fromkeys(texts)), frozenset(lists), frozenset(programs), frozenset(member_data)
    )


def _needs_of(campaign: CompiledCampaign) -> Iterator[Needs]:
    for step in campaign.steps:
        for branch in step.branches:
            if step.action is not None and branch.params is not None:
                yield step.action.needs(branch.params)
