"""Plays a plan for some people without a run: no wave, journal, membership or delivery is written, nobody is locked and
nothing leaves the house (S04)."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from campaigns.catalog import catalog
from campaigns.definitions.campaign import Qualification
from campaigns.engine.dry_run import DryDraft, Outlook
from campaigns.engine.facts import Arrival, LoadedFacts
from campaigns.engine.judgements import judge
from campaigns.engine.plan import Plan
from campaigns.models import Workspace
from campaigns.runtime.isolating import Holds, attempted, run_isolated
from campaigns.runtime.knowing import Knowledge, know
from campaigns.storage.emails import emailed
from campaigns.storage.facts import database_now, load_more, load_people

PATIENCE = 15.0  # seconds, for a flow whose people would wait for many different moments
EVERY_TIME = Qualification(mode="every_time")


def dry_run(
    plan: Plan, workspace: Workspace, people: Sequence[int], *, picked: bool, callers: Collection[int] = ()
) -> DryDraft:
    """`picked` people are in the smart list already. Of `callers` only the call and its tokens count: their own rules
    hold nobody back."""
    known = know(plan, workspace, seed=0, now=database_now(), at_the_door=not picked)
    facts = known.facts_of(load_people(sorted(people), known.fields(), locked=False))
    return run_isolated(_Playing(known, frozenset(callers), picked, time.monotonic() + PATIENCE).attempt, facts)


@dataclass(frozen=True, slots=True)
class _Playing:
    known: Knowledge
    callers: frozenset[int]
    picked: bool
    until: float

    def attempt(self, facts: LoadedFacts, holds: Holds) -> DryDraft:
        draft = self.known.draft(
            DryDraft,
            facts,
            members=self.known.members_among(facts.ids),
            trigger={},
            hold=holds,
            arrival=Arrival([], picked=self.picked),
            outlook_at=self._outlooks(facts),
            goes_on=lambda: time.monotonic() < self.until,
        )
        draft.campaigns = {
            id_: replace(live, qualification=EVERY_TIME) if id_ in self.callers else live
            for id_, live in draft.campaigns.items()
        }
        attempted(draft, draft.play)
        return draft

    def _outlooks(self, facts: LoadedFacts) -> Callable[[datetime], Outlook]:
        def outlook(moment: datetime) -> Outlook:
            known = self.known.at(moment)
            world = known.world
            judgements = judge(known.plan, world.scope, catalog(), at_the_door=False)
            read = load_more(facts, lists=(), programs=(), campaigns=(), histories=judgements.histories)
            mailed = emailed(known.workspace, facts.ids, now=moment) if world.counts_emails else {}
            return Outlook(world.scope, judgements, read.history, mailed)

        return outlook
