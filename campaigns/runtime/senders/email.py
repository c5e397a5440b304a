"""Sends e-mails and alerts through the mail server, always under the delivery's own Message-ID (F07, F09)."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from campaigns.engine.emails.addresses import is_address
from campaigns.engine.emails.bounces import is_hard
from campaigns.engine.emails.compose import Composed
from campaigns.models import Delivery
from campaigns.runtime import mail_events
from campaigns.runtime.composing import composed
from campaigns.runtime.mail import send_mail
from campaigns.runtime.mail_links import links_of, message_id
from campaigns.runtime.senders import Again, Outcome, Refused, Sent

_GONE = "What was to be sent is no longer there."


class EmailSender:
    def send(self, delivery: Delivery) -> Outcome:
        if _unsubscribed_meanwhile(delivery):
            return Refused("The person unsubscribed before the e-mail left.", {"skipped": True})
        mail = composed(delivery, tracked=True)
        return Refused(_GONE, {"skipped": True}) if mail is None else _hand_over(delivery, mail, _headers(delivery))

    def settled(self, delivery: Delivery) -> None:
        answer = delivery.answer or {}
        if delivery.state == Delivery.State.SENT:
            mail_events.delivered(delivery)
        elif answer.get("skipped"):
            mail_events.not_sent(delivery)
        else:
            details = mail_events.Refusal(str(answer.get("code", "")), delivery.reason)
            mail_events.bounced(delivery, details, hard=bool(answer.get("hard")))


class AlertSender:
    """To the house's own people: without links that count, and whether they read it is not the person's history."""

    def send(self, delivery: Delivery) -> Outcome:
        mail = composed(delivery, tracked=False)
        return Refused(_GONE) if mail is None else _hand_over(delivery, mail, {})

    def settled(self, delivery: Delivery) -> None:
        if delivery.state != Delivery.State.SENT:
            mail_events.alert_failed(delivery)


def _unsubscribed_meanwhile(delivery: Delivery) -> bool:
    return not delivery.payload.get("operational", True) and bool(delivery.person.values.get("unsubscribed"))


def _headers(delivery: Delivery) -> dict[str, str]:
    """RFC 8058: a mail program unsubscribes with one click, without opening the page."""
    if delivery.payload["operational"]:
        return {}
    link = links_of(delivery.key, tracked=True).unsubscribe
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _hand_over(delivery: Delivery, mail: Composed, headers: dict[str, str]) -> Outcome:
    if not is_address(mail.from_address):
        return Refused(f"“{mail.from_address}” is no address to send from.")
    if mail.reply_to and not is_address(mail.reply_to):
        return Refused(f"“{mail.reply_to}” is no address to reply to.")
    try:
        send_mail(mail, delivery.payload["to"], headers={"Message-ID": message_id(delivery.key), **headers})
    except SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        return _refused(code, said, of_the_address=True)
    except SMTPResponseException as refused:
        return _refused(refused.smtp_code, refused.smtp_error, of_the_address=False)
    except (SMTPException, OSError) as error:
        return Again(f"The mail server could not be reached: {error}")
    return Sent()


def _refused(code: int, said: bytes | str, *, of_the_address: bool) -> Outcome:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    reason = f"The mail server answered {code} {text}".strip()
    if code < 500:
        return Again(reason, answer={"code": str(code)})
    status = text.split(" ", 1)[0] if text[:2] == "5." else str(code)
    return Refused(reason, {"code": status, "hard": of_the_address and is_hard(status)})
