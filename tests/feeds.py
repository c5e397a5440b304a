"""Runs with a feed, written as waves would have written it."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.plan import PlanContent, PlannedCampaign
from campaigns.models import Activity, Counter, Journal, Person, Run, SmartCampaign, Waiting
from campaigns.storage import plans
from tests.factories import make_campaign, make_workspace

_entries = itertools.count(1)
_revisions = itertools.count(1)


def step(id: str, kind: str, choices: Sequence[Mapping[str, Any]] = (), **params: Any) -> dict[str, Any]:
    return {"id": id, "kind": kind, "choices": list(choices), "default": {"params": params}}


def planned(campaign: SmartCampaign, *steps: dict[str, Any]) -> PlannedCampaign:
    return PlannedCampaign(
        id=campaign.pk,
        revision=next(_revisions),
        executable=campaign.executable,
        smart_list=SmartList(),
        flow=Flow.model_validate({"steps": steps}),
    )


def make_run(
    campaign: SmartCampaign | None = None,
    *steps: dict[str, Any],
    children: Sequence[PlannedCampaign] = (),
    **values: Any,
) -> Run:
    """Running, with these steps as its plan; a campaign is made where none is given."""
    campaign = campaign or make_campaign(make_workspace())
    root = planned(campaign, *steps)
    content = PlanContent(root=campaign.pk, campaigns={each.id: each for each in (root, *children)})
    given = {"kind": "batch", "state": Run.State.RUNNING, "started_at": timezone.now(), **values}
    return Run.objects.create(workspace=campaign.workspace, campaign=campaign, plan=plans.store(content), **given)


def log(
    run: Run,
    people: Sequence[Person],
    *,
    numbered: bool = True,
    at: datetime | None = None,
    type: str = "interesting_moment",
    counts: Mapping[str, Any] | None = None,
    **values: Any,
) -> Journal:
    """One transaction's journal with one activity per person; `numbered` gives it the next number of the feed."""
    at = at or timezone.now()
    journal = Journal.objects.create(
        workspace=run.workspace, run=run, at=at, activities=len(people), feed_no=_number() if numbered else None
    )
    Activity.objects.bulk_create(
        Activity(
            person=person,
            type_id=BY_KEY[type].id,
            occurred_at=at,
            recorded_at=at,
            journal=journal,
            run=run,
            campaign_id=run.campaign_id,
            entry=next(_entries),
            **{"step": "s1", "choice": "default", "path": "", "attributes": {"Type": "Web"}, **values},
        )
        for person in people
    )
    return journal


def give_number(journal: Journal) -> None:
    Journal.objects.filter(pk=journal.pk).update(feed_no=_number())


def hold(run: Run, person: Person, *, reason: str = "It broke.", step: str = "s1", **values: Any) -> Waiting:
    return park(run, person, state=Waiting.State.HELD, reason=reason, step=step, **values)


def park(run: Run, person: Person, **values: Any) -> Waiting:
    now = timezone.now()
    given = {"state": Waiting.State.WAITING, "step": "s1", "begun_at": now, "since": now, **values}
    return Waiting.objects.create(
        entry=next(_entries), person=person, campaign_id=run.campaign_id, run=run, plan_id=run.plan_id, **given
    )


def _number() -> int:
    counter, _ = Counter.objects.get_or_create(name="feed_no")
    counter.value += 1
    counter.save()
    return counter.value
