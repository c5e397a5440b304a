"""Fixes a batch run's members and lays them out in waves; after a crash it starts afresh (S01, S05, engine.md 16)."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import structlog
from django.db import InterfaceError, OperationalError, transaction

from campaigns.catalog import catalog
from campaigns.definitions.campaign import CampaignSettings
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.plan import Plan
from campaigns.engine.predicates import Predicate, doubt_of
from campaigns.events import RunNotStarted, RunProgressed, publish
from campaigns.models import Run, ScheduledRun, Wave
from campaigns.queue import wake
from campaigns.runtime.pace import limits
from campaigns.storage import plans, waves
from campaigns.storage.audience import pick
from campaigns.storage.facts import database_now
from campaigns.storage.journal import settle
from campaigns.storage.locks import trying
from campaigns.storage.passing_errors import passes
from campaigns.storage.scope import load_scope
from campaigns.storage.sql import query

log = structlog.get_logger()
_PEOPLE_PER_WRITE = 20_000


def prepare_runs() -> bool:
    """Prepares the oldest run that waits for it and that nobody else prepares. False when there is none."""
    for (run_id,) in query("SELECT id FROM campaigns_run WHERE state = 'preparing' AND paused_at IS NULL ORDER BY id"):
        with trying("run", run_id) as mine:
            run = Run.objects.select_related("campaign").filter(pk=run_id).first() if mine else None
            if run:
                _prepare_or_fail(run)
                return True
    return False


def _prepare_or_fail(run: Run) -> None:
    """A run that can't be prepared ends with its reason, for all the others wait behind it."""
    try:
        prepare(run)
    except Exception as error:
        if isinstance(error, OperationalError | InterfaceError) and passes(error):
            raise  # nobody's fault: the next turn tries again
        log.exception("run_not_prepared", run=run.pk)
        _end(run, Run.State.FAILED, f"An unexpected error stopped the run: {type(error).__name__}: {error}")


def prepare(run: Run) -> None:
    """Does nothing to a run that another worker has prepared since `run` was read."""
    with transaction.atomic():
        if not _still_preparing(run):
            return
        Wave.objects.filter(run=run).delete()  # of an attempt that was cut off; nobody works on a run in preparation
    plan = plans.compiled(run.plan_id)
    predicate = _predicate(run, plan)
    doubt = doubt_of(predicate)
    if doubt:
        _end(run, Run.State.FAILED, f"The smart list is not valid, so nobody qualifies: {doubt}")
        return
    people = pick(run.workspace_id, run.campaign, predicate, now=database_now())
    limit = CampaignSettings.model_validate(run.campaign.settings if run.campaign else {}).person_limit
    if limit is not None and len(people) > limit:
        reason = (
            f"{len(people):,} people qualify, more than the person restriction of {limit:,}; the run did not start."
        )
        _end(run, Run.State.FAILED, reason)
        return
    _lay_out(run, people)


def _predicate(run: Run, plan: Plan) -> Predicate:
    scope = load_scope(run.workspace_id, now=database_now())
    frozen = {id_: (each.name, each.definition) for id_, each in plan.content.smart_lists.items()}
    seeded = replace(scope, smart_lists=frozen, seed=run.pk)
    return compile_smart_list(plan.root.planned.smart_list, seeded, catalog())


def _lay_out(run: Run, people: "array[int]") -> None:
    """Short writes, so that others can write in between; the run starts with the last of them."""
    order = waves.rank_of(run, plans.compiled(run.plan_id), at=database_now())
    for start in range(0, len(people), _PEOPLE_PER_WRITE):
        with transaction.atomic():
            if not _still_preparing(run):
                return
            chunk = people[start : start + _PEOPLE_PER_WRITE]
            Wave.objects.bulk_create(_waves(run, chunk, order=order, ahead=start))
    with transaction.atomic():
        if _still_preparing(run):
            run.total = len(people)
            run.state = Run.State.RUNNING
            settle(run, at=database_now())
            run.save(update_fields=["total", "state", "ended_at"])
            publish(RunProgressed(run.workspace_id, run.pk))
            wake("batch")


def _waves(run: Run, people: "array[int]", *, order: float, ahead: int) -> Iterator[Wave]:
    standing = waves.Standing(run.pk, run.plan_id, "batch", picked=True, given=run.given or None)
    now = database_now()
    size = limits().large
    for start in range(0, len(people), size):
        place = order + waves.seconds_for(ahead + start)
        yield waves.build(standing, people[start : start + size], at=now, begun_at=now, order=place)


def _still_preparing(run: Run) -> bool:
    """False after an abort."""
    return Run.objects.select_for_update(no_key=True).filter(pk=run.pk, state=Run.State.PREPARING).exists()


def _end(run: Run, state: Run.State, reason: str) -> None:
    with transaction.atomic():
        if _still_preparing(run):
            Run.objects.filter(pk=run.pk).update(state=state, reason=reason, ended_at=database_now())
            publish(RunProgressed(run.workspace_id, run.pk))
            if run.campaign_id is not None:
                publish(RunNotStarted(run.workspace_id, run.campaign_id, _planned_at(run), reason))


def _planned_at(run: Run) -> datetime | None:
    """None for a run that somebody started by hand."""
    return ScheduledRun.objects.filter(run=run).values_list("at", flat=True).first()
