"""What people do to a run: pause, resume or abort it, retry who was held, repeat a failed step (S03, F08)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from campaigns.definitions.flow import FlowStep
from campaigns.engine.plan import PlanContent
from campaigns.errors import RunEnded
from campaigns.events import RunAborted, RunProgressed, TreeChanged, publish
from campaigns.models import Activity, EntryContext, Retried, Run, SmartCampaign, Waiting, Wave
from campaigns.queue import wake
from campaigns.runtime.due import lane_of, open_wave
from campaigns.storage import deliveries, journal, plans, waiting, waves
from campaigns.storage.entry_contexts import contexts_of
from campaigns.storage.facts import database_now

_SLICE = 2000


def abort(run: Run, *, by: int | None = None) -> None:
    """Stops what has not happened yet and undoes nothing; campaigns that it requested go on. A trigger campaign that
    is active is deactivated as well. The wave under way finishes."""
    with transaction.atomic():
        runs = _together(run)
        if any(each.kind != "batch" and each.ended_at is None for each in runs):
            SmartCampaign.objects.filter(pk=run.campaign_id).update(active=False)
            plans.touch_triggers()
        now = database_now()
        for each in runs:
            _end(each, now)
        publish(RunAborted(run.workspace_id, run.pk, by))
        publish(TreeChanged(run.workspace_id))
    for each in runs:
        _clear(each)


def pause(run: Run) -> None:
    """Nobody is picked, claimed or woken until it is resumed; entries still queue, and the wave under way finishes."""
    _set_paused(run, database_now())


def resume(run: Run) -> None:
    """Everybody goes on where they stood; whose time has come meanwhile wakes at once."""
    _set_paused(run, None)


def _set_paused(run: Run, at: datetime | None) -> None:
    with transaction.atomic():
        for each in _together(run):
            each.paused_at = at
            each.save(update_fields=["paused_at"])
            publish(RunProgressed(each.workspace_id, each.pk))
        wake(lane_of(run))


def _together(run: Run) -> list[Run]:
    """An activation and its requests end together; one that was deactivated before ends alone."""
    runs = Run.objects.select_for_update(no_key=True).filter(state__in=Run.OPEN).order_by("pk")
    own = runs.filter(pk=run.pk).first()
    if own is None:
        raise RunEnded
    if own.kind == "batch" or own.ended_at is not None:
        return [own]
    return list(runs.filter(campaign=run.campaign_id, ended_at=None).exclude(kind="batch"))


def _end(run: Run, now: datetime) -> None:
    run.state, run.reason = Run.State.ABORTED, "Aborted."
    run.ended_at, run.next_wake_at, run.paused_at = run.ended_at or now, None, None
    run.save(update_fields=["state", "reason", "ended_at", "next_wake_at", "paused_at"])
    deliveries.cancel_of_run(run)
    publish(RunProgressed(run.workspace_id, run.pk))


def _clear(run: Run) -> None:
    """Ready waves at once, waiting people in slices; their number is told as people who left."""
    while True:
        with transaction.atomic():
            queued = _clear_waves(run)
            rows = Waiting.objects.select_for_update(skip_locked=True).filter(run=run, wave=None)
            entries = list(rows.order_by("entry").values_list("entry", flat=True)[:_SLICE])
            Waiting.objects.filter(entry__in=entries).delete()
            if not entries and not queued:
                return
            counts = {"left": len(entries), "dropped": {"The run was aborted.": len(entries) + queued}}
            journal.write(at=database_now(), activities=0, run=run, counts=counts)
            journal.number_soon()


def _clear_waves(run: Run) -> int:
    """How many people stood in them at the door. Woken people go back to their waiting rows; the waves under way are
    locked by their workers, and finish."""
    waves = list(Wave.objects.select_for_update(skip_locked=True, of=("self",)).filter(run=run).defer("people"))
    Wave.objects.filter(pk__in=[wave.pk for wave in waves]).delete()
    return sum(wave.size for wave in waves if wave.step is None)


def clear_aborted() -> None:
    """What the last wave under way of an aborted run parked or left over."""
    for rows in (Waiting.objects.all(), Wave.objects.all()):
        left = rows.filter(run__state=Run.State.ABORTED).values("run").distinct()
        for run in Run.objects.filter(pk__in=left):
            _clear(run)


def retry_held(run: Run, entries: Sequence[int]) -> int:
    """They re-enter at the step that held them and go on from there. How many."""
    with transaction.atomic():
        locked = _locked(run)
        rows = Waiting.objects.select_for_update().filter(
            run=run, entry__in=entries, state=Waiting.State.HELD, wave=None
        )
        groups = waiting.grouped(rows.order_by("entry"))
        for group in groups.values():
            open_wave(run, group)
        _reopen(locked)
    return sum(map(len, groups.values()))


def retry_failed(run: Run, activities: Sequence[int]) -> int:
    """Repeats the one step of each failed activity with today's data, once, and no later step. How many; a step that
    is gone from the flow can't be repeated."""
    with transaction.atomic():
        locked = _locked(run)
        failed = Activity.objects.filter(pk__in=activities, run=run.pk, result=Activity.Result.FAILED)
        again = failed.exclude(step=None).exclude(pk__in=Retried.objects.values("activity"))
        found = list(again.order_by("person_id", "pk"))
        came_with = contexts_of(run, [each.entry for each in found])
        retried = sum(_repeat(run, each, came_with.get(each.entry or 0)) for each in found)
        _reopen(locked)
    return retried


