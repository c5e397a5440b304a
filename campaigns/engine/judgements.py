"""Every predicate of a plan, compiled for one wave's moment: smart lists and choices, and what deciding them needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from campaigns.engine.kinds import Catalog
from campaigns.engine.logic import compile_rule, compile_smart_list
from campaigns.engine.plan import CompiledCampaign, Plan
from campaigns.engine.predicates import (
    Constant,
    History,
    InCampaign,
    InList,
    InProgram,
    Predicate,
    SharesKey,
    fields_of,
    leaves,
)
from campaigns.engine.scope import Scope


@dataclass(frozen=True, slots=True)
class Judgements:
    smart_lists: dict[int, Predicate] = field(default_factory=dict)
    choices: dict[tuple[int, str, str], Predicate] = field(default_factory=dict)

    def smart_list(self, campaign_id: int) -> Predicate:
        return self.smart_lists.get(campaign_id, Constant(True))

    def choice(self, campaign_id: int, step: str, choice: str) -> Predicate:
        return self.choices[campaign_id, step, choice]

    def _all(self) -> Iterator[Predicate]:
        yield from self.smart_lists.values()
        yield from self.choices.values()

    @property
    def fields(self) -> set[str]:
        return set().union(*(fields_of(each) for each in self._all()))

    @property
    def lists(self) -> set[int]:
        return {leaf.list_id for each in self._all() for leaf in leaves(each) if isinstance(leaf, InList)}

    @property
    def programs(self) -> set[int]:
        return {leaf.program_id for each in self._all() for leaf in leaves(each) if isinstance(leaf, InProgram)}

    @property
    def campaigns(self) -> set[int]:
        return {leaf.campaign_id for each in self._all() for leaf in leaves(each) if isinstance(leaf, InCampaign)}

    @property
    def histories(self) -> set[History]:
        return {leaf for each in self._all() for leaf in leaves(each) if isinstance(leaf, History)}

    @property
    def keys(self) -> set[str]:
        return {leaf.field for each in self._all() for leaf in leaves(each) if isinstance(leaf, SharesKey)}


def judge(plan: Plan, scope: Scope, catalog: Catalog, *, at_the_door: bool) -> Judgements:
    """The root's own smart list is judged only at the door."""
    found = Judgements()
    for campaign in plan.campaigns.values():
        planned = campaign.planned
        if at_the_door or planned.id != plan.content.root:
            found.smart_lists[planned.id] = compile_smart_list(planned.smart_list, scope, catalog)
        _judge_choices(campaign, scope, catalog, found)
    return found


def _judge_choices(campaign: CompiledCampaign, scope: Scope, catalog: Catalog, found: Judgements) -> None:
    for step in campaign.steps:
        for branch in step.branches:
            if branch.condition is not None:
                key = (campaign.planned.id, step.id, branch.id)
                found.choices[key] = compile_rule(branch.condition, scope, catalog, place=f"{step.id}/{branch.id}")
