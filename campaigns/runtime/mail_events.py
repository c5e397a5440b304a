"""What becomes of an e-mail: delivered, bounced, opened, clicked, unsubscribed, complained of. Each is logged with the
campaign, run and step that sent it, and starts triggers like any other activity (F07, S10)."""

from dataclasses import dataclass

from django.db import transaction

from campaigns.engine.wave import Value
from campaigns.models import Delivery
from campaigns.runtime.outcomes import OutcomeDraft, record_outcome


@dataclass(frozen=True, slots=True)
class Refusal:
    """`category` is the status that the other server gave."""

    category: str
    details: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """With what somebody opened or clicked."""

    user_agent: str = ""
    address: str = ""

    @property
    def attributes(self) -> tuple[Value, ...]:
        return (self.user_agent[:500], "Mobi" in self.user_agent, self.address)


def delivered(delivery: Delivery) -> None:
    _log(delivery, "email_delivered")


def not_sent(delivery: Delivery) -> None:
    """Decided between the step and the sending."""

    def decide(draft: OutcomeDraft) -> None:
        draft.skip(0, "send_email", delivery.reason, _named(delivery), primary_id=_id(delivery))

    record_outcome(delivery, decide)


def alert_failed(delivery: Delivery) -> None:
    def decide(draft: OutcomeDraft) -> None:
        draft.fail(0, "send_alert", delivery.reason, _named(delivery), primary_id=_id(delivery))

    record_outcome(delivery, decide)


@transaction.atomic
def bounced(delivery: Delivery, refusal: Refusal, *, hard: bool) -> None:
    """A hard bounce marks the person's address invalid, if it still is the person's. Each mail bounces once."""
    if not _first(delivery, "hard" if hard else "soft"):
        return
    to = delivery.payload.get("to") or [""]
    address = refusal.address or str(to[0])

    def decide(draft: OutcomeDraft) -> None:
        attributes = (*_named(delivery), refusal.category, refusal.details, address)
        draft.log(0, "email_bounced" if hard else "email_bounced_soft", attributes, primary_id=_id(delivery))
        if hard and str(draft.column("email")[0]).casefold() == address.casefold():
            _set(draft, "email_invalid", f"Bounced: {refusal.details}"[:500])

    record_outcome(delivery, decide, fields=("email", "email_invalid"))


def opened(delivery: Delivery, reader: Reader) -> None:
    _log(delivery, "open_email", *reader.attributes)


def clicked(delivery: Delivery, link: str, reader: Reader) -> None:
    _log(delivery, "click_email", link, *reader.attributes)


def unsubscribed(delivery: Delivery, reader: Reader, *, reason: str) -> None:
    """Once: whoever is unsubscribed already stays so."""

    def decide(draft: OutcomeDraft) -> None:
        if not draft.column("unsubscribed")[0]:
            attributes = (*_named(delivery), reason, reader.address, reader.user_agent[:500])
            draft.log(0, "unsubscribe_email", attributes, primary_id=_id(delivery))
            _set(draft, "unsubscribed", reason)

    record_outcome(delivery, decide, fields=("unsubscribed",))


@transaction.atomic
def complained(delivery: Delivery, refusal: Refusal) -> None:
    """Whoever calls it spam gets no more of it."""
    if not _first(delivery, "complaint"):
        return

    def decide(draft: OutcomeDraft) -> None:
        attributes = (*_named(delivery), refusal.details, refusal.address)
        draft.log(0, "email_complaint", attributes, primary_id=_id(delivery))
        _set(draft, "unsubscribed", "Complained of spam")

    record_outcome(delivery, decide, fields=("unsubscribed",))


def _log(delivery: Delivery, type_key: str, *more: Value) -> None:
    def decide(draft: OutcomeDraft) -> None:
        draft.log(0, type_key, (*_named(delivery), *more), primary_id=_id(delivery))

    record_outcome(delivery, decide)


def _set(draft: OutcomeDraft, field: str, reason: str) -> None:
    if not draft.column(field)[0]:
        draft.change(0, field, True)
        draft.log(0, "change_data_value", (field, None, True, reason, "E-mail"))


def _named(delivery: Delivery) -> tuple[Value, ...]:
    return (delivery.payload.get("name"), delivery.payload.get("subject"))


def _id(delivery: Delivery) -> int | None:
    email: int | None = delivery.payload.get("email")
    return email


def _first(delivery: Delivery, event: str) -> bool:
    """Servers report the same thing twice; the delivery remembers."""
    row = Delivery.objects.select_for_update(of=("self",), no_key=True).get(pk=delivery.pk)
    answer = row.answer or {}
    known = answer.get("events", [])
    if event in known:
        return False
    row.answer = {**answer, "events": [*known, event]}
    row.save(update_fields=["answer"])
    return True
