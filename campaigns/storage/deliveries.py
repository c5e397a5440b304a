"""Deliveries as rows: written with their wave, claimed for a while, cancelled, and asked for answers (engine.md 18)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from campaigns.engine.deliveries import Answer
from campaigns.engine.flow import FlowDraft
from campaigns.models import Delivery, Run
from campaigns.queue import wake

LEASE = timedelta(seconds=90)  # then whoever is sending it is taken for dead, and it is sent again under its key
KEPT = timedelta(days=7)  # webhook calls; e-mails are kept, as opens and clicks lead back to them
_AT_ONCE = 16
_TIDIED_AT_ONCE = 5000
_LOST = Answer("default", "The answer is no longer there.", {})


def write_deliveries(
    draft: FlowDraft, run: Run, *, entries: Sequence[int], journal: int, depth: int, chain: Sequence[str]
) -> None:
    if not draft.deliveries:
        return
    Delivery.objects.bulk_create(
        Delivery(
            workspace_id=run.workspace_id,
            run=run,
            campaign_id=each.campaign or None,  # a single flow action has none
            person_id=draft.facts.ids[each.person],
            entry=entries[each.person],
            step=each.step,
            choice=each.choice,
            path=each.path,
            depth=depth,
            chain=list(chain),
            journal=journal,
            kind=each.kind,
            awaited=each.awaited,
            payload=each.payload,
            next_at=draft.now,
            created_at=draft.now,
        )
        for each in draft.deliveries
    )
    wake("delivery")


def claim(kinds: Collection[str], *, now: datetime) -> Delivery | None:
    """The next one that is due; nobody else has it until its lease ends. It counts one more attempt."""
    due = Delivery.objects.filter(kind__in=kinds, state__in=Delivery.UNSENT, next_at__lte=now)
    for row in due.order_by("next_at", "id")[:_AT_ONCE]:
        mine = Delivery.objects.filter(pk=row.pk, state=row.state, attempts=row.attempts, next_at=row.next_at)
        if mine.update(state=Delivery.State.SENDING, attempts=row.attempts + 1, next_at=now + LEASE):
            return Delivery.objects.select_related("run", "person", "workspace").get(pk=row.pk)
    return None


def is_due(*, now: datetime) -> bool:
    return Delivery.objects.filter(state__in=Delivery.UNSENT, next_at__lte=now).exists()


def locked(delivery: Delivery) -> Delivery | None:
    """The row, while it is still this attempt's; a lost lease, or an abort, has taken it away."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("run", "person", "workspace")
    return rows.filter(pk=delivery.pk, state=Delivery.State.SENDING, attempts=delivery.attempts).first()


def answers_of(entries: Mapping[int, int]) -> dict[int, Answer]:
    """`entries` maps person to entry. Of several calls of an entry the latest one counts."""
    rows = Delivery.objects.filter(entry__in=entries.values(), awaited=True).order_by("id")
    latest = {row.entry: row for row in rows.only("entry", "choice", "reason", "answer", "payload")}
    return {person: _answer_of(latest[entry]) if entry in latest else _LOST for person, entry in entries.items()}


def _answer_of(row: Delivery) -> Answer:
    return Answer(row.choice or "default", row.reason, row.answer or {}, row.payload)


def cancel_of_run(run: Run) -> None:
    """Those under way finish."""
    Delivery.objects.filter(run=run, state=Delivery.State.QUEUED).update(
        state=Delivery.State.CANCELLED, reason="The run was aborted."
    )


def erase_of_people(people: Collection[int]) -> None:
    """Whoever is deleted gets nothing more, and nothing that was to be said to them is kept."""
    of_people = Delivery.objects.filter(person__in=people)
    of_people.filter(state=Delivery.State.QUEUED).update(
        state=Delivery.State.CANCELLED, reason="The person was deleted."
    )
    of_people.filter(~Q(state=Delivery.State.SENDING)).update(payload={}, answer=None)


def tidy(*, now: datetime) -> None:
    """Webhook calls that are over; an answer may still be wanted by whoever is held with it."""
    over = Delivery.objects.filter(kind=Delivery.Kind.WEBHOOK, created_at__lt=now - KEPT)
    ids = over.exclude(state__in=Delivery.UNSENT).values_list("pk", flat=True)[:_TIDIED_AT_ONCE]
    Delivery.objects.filter(pk__in=list(ids)).delete()
