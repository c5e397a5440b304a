"""What the steps that send e-mail share: the check of their choice, and what goes into a delivery."""

from collections.abc import Iterator, Sequence
from typing import Any

from campaigns.engine.emails.info import EmailInfo
from campaigns.engine.emails.resolved import Resolved
from campaigns.engine.scope import Scope
from campaigns.engine.wave import Wave


def check_email(email_id: int, scope: Scope) -> Iterator[str]:
    email = scope.emails.get(email_id)
    if email is None:
        yield "It names an e-mail that is no longer there. Choose another one."
    elif email.content is None:
        yield f"“{email.name}” is not approved, so it can't be sent. Open it and approve it."


def unapproved(email_id: int, people: Sequence[int], wave: Wave, kind: str) -> None:
    """Fails the step for each of them."""
    email = wave.email(email_id)
    name = email.name if email else f"Email {email_id}"
    reason = f"“{name}” is not approved. Approve it, then retry this step."
    for person in people:
        wave.fail(person, kind, reason, (name,), primary_id=email_id)


def email_payload(email: EmailInfo, subject: str, resolved: Resolved, to: Sequence[str]) -> dict[str, Any]:
    """The approved version and the values of this moment: the mail is put together from them when it leaves."""
    return {
        "email": email.id,
        "name": email.name,
        "subject": subject,
        "version": email.version,
        "to": list(to),
        "operational": bool(email.content and email.content.operational),
        "values": dict(resolved.values),
        "rich": sorted(resolved.rich),
    }
