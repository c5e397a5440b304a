"""Puts a delivery's e-mail together: the approved version, the values of its step, the links of this one mail."""

import html as markup

from django.conf import settings

from campaigns.definitions.person import display_name
from campaigns.engine.emails.compose import Composed, compose
from campaigns.engine.emails.resolved import Resolved
from campaigns.models import Delivery, EmailVersion
from campaigns.runtime.mail_links import links_of
from campaigns.storage.emails import content_of


def composed(delivery: Delivery, *, tracked: bool) -> Composed | None:
    """None when nothing is left to be said: the person was deleted, and with them what they were sent."""
    payload = delivery.payload
    version = payload.get("version")
    if version is None:
        return None
    try:
        content = content_of(version)
    except EmailVersion.DoesNotExist:
        return None
    resolved = Resolved(payload["values"], frozenset(payload["rich"]))
    info = _alert_info(delivery) if delivery.kind == Delivery.Kind.ALERT else ("", "")
    return compose(content, resolved, links_of(delivery.key, tracked=tracked), alert_info=info)


def _alert_info(delivery: Delivery) -> tuple[str, str]:
    """Who the alert is about, as HTML and as text."""
    person = delivery.person
    name = display_name(person.pk, person.values, ())
    address = f"{settings.SITE_URL.rstrip('/')}/w/{delivery.workspace_id}/people/{person.pk}"
    facts = [("Person", name), ("E-mail", str(person.values.get("email") or "")), ("Open", address)]
    if delivery.campaign is not None:
        facts.append(("Campaign", delivery.campaign.name))
    given = [(label, value) for label, value in facts if value]
    rows = "".join(f"<tr><td>{label}</td><td>{_linked(value)}</td></tr>" for label, value in given)
    return f"<table>{rows}</table>", "\n".join(f"{label}: {value}" for label, value in given)


def _linked(value: str) -> str:
    shown = markup.escape(value)
    return f'<a href="{shown}">{shown}</a>' if value.startswith(settings.SITE_URL) else shown
