"""Starts campaigns: a batch run, an activation, a request (S01, S02, C14)."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from campaigns.definitions.actor import Actor
from campaigns.engine.plan import PlanContent
from campaigns.events import RunProgressed, TreeChanged, publish
from campaigns.models import Run, SmartCampaign
from campaigns.queue import wake
from campaigns.storage import plans, starts, waves
from campaigns.storage.facts import database_now


def start_batch(campaign: SmartCampaign, *, actor: Actor, given: Mapping[str, str] | None = None) -> Run:
    """The run is picked and worked on by workers; `given` are My Token values for its entries (T06)."""
    with transaction.atomic():
        run = _open(campaign, "batch", actor, state=Run.State.PREPARING, given=given)
        wake("batch")
    return run


def start_action(workspace_id: int, content: PlanContent, *, actor: Actor, people: Sequence[int] = ()) -> Run:
    """A single flow action without a campaign: for these people, or for whoever is in the plan's smart list."""
    with transaction.atomic():
        now = database_now()
        run = Run.objects.create(
            workspace_id=workspace_id,
            plan=plans.store(content),
            kind="batch",
            state=Run.State.RUNNING if people else Run.State.PREPARING,
            total=len(people),
            started_at=now,
            started_by_id=actor.user_id,
        )
        if people:
            standing = waves.Standing(run.pk, run.plan_id, "batch", picked=True)
            waves.build(
                standing, people, at=now, begun_at=now, order=waves.rank_of(run, plans.compiled(run.plan_id), at=now)
            ).save()
        publish(RunProgressed(workspace_id, run.pk))
        wake("batch")
    return run


def activate(campaign: SmartCampaign, *, actor: Actor) -> Run:
    """From now on matching activities enter the campaign; one open run per activation."""
    with transaction.atomic():
        SmartCampaign.objects.filter(pk=campaign.pk).update(active=True)
        campaign.active = True
        run = Run.objects.filter(campaign=campaign, kind="trigger", ended_at=None).first()
        run = run or _open(campaign, "trigger", actor, state=Run.State.RUNNING)
        plans.touch_triggers()
        publish(TreeChanged(campaign.workspace_id))
    return run


def deactivate(campaign: SmartCampaign) -> None:
    """Stops new entries; people inside go on to the end (S02)."""
    with transaction.atomic():
        SmartCampaign.objects.filter(pk=campaign.pk).update(active=False)
        campaign.active = False
        now = database_now()
        runs = Run.objects.select_for_update(no_key=True).filter(campaign=campaign, ended_at=None)
        for run in runs.exclude(kind="batch"):
            run.ended_at = now
            starts.close(run, at=now)
            publish(RunProgressed(run.workspace_id, run.pk))
        plans.touch_triggers()
        publish(TreeChanged(campaign.workspace_id))


def request(
    campaign: SmartCampaign, people: Sequence[int], *, source: str, given: Mapping[str, str] | None = None
) -> int:
    """Opens one entry per person; filters and qualification are judged at pick-up. How many."""
    with transaction.atomic():
        now = database_now()
        starts.log_requests(campaign, people, source=source, at=now)
        starts.open_requested(campaign.pk, sorted(set(people)), at=now, cause=None, depth=1, chain=[], given=given)
        wake("trigger")
    return len(set(people))


def _open(
    campaign: SmartCampaign, kind: str, actor: Actor, *, state: Run.State, given: Mapping[str, str] | None = None
) -> Run:
    run = Run.objects.create(
        workspace_id=campaign.workspace_id,
        campaign=campaign,
        plan=plans.current(campaign.pk),
        kind=kind,
        state=state,
        started_at=database_now(),
        started_by_id=actor.user_id,
        given=dict(given or {}),
    )
    publish(RunProgressed(run.workspace_id, run.pk))
    publish(TreeChanged(run.workspace_id))
    return run
