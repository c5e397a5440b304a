"""What one run did with one person: every step passed, in order, with the branch taken (engine.md 5)."""

import base64
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Max, Min

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import Activity, Journal, Run
from campaigns.models.columns import unpack
from campaigns.selectors.activities import ActivityRow, Named, activity_rows
from campaigns.selectors.passed_steps import PassedStep, StepReader
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.rights import require
from campaigns.selectors.run_console import find_run
from campaigns.storage import plans

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
        self.reader = StepReader(plans.compiled(run.plan_id), run.workspace_id)

    def steps(self) -> Iterator[PassedStep]:
        """Journal by journal; inside one in the order of the flow."""
        logged = self._logged()
        journals = Journal.objects.filter(pk__in={each.journal_id for each in self.activities})
        for journal in sorted(journals, key=lambda each: each.pk):
            branches = self._branches(journal)
            places = {place for number, place in logged if number == journal.pk} | branches.keys()
            for place in self.reader.in_order(places):
                rows = logged.get((journal.pk, place), [])
                yield self.reader.step(place, branches.get(place), rows, at=journal.at)

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
