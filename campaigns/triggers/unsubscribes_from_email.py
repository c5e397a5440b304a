"""Trigger Unsubscribes from Email (S10): the person unsubscribes by the link of an e-mail."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.emails.activities import EMAILS, SUBJECT

TRIGGER = ActivityTrigger(
    kind="unsubscribes_from_email",
    label="Unsubscribes from Email",
    help="Starts when the person unsubscribes by the link of an e-mail.",
    activity="unsubscribe_email",
    about=EMAILS,
    category="Email",
    constraints=SUBJECT,
    sentence="unsubscribes from {about}",
)
