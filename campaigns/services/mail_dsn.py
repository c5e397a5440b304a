"""Reads reports that come as mail: delivery status notifications (RFC 3464) and complaints (RFC 5965)."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from campaigns.services.mail_reports import MailReport


def reports_in(raw: bytes) -> list[MailReport]:
    """Empty when the mail is no such report. A delay is none yet: the other server goes on trying."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    message_id = _message_id(mail)
    if not message_id:
        return []
    return [*_complaints(mail, message_id), *_bounces(mail, message_id)]


def _bounces(mail: EmailMessage, message_id: str) -> Iterator[MailReport]:
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for recipient in part.get_payload():
            if isinstance(recipient, Message) and str(recipient.get("Action", "")).strip().lower() == "failed":
                yield MailReport(
                    type="bounce",
                    message_id=message_id,
                    status=str(recipient.get("Status", "")).strip()[:50],
                    details=_after_type(recipient.get("Diagnostic-Code"))[:2_000],
                    address=_after_type(recipient.get("Final-Recipient"))[:255],
                )


def _complaints(mail: EmailMessage, message_id: str) -> Iterator[MailReport]:
    for part in mail.walk():
        if part.get_content_type() == "message/feedback-report":
            told = part.get_payload()
            fields = told[0] if isinstance(told, list) and isinstance(told[0], Message) else part
            kind = str(fields.get("Feedback-Type") or "abuse")
            yield MailReport(type="complaint", message_id=message_id, details=kind[:2_000])


def _message_id(mail: EmailMessage) -> str:
    """Of the mail that the report is about, which it carries whole or by its headers."""
    for part in mail.walk():
        match part.get_content_type():
            case "message/rfc822":
                inner = part.get_payload(0)
                return str(inner.get("Message-ID", "")) if isinstance(inner, Message) else ""
            case "text/rfc822-headers":
                body = part.get_payload(decode=True)
                if isinstance(body, bytes):
                    return str(message_from_bytes(body, policy=policy.default).get("Message-ID", ""))
    return ""


def _after_type(field: object) -> str:
    """ "rfc822; someone@example.com" without its type."""
    text = " ".join(str(field or "").split())
    return text.partition(";")[2].strip() or text
