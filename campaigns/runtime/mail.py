"""Hands one composed e-mail to the mail server, through Django's mail backend (F07, F09)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from campaigns.engine.emails.compose import Composed

_kept: ContextVar[BaseEmailBackend | None] = ContextVar("kept_connection", default=None)


@contextmanager
def one_connection() -> Iterator[None]:
    """The mails of this block go over one connection, made with the first of them, and anew after it broke."""
    connection = get_connection()
    token = _kept.set(connection)
    try:
        yield
    finally:
        _kept.reset(token)
        _hang_up(connection)


def send_mail(composed: Composed, to: Sequence[str], *, headers: Mapping[str, str]) -> None:
    """Raises what the backend raises: SMTPException, or OSError while the server can't be reached."""
    message = EmailMultiAlternatives(
        subject=composed.subject,
        body=composed.text,
        from_email=formataddr((composed.from_name, composed.from_address)),
        to=list(to),
        reply_to=[composed.reply_to] if composed.reply_to else None,
        headers=dict(headers),
    )
    message.attach_alternative(composed.html, "text/html")
    _send(message, _kept.get())


def _send(message: EmailMultiAlternatives, kept: BaseEmailBackend | None) -> None:
    """After another error than a refused recipient nobody knows in which state the conversation is."""
    message.connection = kept or get_connection()
    try:
        if kept is not None:
            kept.open()  # whoever opens it before sending has to close it
        message.send()
    except SMTPRecipientsRefused:
        raise
    except (SMTPException, OSError):
        _hang_up(message.connection)
        raise


def _hang_up(connection: BaseEmailBackend) -> None:
    with suppress(SMTPException, OSError):
        connection.close()
