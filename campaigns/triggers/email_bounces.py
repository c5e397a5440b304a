"""Trigger Email Bounces (S10): the person's address refuses an e-mail for good."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.emails.activities import BOUNCE, EMAILS

TRIGGER = ActivityTrigger(
    kind="email_bounces",
    label="Email Bounces",
    help="Starts when the person's address refuses an e-mail for good (hard bounce).",
    activity="email_bounced",
    about=EMAILS,
    category="Email",
    constraints=BOUNCE,
    sentence="{about} bounces",
)
