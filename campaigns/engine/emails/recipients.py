"""Who may get a person's e-mail, and the sentence for who may not (S06)."""

from campaigns.engine.emails.addresses import is_address
from campaigns.engine.wave import Wave

MAILABLE_FIELDS = frozenset({"email", "unsubscribed", "marketing_suspended", "blocklisted", "email_invalid"})


def why_not_mailed(person: int, wave: Wave, *, operational: bool) -> str | None:
    """None when the mail may go. Operational mail passes limits, unsubscribed and marketing suspended."""
    address = wave.column("email")[person]
    if not address:
        return "The person has no e-mail address."
    if wave.column("blocklisted")[person]:
        return "The person is blocklisted."
    if wave.column("email_invalid")[person]:
        return "The person's e-mail address is marked invalid."
    if not is_address(str(address)):
        return f"“{address}” is no e-mail address."
    if operational:
        return None
    if wave.column("unsubscribed")[person]:
        return "The person is unsubscribed."
    if wave.column("marketing_suspended")[person]:
        return "Marketing is suspended for the person."
    return wave.over_email_limit(person)
