"""Opens waves for the campaigns that a transaction's activities start, and for those it requests (C14, S10, F11)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from campaigns.definitions.text import normal
from campaigns.engine.draft import Draft
from campaigns.engine.matching import Start, rounds, starts
from campaigns.engine.scope import Scope
from campaigns.engine.token_scopes import as_text
from campaigns.models import Run, SmartCampaign, Wave
from campaigns.storage import journal, plans, triggers
from campaigns.storage.activities import write_activities
from campaigns.storage.facts import load_people
from campaigns.storage.waves import Standing, build, rank_of

T = TypeVar("T")


def started_by(draft: Draft) -> dict[tuple[int, int], list[Start]]:
    """Campaign and run, and who enters it because of which row."""
    return starts(draft.rows, triggers.active(), draft.partitions)


def open_started(
    draft: Draft, found: Mapping[tuple[int, int], list[Start]], *, cause: int, depth: int, chain: Sequence[str]
) -> list[Wave]:
    """One wave per campaign, and more where a person enters it more than once."""
    waves: list[Wave] = []
    for (campaign_id, run_id), entering in sorted(found.items()):
        plan_id = current_plan(campaign_id)
        plan = plans.compiled(plan_id)
        uses_trigger = "trigger" in plan.token_families or plan.reads_live_texts
        run = Run.objects.select_related("campaign").get(pk=run_id)
        standing = Standing(run_id, plan_id, "trigger", cause=cause, depth=depth, chain=chain)
        for layer in _slices(rounds(entering)):
            waves.append(
                build(
                    standing,
                    [draft.facts.ids[start.person] for start in layer],
                    at=draft.now,
                    begun_at=draft.now,
                    order=rank_of(run, plan, at=draft.now),
                    contexts=[context_of(start) for start in layer] if uses_trigger else None,
                )
            )
    return _saved(waves)


def open_requested(
    campaign_id: int,
    people: Sequence[int],
    *,
    at: datetime,
    cause: int | None,
    depth: int,
    chain: Sequence[str],
    given: Mapping[str, str] | None = None,
) -> list[Wave]:
    """`people` are person ids, ascending; filters and qualification are judged at pick-up."""
    run = request_run(campaign_id, at=at)
    plan_id = current_plan(campaign_id)
    standing = Standing(run.pk, plan_id, "trigger", given=given, cause=cause, depth=depth, chain=chain)
    order = rank_of(run, plans.compiled(plan_id), at=at)
    context = {"trigger name": "Campaign is Requested"}
    return _saved(
        [
            build(standing, each, at=at, begun_at=at, order=order, contexts=[context] * len(each))
            for each in _slices([people])
        ]
    )


def _slices(groups: Iterable[Sequence[T]]) -> Iterator[Sequence[T]]:
    """No wave holds more people than it has entry ids."""
    size = Wave.ENTRIES_PER_WAVE // 4
    for group in groups:
        for start in range(0, len(group), size):
            yield group[start : start + size]


def current_plan(campaign_id: int) -> int:
    known = SmartCampaign.objects.values_list("plan_id", flat=True).get(pk=campaign_id)
    return known or plans.current(campaign_id).pk


def request_run(campaign_id: int, *, at: datetime) -> Run:
    """The open run of the campaign's requests; opened with the first one after an activation."""
    run = Run.objects.filter(campaign=campaign_id, kind="request", ended_at=None).first()
    if run is None:
        campaign = SmartCampaign.objects.get(pk=campaign_id)
        run, _ = Run.objects.get_or_create(
            campaign=campaign,
            kind="request",
            ended_at=None,
            defaults={
                "workspace_id": campaign.workspace_id,
                "plan_id": current_plan(campaign_id),
                "state": Run.State.RUNNING,
                "started_at": at,
                "paused_at": _pause_of(campaign_id),
            },
        )
    return run


def _pause_of(campaign_id: int) -> datetime | None:
    """An activation and its requests are paused together."""
    activation = Run.objects.filter(campaign=campaign_id, kind="trigger", ended_at=None)
    return activation.values_list("paused_at", flat=True).first()


def context_of(start: Start) -> dict[str, str]:
    """What trigger tokens read: the trigger's label, the asset's name, and the activity's attributes."""
    type_ = start.row.origin.type
    named: dict[str, Any] = dict(zip(type_.attributes, start.row.attributes, strict=False))
    context = {normal(name): as_text(value) for name, value in named.items()}
    return context | {"trigger name": start.trigger, "name": as_text(named.get(type_.primary))}


def _saved(waves: Iterable[Wave]) -> list[Wave]:
    return Wave.objects.bulk_create(waves)


def log_requests(campaign: SmartCampaign, people: Sequence[int], *, source: str, at: datetime) -> None:
    """A request from outside of any flow logs Request Campaign for each person."""
    facts = load_people(sorted(set(people)), ())
    draft = Draft(facts, Scope(fields={}, now=at, zone=ZoneInfo("UTC")))
    for person in range(len(facts.ids)):
        draft.log(person, "request_campaign", (campaign.name, source), primary_id=campaign.pk)
    row = journal.write(at=at, activities=len(draft.rows), workspace_id=campaign.workspace_id, people=facts.ids)
    write_activities(draft, journal=row.pk, run=None, entries=None)
    journal.number_soon()


def close(run: Run, *, at: datetime) -> None:
    """A deactivated run ends when the last of its people has."""
    journal.settle(run, at=at)
    run.save(update_fields=["ended_at", "state"])
