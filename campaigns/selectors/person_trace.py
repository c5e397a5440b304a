"""What one run did with one person: every step passed, in order, with the branch taken (engine.md 5)."""

import base64
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from django.db.models import Max, Min

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.engine.plan import CompiledCampaign, Plan
from campaigns.models import Activity, Journal, Run
from campaigns.models.columns import unpack
from campaigns.selectors.activities import ActivityRow, Named, activity_rows
from campaigns.selectors.drafts import Words, words_of
from campaigns.selectors.names import names_of_campaigns
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.rights import require
from campaigns.selectors.run_console import find_run
from campaigns.selectors.run_places import campaign_at, path_below, split_place, step_label
from campaigns.storage import plans
from campaigns.storage.scope import load_scope

MOST_RUNS = 50
MOST_ROWS = 500


class PersonRun(Frozen):
    """`since` is when this run first did something to the person, `until` when it last did."""

    id: int
    campaign: Named | None
    kind: str
    state: str
    since: datetime
    until: datetime


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


class Trace(Frozen):
    """`cut`: there is more than is shown."""

    steps: tuple[PassedStep, ...]
    cut: bool


def person_runs(actor: Actor, *, workspace_id: int, person_id: int) -> list[PersonRun]:
    """The latest first."""
    person_seen_from(require(actor, workspace_id), person_id)
    done = Activity.objects.filter(person=person_id, run__workspace=workspace_id)
    spans = done.values("run").annotate(since=Min("occurred_at"), until=Max("occurred_at")).order_by("-until", "-run")
    found = list(spans[:MOST_RUNS])
    runs = Run.objects.select_related("campaign").in_bulk([each["run"] for each in found])
    return [_person_run(runs[each["run"]], each["since"], each["until"]) for each in found]


def person_trace(actor: Actor, *, workspace_id: int, person_id: int, run_id: int) -> Trace:
    run = find_run(actor, workspace_id=workspace_id, run_id=run_id)
    person_seen_from(run.workspace, person_id)
    rows = Activity.objects.filter(person=person_id, run=run, journal__workspace=workspace_id).order_by("pk")
    activities = list(rows[: MOST_ROWS + 1])
    reading = _Reading(run, person_id, activities[:MOST_ROWS])
    return Trace(steps=tuple(reading.steps()), cut=len(activities) > MOST_ROWS)


def _person_run(run: Run, since: datetime, until: datetime) -> PersonRun:
    campaign = Named(id=run.campaign.pk, name=run.campaign.name) if run.campaign else None
    return PersonRun(id=run.pk, campaign=campaign, kind=run.kind, state=run.state, since=since, until=until)


class _Reading:
    def __init__(self, run: Run, person_id: int, activities: Sequence[Activity]) -> None:
        self.run = run
        self.person_id = person_id
        self.activities = activities
        self.plan: Plan = plans.compiled(run.plan_id)
        self.scope = load_scope(run.workspace_id)
        self.words: dict[int, Words] = {}
        self.names = names_of_campaigns(run.workspace_id, self.plan.campaigns)

    def steps(self) -> Iterator[PassedStep]:
        """Journal by journal; inside one in the order of the flow."""
        logged = self._logged()
        journals = Journal.objects.filter(pk__in={each.journal_id for each in self.activities})
        for journal in sorted(journals, key=lambda each: each.pk):
            branches = self._branches(journal)
            places = {place for number, place in logged if number == journal.pk} | branches.keys()
            for place in sorted(places, key=lambda each: self._order.get(each, len(self._order))):
                yield self._step(place, branches.get(place), logged.get((journal.pk, place), []), journal)

    def _logged(self) -> Mapping[tuple[int, str], list[ActivityRow]]:
        rows = activity_rows(self.run.workspace_id, self.activities)
        found: dict[tuple[int, str], list[ActivityRow]] = defaultdict(list)
        for activity, row in zip(self.activities, rows, strict=True):
            if row.step:
                found[activity.journal_id, f"{row.path or ''}|{row.step}"].append(row)
        return found

    def _branches(self, journal: Journal) -> dict[str, str]:
        """The branch that the person took at each place; Do Nothing logs nothing and stands here alone."""
        people = unpack(journal.people) if journal.people else []
        if self.person_id not in people:
            return {}
        index = people.index(self.person_id)
        return {
            place: branch
            for place, groups in journal.passes.items()
            for branch, group in groups.items()
            if group == "*" or index in unpack(base64.b64decode(group))
        }

    def _step(self, place: str, branch: str | None, rows: list[ActivityRow], journal: Journal) -> PassedStep:
        path, step_id = split_place(place)
        campaign = campaign_at(self.plan, path)
        step = next((each for each in campaign.steps if each.id == step_id), None) if campaign else None
        branch = branch or next((row.choice for row in rows if row.choice), None)
        condition, does = self._words(campaign, step_id, branch) if campaign and step else ("", "")
        return PassedStep(
            place=place,
            depth=len(path.split("/")) if path else 0,
            campaign=self._named(campaign.planned.id) if campaign else None,
            kind=step.kind if step else "",
            label=step_label(self.plan, place),
            branch=branch,
            condition=condition,
            does=does,
            at=rows[0].occurred_at if rows else journal.at,
            activities=tuple(rows),
        )

    def _named(self, campaign: int) -> Named:
        return Named(id=campaign, name=self.names.get(campaign, "A campaign that was deleted"))

    def _words(self, campaign: CompiledCampaign, step: str, branch: str | None) -> tuple[str, str]:
        planned = campaign.planned
        if planned.id not in self.words:
            self.words[planned.id] = words_of(planned.smart_list, planned.flow, self.scope)
        words = self.words[planned.id]
        conditions = words.conditions.get(step, {})
        says = conditions.get(branch or "", "everyone else" if conditions else "")
        return says, words.steps.get(step, {}).get(branch or "default", "")

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """Places as a person comes to them."""
        return {place: number for number, place in enumerate(self._places("", self.plan.root))}

    def _places(self, path: str, campaign: CompiledCampaign) -> Iterator[str]:
        for step in campaign.steps:
            yield f"{path}|{step.id}"
            for branch in step.branches:
                element = step.id if branch.id == "default" else f"{step.id}:{branch.id}"
                below = path_below(f"{path}|{element}")
                if (called := campaign_at(self.plan, below)) and step.kind == "execute_campaign":
                    yield from self._places(below, called)
