"""Filter Was Delivered Email (L02): the person's mail server took an e-mail, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.emails.activities import EMAILS, SUBJECT

FILTER = ActivityFilter(
    kind="was_delivered_email",
    label="Was Delivered Email",
    help="To whom an e-mail was delivered: their mail server took it.",
    activity="email_delivered",
    about=EMAILS,
    constraints=SUBJECT,
    sentences=("was delivered {about}", "was not delivered {about}"),
)
