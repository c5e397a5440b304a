"""Takes what mail servers report of our e-mails: bounces and complaints, one by one (F07)."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from campaigns.definitions.base import Frozen
from campaigns.engine.emails.bounces import is_hard
from campaigns.models import Delivery
from campaigns.runtime import mail_events
from campaigns.runtime.mail_links import key_in


class MailReport(Frozen):
    """`message_id` is the Message-ID of the mail that was sent; `status` an enhanced status code such as 5.1.1.

    `hard` is decided by the status where it isn't given.
    """

    type: Literal["bounce", "complaint"]
    message_id: str = Field(max_length=500)
    status: str = Field(default="", max_length=50)
    hard: bool | None = None
    details: str = Field(default="", max_length=2_000)
    address: str = Field(default="", max_length=255)


def take_report(report: MailReport) -> bool:
    """False when the mail is none of ours, or its person is gone."""
    key = key_in(report.message_id)
    delivery = delivery_of(key) if key else None
    if delivery is None or delivery.kind != Delivery.Kind.EMAIL:
        return False
    refusal = mail_events.Refusal(report.status, report.details, report.address)
    if report.type == "complaint":
        mail_events.complained(delivery, refusal)
    else:
        hard = is_hard(report.status) if report.hard is None else report.hard
        mail_events.bounced(delivery, refusal, hard=hard)
    return True


def delivery_of(key: UUID) -> Delivery | None:
    """Of somebody who is still there. Whoever has the key has the mail, so no workspace is asked for."""
    rows = Delivery.objects.select_related("run", "person", "workspace", "campaign")
    return rows.filter(key=key, person__deleted_at=None).exclude(payload={}).first()
