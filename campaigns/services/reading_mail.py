"""What somebody does with an e-mail, by the signed links in it: opens, clicks, unsubscribes, looks at it as a page."""

from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import UUID

from campaigns.models import Delivery, WebTracker
from campaigns.runtime import mail_events, mail_links
from campaigns.runtime.composing import composed
from campaigns.runtime.mail_events import Reader
from campaigns.services.mail_reports import delivery_of
from campaigns.services.tracking import KNOWN, token_of_person


def open_mail(token: str, reader: Reader) -> None:
    delivery = _delivery(mail_links.opened(token))
    if delivery is not None:
        mail_events.opened(delivery, reader)


def follow_link(token: str, reader: Reader | None) -> str | None:
    """Where the link leads, also when the mail is forgotten; None when we never made it. Nothing is logged without a
    reader, as for programs that only look whether the link is alive."""
    signed = mail_links.clicked(token)
    if signed is None:
        return None
    key, url = signed
    delivery = _delivery(key)
    if delivery is None or reader is None:
        return url
    mail_events.clicked(delivery, url, reader)
    return _made_known(url, delivery)


def _made_known(url: str, delivery: Delivery) -> str:
    """A site that our tracker listens to learns who comes (C18); any other is told nothing."""
    parts = urlsplit(url)
    tracker = WebTracker.objects.filter(workspace=delivery.workspace_id, active=True).first()
    if tracker is None or f"{parts.scheme}://{parts.netloc}".lower() not in tracker.origins:
        return url
    token = urlencode({KNOWN: token_of_person(delivery.workspace_id, delivery.person_id)})
    return urlunsplit(parts._replace(query=f"{parts.query}&{token}" if parts.query else token))


def whom_to_unsubscribe(token: str) -> str | None:
    """The address, with enough left out that only its owner knows it again: the mail may have been forwarded."""
    delivery = _delivery(mail_links.unsubscribing(token))
    return _masked(delivery) if delivery else None


def unsubscribe(token: str, reader: Reader, *, one_click: bool) -> str | None:
    delivery = _delivery(mail_links.unsubscribing(token))
    if delivery is None:
        return None
    reason = "Unsubscribed with one click in the mail program" if one_click else "Unsubscribed by the link"
    mail_events.unsubscribed(delivery, reader, reason=reason)
    return _masked(delivery)


def page_of(token: str) -> str | None:
    """Its HTML, as it was sent."""
    delivery = _delivery(mail_links.viewing(token))
    mail = composed(delivery, tracked=True) if delivery else None
    return mail.html if mail else None


def _delivery(key: UUID | None) -> Delivery | None:
    return delivery_of(key) if key is not None else None


def _masked(delivery: Delivery) -> str:
    local, _, domain = str((delivery.payload.get("to") or [""])[0]).partition("@")
    return f"{local[:1]}…@{domain}"
