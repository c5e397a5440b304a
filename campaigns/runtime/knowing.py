"""What a plan needs to know of its people at one moment: names, settings, tokens, predicates, facts. Waves and dry runs
read it alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from campaigns.catalog import catalog
from campaigns.definitions.campaign import CampaignSettings
from campaigns.definitions.fields import Field
from campaigns.engine.facts import LoadedFacts
from campaigns.engine.flow import FlowDraft
from campaigns.engine.judgements import Judgements, judge
from campaigns.engine.plan import Plan
from campaigns.engine.token_scopes import PersonValues, Renderer
from campaigns.models import Workspace
from campaigns.storage.emails import emailed
from campaigns.storage.facts import load_more
from campaigns.storage.fields import by_label
from campaigns.storage.live import World, live_campaigns, load_world, member_values

Drafted = TypeVar("Drafted", bound=FlowDraft)
Members = Mapping[int, Mapping[int, Mapping[str, str]]]  # program -> person id -> own values


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Without the people: their facts are read by it once they are locked."""

    plan: Plan
    workspace: Workspace
    world: World
    judgements: Judgements
    labels: Mapping[str, Field]

    def at(self, now: datetime) -> "Knowledge":
        """With a later moment, by the predicates made before."""
        return replace(self, world=replace(self.world, scope=replace(self.world.scope, now=now)))

    def fields(self) -> set[str]:
        """Those columns of people that anything here reads."""
        scope = self.world.scope
        renderer = Renderer(self.labels, FlowDraft(LoadedFacts([]), scope), scope.now, scope.zone)
        named = {field.name for token in self.world.reads if (field := renderer.field_of(token))}
        mapped = {name for webhook in scope.webhooks.values() for name in webhook.mapped_fields}
        wanted = mapped | named | self.plan.needs.fields | self.judgements.fields
        return {name for name in wanted if name in scope.fields}

    def facts_of(self, people: LoadedFacts) -> LoadedFacts:
        """What stands in other tables than the people's own."""
        needs = self.plan.needs
        facts = load_more(
            people,
            lists=needs.lists | self.judgements.lists,
            programs=needs.programs | self.judgements.programs,
            campaigns=self._campaigns_whose_members_matter(),
            histories=self.judgements.histories,
            keys=self.judgements.keys,
        )
        if self.world.counts_emails:
            facts = replace(facts, emailed=emailed(self.workspace, facts.ids, now=self.world.scope.now))
        return facts

    def members_among(self, people: Sequence[int]) -> Members:
        return member_values(self._member_programs(), people)

    def draft(
        self, kind: type[Drafted], facts: LoadedFacts, *, members: Members, trigger: PersonValues, **own: Any
    ) -> Drafted:
        """`members` may hold others than those in `facts`; `trigger` goes by the indexes of `facts`."""
        index = {id_: place for place, id_ in enumerate(facts.ids)}
        of_programs = {
            program: {index[person]: dict(values) for person, values in of_program.items() if person in index}
            for program, of_program in members.items()
        }
        return kind(
            facts,
            self.world.scope,
            plan=self.plan,
            judgements=self.judgements,
            members=of_programs,
            campaigns=live_campaigns(self.world, members=of_programs, trigger=trigger, root=self.plan.content.root),
            fields_by_label=self.labels,
            **own,
        )

    def _campaigns_whose_members_matter(self) -> set[int]:
        """Where the rule lets people through every time, nobody asks when they passed last."""
        ruled = {
            id_
            for id_, row in self.world.rows.items()
            if CampaignSettings.model_validate(row.settings).qualification.mode != "every_time"
        }
        return ruled | self.judgements.campaigns

    def _member_programs(self) -> set[int]:
        written = set(self.plan.needs.member_data)
        if not self.world.reads_family("member"):
            return written
        return written | {row.program_id for row in self.world.rows.values() if row.program_id}


def know(plan: Plan, workspace: Workspace, *, seed: int, now: datetime, at_the_door: bool) -> Knowledge:
    """`seed` is what Random Sample goes by."""
    world = load_world(plan, workspace, seed=seed, zone=ZoneInfo(workspace.timezone), now=now)
    judgements = judge(plan, world.scope, catalog(), at_the_door=at_the_door)
    return Knowledge(plan, workspace, world, judgements, by_label(world.scope.fields))
