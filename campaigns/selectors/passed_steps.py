"""Steps that one person passed, in the words of the plan that was followed: of a run, or of a dry run."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from campaigns.definitions.base import Frozen
from campaigns.engine.plan import CompiledCampaign, Plan
from campaigns.selectors.activities import ActivityRow, Named
from campaigns.selectors.drafts import Words, words_of
from campaigns.selectors.names import names_of_campaigns
from campaigns.selectors.run_places import campaign_at, path_below, split_place, step_label
from campaigns.storage.scope import load_scope


class PassedStep(Frozen):
    """`branch` is the choice taken, or "default"; `condition` says in words when that choice is taken, `does` what it
    does. `depth` counts the executables around it. Several rows are one step that was repeated or retried."""

    place: str
    depth: int
    campaign: Named | None
    kind: str
    label: str
    branch: str | None
    condition: str
    does: str
    at: datetime
    activities: tuple[ActivityRow, ...]


class StepReader:
    """Reads places of one plan; the words of each campaign are made once."""

    def __init__(self, plan: Plan, workspace_id: int) -> None:
        self.plan = plan
        self.scope = load_scope(workspace_id)
        self.words: dict[int, Words] = {}
        self.names = names_of_campaigns(workspace_id, plan.campaigns)

    def in_order(self, places: set[str]) -> list[str]:
        """As a person comes to them."""
        return sorted(places, key=lambda each: self._order.get(each, len(self._order)))

    def step(self, place: str, branch: str | None, rows: Sequence[ActivityRow], *, at: datetime) -> PassedStep:
        """`at` counts where nothing was logged."""
        path, step_id = split_place(place)
        campaign = campaign_at(self.plan, path)
        step = next((each for each in campaign.steps if each.id == step_id), None) if campaign else None
        branch = branch or next((row.choice for row in rows if row.choice), None)
        condition, does = self._said(campaign, step_id, branch) if campaign and step else ("", "")
        return PassedStep(
            place=place,
            depth=len(path.split("/")) if path else 0,
            campaign=self._named(campaign.planned.id) if campaign else None,
            kind=step.kind if step else "",
            label=step_label(self.plan, place),
            branch=branch,
            condition=condition,
            does=does,
            at=rows[0].occurred_at if rows else at,
            activities=tuple(rows),
        )

    def words_in(self, campaign: CompiledCampaign) -> Words:
        planned = campaign.planned
        if planned.id not in self.words:
            self.words[planned.id] = words_of(planned.smart_list, planned.flow, self.scope)
        return self.words[planned.id]

    def _named(self, campaign: int) -> Named:
        return Named(id=campaign, name=self.names.get(campaign, "A campaign that was deleted"))

    def _said(self, campaign: CompiledCampaign, step: str, branch: str | None) -> tuple[str, str]:
        words = self.words_in(campaign)
        conditions = words.conditions.get(step, {})
        says = conditions.get(branch or "", "everyone else" if conditions else "")
        return says, words.steps.get(step, {}).get(branch or "default", "")

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {place: number for number, place in enumerate(self._places("", self.plan.root))}

    def _places(self, path: str, campaign: CompiledCampaign) -> Iterator[str]:
        for step in campaign.steps:
            yield f"{path}|{step.id}"
            for branch in step.branches:
                element = step.id if branch.id == "default" else f"{step.id}:{branch.id}"
                below = path_below(f"{path}|{element}")
                if (called := campaign_at(self.plan, below)) and step.kind == "execute_campaign":
                    yield from self._places(below, called)
