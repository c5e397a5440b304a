"""Trigger Email is Delivered (S10): the person's mail server takes an e-mail."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.emails.activities import EMAILS, SUBJECT

TRIGGER = ActivityTrigger(
    kind="email_is_delivered",
    label="Email is Delivered",
    help="Starts when the person's mail server takes an e-mail.",
    activity="email_delivered",
    about=EMAILS,
    category="Email",
    constraints=SUBJECT,
    sentence="{about} is delivered",
)
