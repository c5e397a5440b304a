"""Sends an e-mail's draft to one address, to see it in a mailbox. Nothing is logged, and no limit counts it."""

from email.utils import make_msgid
from smtplib import SMTPException

from django.conf import settings

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.definitions.email import EmailContent
from campaigns.engine.emails.checks import faults_of
from campaigns.errors import EmailHasErrors, MailNotSent
from campaigns.models import EmailAsset
from campaigns.runtime.mail import send_mail
from campaigns.selectors.email_preview import composed_for
from campaigns.selectors.emails import find_email
from campaigns.selectors.people import person_seen_from, seen_from
from campaigns.selectors.rights import require
from campaigns.services.audit import audited


class TestSent(Frozen):
    """`left` is false where no mail server is set up, and the mail was only written into a file."""

    left: bool


@audited("sent a test of", EmailAsset, id="email_id", whole=False)
def send_test(actor: Actor, *, workspace_id: int, email_id: int, address: str, person: int | None = None) -> TestSent:
    """The links for unsubscribing and for the web page lead nowhere in it."""
    workspace = require(actor, workspace_id, Role.MARKETER)
    asset = find_email(actor, workspace_id=workspace_id, email_id=email_id)
    content = EmailContent.model_validate(asset.draft)
    faults = list(faults_of(content))
    if faults:
        raise EmailHasErrors(f"“{asset.name}” can't be sent yet. {faults[0]}", problems=faults)
    shown = person_seen_from(workspace, person) if person else seen_from(workspace).order_by("pk").first()
    composed, _ = composed_for(asset, content, shown, workspace)
    try:
        send_mail(composed, [address], headers={"Message-ID": make_msgid(), "X-Test-Mail": "yes"})
    except (SMTPException, OSError) as refused:
        raise MailNotSent(f"The mail server did not take the mail: {refused}. Nothing was sent.") from refused
    return TestSent(left=not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"))
