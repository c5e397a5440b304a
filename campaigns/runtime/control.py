"""What people do to a run: abort it, retry who was held, repeat a step that failed (S03, F08)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from campaigns.definitions.flow import FlowStep
from campaigns.engine.plan import PlanContent
from campaigns.errors import RunEnded
from campaigns.events import RunProgressed, TreeChanged, publish
from campaigns.models import Activity, Retried, Run, SmartCampaign, Waiting, Wave
from campaigns.queue import wake
from campaigns.runtime.due import lane_of, open_wave
from campaigns.storage import journal, plans, waiting, waves
from campaigns.storage.facts import database_now

_SLICE = 2000


def abort(run: Run) -> None:
    """Stops what has not happened yet and undoes nothing; campaigns that it requested go on. A trigger campaign is
    deactivated as well. The wave under way finishes."""
    with transaction.atomic():
        runs = _open_runs(run)
        if not runs:
            raise RunEnded
        if run.kind != "batch":
            SmartCampaign.objects.filter(runs=run).update(active=False)
            plans.touch_triggers()
        now = database_now()
        for each in runs:
            _end(each, now)
        publish(TreeChanged(run.workspace_id))
    for each in runs:
        _clear(each)


def _open_runs(run: Run) -> list[Run]:
    """A trigger campaign's activation and its requests end together."""
    rows = Run.objects.select_for_update().filter(state__in=Run.OPEN)
    rows = (
        rows.filter(pk=run.pk) if run.kind == "batch" else rows.filter(campaign=run.campaign_id).exclude(kind="batch")
    )
    return list(rows.order_by("pk"))


def _end(run: Run, now: datetime) -> None:
    run.state, run.reason = Run.State.ABORTED, "Aborted."
    run.ended_at, run.next_wake_at = run.ended_at or now, None
    run.save(update_fields=["state", "reason", "ended_at", "next_wake_at"])
    publish(RunProgressed(run.workspace_id, run.pk))


def _clear(run: Run) -> None:
    """Ready waves at once, waiting people in slices; their number is told as people who left."""
    while True:
        with transaction.atomic():
            entries = list(Waiting.objects.filter(run=run).values_list("entry", flat=True)[:_SLICE])
            queued = sum(Wave.objects.filter(run=run, entries__isnull=True).values_list("size", flat=True))
            Wave.objects.filter(run=run).delete()
            Waiting.objects.filter(entry__in=entries).delete()
            if not entries and not queued:
                return
            counts = {"left": len(entries), "dropped": {"The run was aborted.": len(entries) + queued}}
            journal.write(at=database_now(), activities=0, run=run, counts=counts)
            journal.number_soon()


def clear_aborted() -> None:
    """What the last wave under way of an aborted run parked."""
    rows = Waiting.objects.filter(run__state=Run.State.ABORTED)
    for run in Run.objects.filter(pk__in=rows.values("run").distinct()):
        _clear(run)


def retry_held(run: Run, entries: Sequence[int]) -> int:
    """They re-enter at the step that held them and go on from there. How many."""
    with transaction.atomic():
        _reopen(run)
        rows = Waiting.objects.select_for_update().filter(
            run=run, entry__in=entries, state=Waiting.State.HELD, wave=None
        )
        groups = waiting.grouped(rows.order_by("entry"))
        for group in groups.values():
            open_wave(run, group)
        retried = sum(map(len, groups.values()))
        journal.write(at=database_now(), activities=0, run=run, counts={"held": -retried})
        journal.number_soon()
        wake(lane_of(run))
    return retried


def retry_failed(run: Run, activities: Sequence[int]) -> int:
    """Repeats the one step of each failed activity with today's data, once, and no later step. How many."""
    with transaction.atomic():
        _reopen(run)
        retried = 0
        failed = Activity.objects.filter(pk__in=activities, run=run.pk, result=Activity.Result.FAILED)
        for activity in failed.exclude(step=None).order_by("person_id"):
            _, is_new = Retried.objects.get_or_create(activity=activity.pk, defaults={"at": database_now()})
            if is_new:
                _repeat(run, activity)
                retried += 1
        wake(lane_of(run))
    return retried


def _reopen(run: Run) -> None:
    """A batch run that is over works again until the retried people are through."""
    locked = Run.objects.select_for_update().get(pk=run.pk)
    if locked.state in (Run.State.ABORTED, Run.State.FAILED):
        raise RunEnded
    if locked.state == Run.State.DONE:
        locked.state = Run.State.RUNNING
        locked.ended_at = None if locked.kind == "batch" else locked.ended_at
        locked.save(update_fields=["state", "ended_at"])


def _repeat(run: Run, activity: Activity) -> None:
    now = database_now()
    path = [element for element in (activity.path or "").split("/") if element]
    plan = plans.store(_only(plans.compiled(run.plan_id).content, path, activity.step or ""))
    standing = waves.Standing(run.pk, plan.pk, lane_of(run), path=path, step=activity.step, given=run.given or None)
    order = waves.rank_of(run, at=now)
    entry = activity.entry or 0
    waves.build(standing, [activity.person_id], at=now, begun_at=now, order=order, entries=[entry]).save()


def _only(content: PlanContent, path: Sequence[str], step: str) -> PlanContent:
    """The plan with nothing but the way to one step: on each level the Execute step that was entered, then the step."""
    campaigns = dict(content.campaigns)
    campaign_id = content.root
    for element in [*(part.partition(":")[0] for part in path), step]:
        campaign = campaigns[campaign_id]
        kept = tuple(each for each in campaign.flow.steps if each.id == element)
        campaigns[campaign_id] = campaign.model_copy(update={"flow": campaign.flow.model_copy(update={"steps": kept})})
        campaign_id = _called(kept, element, path, campaign_id)
    return content.model_copy(update={"campaigns": campaigns})


def _called(steps: Sequence[FlowStep], element: str, path: Sequence[str], campaign_id: int) -> int:
    """The campaign that the Execute step calls in the branch that was taken."""
    choice = next((part.partition(":")[2] for part in path if part.partition(":")[0] == element), "") or "default"
    for step in steps:
        for branch_id, branch in step.branches():
            if branch_id == choice and isinstance(branch.params.get("campaign"), int):
                return int(branch.params["campaign"])
    return campaign_id
