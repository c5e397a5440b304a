"""Hands one composed e-mail to the mail server, through Django's mail backend (F07, F09)."""

from collections.abc import Mapping, Sequence
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives, get_connection

from campaigns.engine.emails.compose import Composed


def send_mail(composed: Composed, to: Sequence[str], *, headers: Mapping[str, str]) -> None:
    """Raises what the backend raises: SMTPException, or OSError while the server can't be reached."""
    message = EmailMultiAlternatives(
        subject=composed.subject,
        body=composed.text,
        from_email=formataddr((composed.from_name, composed.from_address)),
        to=list(to),
        reply_to=[composed.reply_to] if composed.reply_to else None,
        headers=dict(headers),
        connection=get_connection(),
    )
    message.attach_alternative(composed.html, "text/html")
    message.send()