def _locked(run: Run) -> Run:
    """Under the run's lock nobody else retries the same."""
    locked = Run.objects.select_for_update(no_key=True).get(pk=run.pk)
    if locked.state in (Run.State.ABORTED, Run.State.FAILED):
        raise RunEnded
    return locked


def _reopen(run: Run) -> None:
    """A run that is over, or waits, works again until the retried people are through."""
    if run.state in (Run.State.DONE, Run.State.WAITING) and Wave.objects.filter(run=run).exists():
        run.state = Run.State.RUNNING
        run.ended_at = None if run.kind == "batch" else run.ended_at
        run.save(update_fields=["state", "ended_at"])
    publish(RunProgressed(run.workspace_id, run.pk))
    wake(lane_of(run))


def _repeat(run: Run, activity: Activity, came_with: EntryContext | None) -> bool:
    """False when the step is gone. The wave opens an entry of its own, for the first one may wait further on."""
    path = [element for element in (activity.path or "").split("/") if element]
    contents = (_only(plans.compiled(plan).content, path, activity.step or "") for plan in _plans(run))
    content = next((each for each in contents if each is not None), None)
    if content is None:
        return False
    now = database_now()
    Retried.objects.create(activity=activity.pk, at=now)
    plan = plans.store(content).pk
    given = came_with.given if came_with else run.given
    standing = waves.Standing(run.pk, plan, lane_of(run), path=path, step=activity.step, given=given)
    order = waves.rank_of(run, plans.compiled(plan), at=now)
    contexts = [came_with.context if came_with else None]
    waves.build(standing, [activity.person_id], at=now, begun_at=now, order=order, contexts=contexts).save()
    return True


def _plans(run: Run) -> list[int]:
    """A batch keeps its own steps, with the executables of now (F06); what a trigger's entry followed is not known
    any more, so today's flow comes first."""
    own = plans.for_waking(run.plan_id)
    if run.campaign_id is None:
        return [own]
    todays = plans.current(run.campaign_id).pk
    return [own, todays] if run.kind == "batch" else [todays, own]


def _only(content: PlanContent, path: Sequence[str], step: str) -> PlanContent | None:
    """The plan with nothing but the way to one step: on each level the Execute step that was entered, then the step.
    None when there is no such way."""
    campaigns = dict(content.campaigns)
    campaign_id: int | None = content.root
    for element in (*path, step):
        step_id, _, choice = element.partition(":")
        campaign = campaigns.get(campaign_id or 0)
        kept = tuple(each for each in campaign.flow.steps if each.id == step_id) if campaign else ()
        if campaign is None or not kept:
            return None
        flow = campaign.flow.model_copy(update={"steps": kept})
        pruned = campaign.model_copy(update={"flow": flow, "revision": 0})
        campaigns[campaign.id] = pruned
        campaign_id = _called(kept[0], choice or "default")
    return content.model_copy(update={"campaigns": campaigns})


def _called(step: FlowStep, choice: str) -> int | None:
    """The campaign that an Execute step calls in one of its branches."""
    params = next((branch.params for branch_id, branch in step.branches() if branch_id == choice), {})
    campaign_id = params.get("campaign")
    return campaign_id if isinstance(campaign_id, int) else None
