"""Works on claimed waves: one transaction from the locked row to the written draft (architecture.md, A wave)."""

from collections.abc import Sequence

from django.db import transaction

from campaigns.definitions.text import normal
from campaigns.engine.deliveries import ANSWERED
from campaigns.engine.facts import Arrival, LoadedFacts
from campaigns.engine.flow import FlowDraft
from campaigns.engine.plan import Plan
from campaigns.engine.token_scopes import Layer, MyTokenValue
from campaigns.models import Run, Waiting, Wave, Workspace
from campaigns.queue import wake
from campaigns.runtime.arriving import Crowd, arriving, drop_removed
from campaigns.runtime.following import follow_merges
from campaigns.runtime.isolating import Holds, attempted, run_isolated
from campaigns.runtime.knowing import Knowledge, know
from campaigns.runtime.pace import WORTH_SPLITTING
from campaigns.storage import journal, plans, replays, waves
from campaigns.storage.deliveries import answers_of
from campaigns.storage.entry_contexts import keep_contexts
from campaigns.storage.facts import database_now, load_people
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
        known = know(
            self.plan,
            self.run.workspace,
            seed=self.run.pk,
            now=database_now(),
            at_the_door=self.first.step is None,
        )
        fields = known.fields()
        people = load_people(self.crowd.ids, fields)
        some_left = len(people.ids) < len(self.crowd.people)
        if some_left and follow_merges(self.crowd, people.ids, root=self.plan.content.root):
            people = load_people(self.crowd.ids, fields)
        self.known: Knowledge = known.at(database_now())
        self._drop(people)
        kept = people if people.ids == self.crowd.ids else load_people(self.crowd.ids, fields)
        facts = self.known.facts_of(kept)
        self.members = self.known.members_among(facts.ids)
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

    def _attempt(self, facts: LoadedFacts, holds: Holds) -> FlowDraft:
        index = {id_: place for place, id_ in enumerate(facts.ids)}
        here = [each for each in self.crowd.people if each.person in index]
        draft = self.known.draft(
            FlowDraft,
            facts,
            members=self.members,
            trigger={index[each.person]: each.context for each in here if each.context is not None},
            hold=holds,
            answers={index[person]: answer for person, answer in self.answers.items() if person in index},
            replayed_at=self.first.replayed_at,
        )
        attempted(draft, lambda: draft.run(self._arrival([each.entry for each in here])))
        return draft

    def _arrival(self, entries: list[int]) -> Arrival:
        given = None
        if self.first.given:
            own = self.known.world.tokens.get(self.plan.content.root, {})
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
        keep_contexts(draft, self.run, entries, given=self.first.given)
        waves.finish(self.crowd.waves)
        if self.first.replayed_at is not None:
            replays.give_turn(self.first, now=draft.now)
        journal.number_soon()
        if opened:
            wake("trigger")


def _given(value: str, replaced: MyTokenValue | None) -> MyTokenValue:
    """HTML where the token that it stands for holds HTML."""
    return MyTokenValue(value, "given with the call", rich=replaced is not None and replaced.rich)
