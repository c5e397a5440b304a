"""Sends notices by mail to those who asked for it; what is refused is tried again, and given up at last."""

import smtplib
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from campaigns.models import Notice

log = structlog.get_logger()
ATTEMPTS = 5


def due() -> bool:
    return Notice.objects.filter(mail_at__lte=timezone.now()).exists()


def send_one() -> bool:
    """False when no mail is due. Outside of any transaction, as a slow mail server must stop nobody's work; a process
    that dies in between has counted its attempt, and the mail is sent again."""
    notice = _claim()
    if notice is None:
        return False
    notice.mail_at = None if _sent(notice) or notice.mail_attempts >= ATTEMPTS else _later(notice)
    notice.save(update_fields=["mail_at"])
    return True


@transaction.atomic
def _claim() -> Notice | None:
    """Nobody else's until it would be tried again."""
    locked = Notice.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user", "workspace")
    notice = locked.filter(mail_at__lte=timezone.now()).order_by("mail_at").first()
    if notice is None:
        return None
    notice.mail_attempts += 1
    notice.mail_at = _later(notice) if notice.mail_attempts <= ATTEMPTS else None
    notice.save(update_fields=["mail_at", "mail_attempts"])
    return notice if notice.mail_at else None


def _sent(notice: Notice) -> bool:
    """Nobody can be reached who has no address; that counts as done."""
    if not notice.user.email:
        return True
    subject = f"{notice.workspace.name}: {Notice.Kind(notice.kind).label}"
    body = f"{notice.text}\n\n{settings.SITE_URL}/w/{notice.workspace_id}/notices\n"
    try:
        send_mail(subject, body, None, [notice.user.email])
    except (OSError, smtplib.SMTPException) as error:
        log.warning("notice_not_mailed", notice=notice.pk, error=str(error))
        return False
    return True


def _later(notice: Notice) -> datetime:
    return timezone.now() + timedelta(minutes=2**notice.mail_attempts)
