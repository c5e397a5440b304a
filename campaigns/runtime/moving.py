"""Moves people who wait, or are held, to a newer version of their campaign: a long job, one slice at a time (F06).

Their rows change under their locks. Who is just being worked on is found again when the rest is through.
"""

from collections import Counter
from collections.abc import Sequence

from campaigns.definitions.flow import Flow
from campaigns.models import Job, Revision, Waiting, Wave
from campaigns.storage import plans
from campaigns.storage.facts import load_people
from campaigns.storage.inside import stand_of
from campaigns.storage.plan_content import content_of

AT_ONCE = 2_000
PASSES = 3


def work_slice(job: Job) -> bool:
    """Inside the transaction that holds the job's row. False when everybody was looked at."""
    rows = _next_rows(job)
    if not rows:
        return _another_pass(job)
    revision = Revision.objects.select_related("campaign").get(pk=job.params["revision"])
    counts = _Move(revision, rows).counts
    job.cursor = {**job.cursor, "after": rows[-1].entry, "busy": job.cursor.get("busy", 0) + counts["busy"]}
    job.outcome = {name: job.outcome.get(name, 0) + counts[name] for name in ("moved", "stayed")}
    job.done = min(job.total, sum(job.outcome.values()))
    return True


def _next_rows(job: Job) -> list[Waiting]:
    """On a further pass only those are left to be moved; who stays was counted on the first."""
    found = Waiting.objects.filter(campaign=job.params["campaign"], entry__gt=job.cursor.get("after", 0))
    return list(found.order_by("entry")[:AT_ONCE])


def _another_pass(job: Job) -> bool:
    """For those whom a wave had: by now they wait further on, or have left."""
    turn = job.cursor.get("turn", 1)
    if not job.cursor.get("busy") or turn >= PASSES:
        return False
    job.cursor = {"turn": turn + 1}
    job.outcome = {**job.outcome, "stayed": 0}
    return True


class _Move:
    """One slice: `moved`, `stayed` on their version because their step is gone, `busy` at this moment."""

    def __init__(self, revision: Revision, rows: Sequence[Waiting]) -> None:
        self.counts: Counter[str] = Counter()
        self.plan_id = plans.store(content_of(revision.campaign, revision=revision)).pk
        self.flow = Flow.model_validate(revision.flow)
        others = [row for row in rows if stand_of(row).revision != revision.pk]
        movable = [row for row in others if stand_of(row).is_in(self.flow)]
        self.counts["stayed"] = len(others) - len(movable)
        self._move_woken({row.wave_id for row in movable if row.wave_id})  # waves are locked before people
        self._move_parked(movable)

    def _move_woken(self, wave_ids: set[int]) -> None:
        """A wave whose worker has not begun takes the newer version too."""
        waves = Wave.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=wave_ids)
        mine = list(waves.values_list("pk", flat=True))
        Wave.objects.filter(pk__in=mine).update(plan=self.plan_id)
        self.counts["moved"] += Waiting.objects.filter(wave__in=mine).update(plan=self.plan_id)
        self.counts["busy"] += Waiting.objects.filter(wave__in=wave_ids.difference(mine)).count()

    def _move_parked(self, rows: Sequence[Waiting]) -> None:
        load_people(sorted({row.person_id for row in rows}), ())
        entries = [row.entry for row in rows if row.wave_id is None]
        parked = Waiting.objects.select_for_update(of=("self",)).filter(entry__in=entries, wave=None)
        still = list(parked.order_by("entry").values_list("entry", flat=True))
        self.counts["moved"] += Waiting.objects.filter(entry__in=still).update(plan=self.plan_id)
        self.counts["busy"] += len(entries) - len(still)
