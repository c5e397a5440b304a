"""Works on claimed waves: one transaction from the locked row to the written draft (architecture.md, A wave)."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.db import transaction

from campaigns.catalog import catalog
from campaigns.definitions.campaign import CampaignSettings
from campaigns.definitions.text import normal
from campaigns.engine.deliveries import ANSWERED
from campaigns.engine.facts import Arrival, LoadedFacts
from campaigns.engine.flow import FlowDraft
from campaigns.engine.judgements import Judgements, judge
from campaigns.engine.plan import Plan
from campaigns.engine.token_scopes import Layer, MyTokenValue, Renderer
from campaigns.models import Run, Waiting, Wave, Workspace
from campaigns.queue import wake
from campaigns.runtime.arriving import Crowd, arriving, drop_removed
from campaigns.runtime.following import follow_merges
from campaigns.runtime.isolating import Holds, StepRaised, run_isolated
from campaigns.runtime.pace import WORTH_SPLITTING
from campaigns.storage import journal, plans, replays, waves
from campaigns.storage.deliveries import answers_of
from campaigns.storage.emails import emailed
from campaigns.storage.facts import database_now, load_more, load_people
from campaigns.storage.fields import by_label
from campaigns.storage.live import World, live_campaigns, load_world, member_values
from campaigns.storage.parking import Entries, write_parked
from campaigns.storage.removals import write_removals
from campaigns.storage.waiting import GONE
from campaigns.storage.write_back import write_flow


def work(wave_ids: Sequence[int], *, at_most: int) -> int:
    """How many people were worked on; 0 when the waves were gone already, as after a wake-up's second delivery."""
    with transaction.atomic():
        rows = waves.lock_rows(wave_ids)
        if not rows or replays.put_back(rows[0]):
            return 0
        if rows[0].size > at_most * WORTH_SPLITTING:
            rows = rows[:1]
            waves.split(rows[0], at_most, attempt=0)
        crowd = arriving(rows)
        waves.not_tried([wave for wave in rows if wave not in crowd.waves])
        _Work(crowd).do()
    return sum(wave.size for wave in crowd.waves)


