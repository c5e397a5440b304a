"""Holds a whole wave that can't be worked on, visibly and with its reason, until Retry (F08)."""

from django.db import transaction

from campaigns.models import Waiting
from campaigns.runtime.arriving import arriving, drop_removed
from campaigns.runtime.following import follow_merges
from campaigns.storage import journal, plans, waves
from campaigns.storage.facts import database_now, load_people
from campaigns.storage.waiting import GONE


def hold_wave(wave_id: int, reason: str) -> None:
    with transaction.atomic():
        rows = waves.lock_rows([wave_id])
        if not rows:
            return
        wave, crowd = rows[0], arriving(rows)
        root = plans.compiled(wave.plan_id).content.root
        follow_merges(crowd, load_people(crowd.ids, ()).ids, root=root)
        crowd.keep(load_people(crowd.ids, ()).ids, GONE)
        drop_removed(crowd, root=root)
        Waiting.objects.filter(wave=wave).delete()
        now = database_now()
        held = Waiting.objects.bulk_create(
            Waiting(
                entry=each.entry,
                person_id=each.person,
                campaign_id=wave.run.campaign_id,
                run=wave.run,
                plan_id=wave.plan_id,
                path=wave.path,
                step=wave.step,
                state=Waiting.State.HELD,
                reason=reason,
                context=each.context,
                given=wave.given,
                cause=wave.cause,
                depth=wave.depth,
                chain=wave.chain,
                begun_at=each.begun_at,
                replayed_at=wave.replayed_at,
                since=now,
            )
            for each in crowd.people
        )
        passage = crowd.passage()
        counts = {"left": passage.lost, "dropped": {reason: n for reason, n in crowd.dropped.items() if n}}
        if passage.at_the_door or passage.repeats:
            counts["entered"] = len(held) - len(passage.back)
        journal.write(at=now, activities=0, run=wave.run, wave=wave.pk, counts=counts, people=crowd.ids)
        wave.delete()
        journal.number_soon()
