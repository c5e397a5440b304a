"""Trigger Opens Email (S10): the person opens an e-mail."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.emails.activities import EMAILS, READER

TRIGGER = ActivityTrigger(
    kind="opens_email",
    label="Opens Email",
    help="Starts when the person opens an e-mail, as far as the mail program loads pictures.",
    activity="open_email",
    about=EMAILS,
    category="Email",
    constraints=READER,
    sentence="opens {about}",
)