class _Work:
    """One transaction's crowd at one place."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.first: Wave = crowd.waves[0]
        self.run: Run = self.first.run
        self.plan: Plan = plans.parsed(self.first.plan.digest)

    def do(self) -> None:
        draft = run_isolated(self._attempt, self._load())
        self._write(draft)

    def _load(self) -> LoadedFacts:
        """The people are locked first; everything else of theirs is read after that. So is the moment of the wave, for
        whoever had them before may have kept it waiting, and comes first in their logs."""
        now = database_now()
        zone = ZoneInfo(self.run.workspace.timezone)
        self.world: World = load_world(self.plan, self.run, zone=zone, now=now)
        self.labels = by_label(self.world.scope.fields)
        at_the_door = self.first.step is None
        self.judgements: Judgements = judge(self.plan, self.world.scope, catalog(), at_the_door=at_the_door)
        people = load_people(self.crowd.ids, self._fields())
        some_left = len(people.ids) < len(self.crowd.people)
        if some_left and follow_merges(self.crowd, people.ids, root=self.plan.content.root):
            people = load_people(self.crowd.ids, self._fields())
        self.world = replace(self.world, scope=replace(self.world.scope, now=database_now()))
        self._drop(people)
        kept = people if people.ids == self.crowd.ids else load_people(self.crowd.ids, self._fields())
        needs = self.plan.needs
        facts = load_more(
            kept,
            lists=needs.lists | self.judgements.lists,
            programs=needs.programs | self.judgements.programs,
            campaigns=self._campaigns_whose_members_matter(),
            histories=self.judgements.histories,
            keys=self.judgements.keys,
        )
        self.members = member_values(self._member_programs(), facts.ids)
        if self.world.counts_emails:
            facts = replace(facts, emailed=emailed(self.run.workspace, facts.ids, now=self.world.scope.now))
        is_answered = (self.first.step or "").startswith(ANSWERED)
        self.answers = answers_of({each.person: each.entry for each in self.crowd.people}) if is_answered else {}
        return facts

    def _drop(self, people: LoadedFacts) -> None:
        """Who was deleted, left the workspace's partitions, or was taken out of the flow (engine.md 9, 19)."""
        seen = set(
            Workspace.partitions.through.objects.filter(workspace=self.run.workspace_id).values_list(
                "partition_id", flat=True
            )
        )
        present = [id_ for id_, partition in zip(people.ids, people.partitions, strict=True) if partition in seen]
        self.crowd.keep(present, GONE)
        drop_removed(self.crowd, root=self.plan.content.root)

    def _fields(self) -> set[str]:
        renderer = Renderer(
            self.labels, FlowDraft(LoadedFacts([]), self.world.scope), self.world.scope.now, self.world.scope.zone
        )
        named = {field.name for token in self.world.reads if (field := renderer.field_of(token))}
        mapped = {name for webhook in self.world.scope.webhooks.values() for name in webhook.mapped_fields}
        wanted = mapped | named | self.plan.needs.fields | self.judgements.fields
        return {name for name in wanted if name in self.world.scope.fields}

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

    def _attempt(self, facts: LoadedFacts, holds: Holds) -> FlowDraft:
        index = {id_: place for place, id_ in enumerate(facts.ids)}
        here = [each for each in self.crowd.people if each.person in index]
        members = {
            program: {index[person]: dict(values) for person, values in of_program.items() if person in index}
            for program, of_program in self.members.items()
        }
        draft = FlowDraft(
            facts,
            self.world.scope,
            plan=self.plan,
            judgements=self.judgements,
            members=members,
            campaigns=live_campaigns(
                self.world,
                members=members,
                trigger={index[each.person]: each.context for each in here if each.context is not None},
                root=self.plan.content.root,
            ),
            fields_by_label=self.labels,
            hold=holds,
            answers={index[person]: answer for person, answer in self.answers.items() if person in index},
            replayed_at=self.first.replayed_at,
        )
        try:
            draft.run(self._arrival([each.entry for each in here]))
        except Exception as error:
            raise StepRaised(draft, error) from error
        return draft

    def _arrival(self, entries: list[int]) -> Arrival:
        given = None
        if self.first.given:
            own = self.world.tokens.get(self.plan.content.root, {})
            my = {normal(name): _given(value, own.get(normal(name))) for name, value in self.first.given.items()}
            given = Layer(label="API call", my=my)
        return Arrival(entries, tuple(self.first.path), self.first.step, self.first.picked, given)

    def _write(self, draft: FlowDraft) -> None:
        people = self.crowd.people
        ids = [each.entry for each in people]
        entries = Entries(ids, [each.context for each in people], [each.begun_at for each in people])
        if self.crowd.back:
            Waiting.objects.filter(wave__in=self.crowd.waves).delete()
        opened = write_flow(
            draft,
            self.run,
            wave=self.first.pk,
            entries=ids,
            depth=self.first.depth,
            chain=self.first.chain,
            dropped={reason: count for reason, count in self.crowd.dropped.items() if count},
            passage=self.crowd.passage(),
        )
        write_removals(draft, self.run)
        write_parked(
            draft,
            self.run,
            entries,
            plan_id=self.first.plan_id,
            given=self.first.given,
            cause=self.first.cause,
            depth=self.first.depth,
            chain=self.first.chain,
        )
        waves.finish(self.crowd.waves)
        journal.number_soon()
        if opened:
            wake("trigger")


def _given(value: str, replaced: MyTokenValue | None) -> MyTokenValue:
    """HTML where the token that it stands for holds HTML."""
    return MyTokenValue(value, "given with the call", rich=replaced is not None and replaced.rich)
