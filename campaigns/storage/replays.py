"""Replays of what people did before they were known: one wave per activity and campaign, oldest first (C18)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from campaigns.engine.draft import Draft
from campaigns.engine.matching import Start
from campaigns.engine.ranking import rank
from campaigns.models import Run, Wave
from campaigns.storage import plans
from campaigns.storage.facts import database_now
from campaigns.storage.starts import context_of, current_plan
from campaigns.storage.waves import Standing, build

_STEP = 1e-4  # seconds between two replays in the lane's order
_LATER = timedelta(seconds=0.5)
_A_TURN = timedelta(seconds=0.05)


def open_replays(draft: Draft, found: Mapping[tuple[int, int], list[Start]], *, cause: int) -> list[Wave]:
    """They come before what else this moment starts, whatever the campaigns' priorities."""
    entering = [(start, campaign, run) for (campaign, run), starts in found.items() for start in starts]
    entering.sort(key=lambda each: (_happened(draft, each[0]), each[1]))
    first = rank(ready_at=draft.now.timestamp(), priority="high", queued=0)
    waves = []
    for place, (start, campaign_id, run_id) in enumerate(entering):
        plan_id = current_plan(campaign_id)
        uses_trigger = "trigger" in plans.compiled(plan_id).token_families
        replayed_at = _happened(draft, start)
        standing = Standing(run_id, plan_id, "trigger", cause=cause, depth=1, replayed_at=replayed_at)
        contexts = [context_of(start)] if uses_trigger else None
        people = [draft.facts.ids[start.person]]
        order = first + place * _STEP
        waves.append(build(standing, people, at=draft.now, begun_at=draft.now, order=order, contexts=contexts))
    return Wave.objects.bulk_create(waves)


def _happened(draft: Draft, start: Start) -> datetime:
    return start.row.origin.occurred_at or draft.now


def put_back(wave: Wave) -> bool:
    """True when older replays of the same person are still to come, or worked on elsewhere: this one waits for its
    turn, which the one before gives it. Later it looks by itself, for that one may have been aborted."""
    if wave.replayed_at is None:
        return False
    earlier = Q(replayed_at__lt=wave.replayed_at) | Q(replayed_at=wave.replayed_at, pk__lt=wave.pk)
    ahead = _of_same_person(wave).filter(earlier).count()
    if ahead:
        later = max(_LATER, ahead * _A_TURN)
        Wave.objects.filter(pk=wave.pk).update(attempt=0, ready_at=database_now() + later)
    return ahead > 0


def give_turn(wave: Wave, *, now: datetime) -> None:
    """To the person's next replay."""
    following = _of_same_person(wave).exclude(pk=wave.pk).order_by("replayed_at", "pk").values_list("pk", flat=True)
    Wave.objects.filter(pk=following.first(), ready_at__gt=now).update(ready_at=now)


def _of_same_person(wave: Wave) -> QuerySet[Wave]:
    """Those that can be worked on: one of a run that is paused holds nobody up."""
    working = [Run.State.RUNNING, Run.State.WAITING]
    alike = Wave.objects.filter(replayed_at__isnull=False, people=bytes(wave.people))
    return alike.filter(run__state__in=working, run__paused_at=None)
