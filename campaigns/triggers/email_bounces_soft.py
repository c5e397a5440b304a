"""Trigger Email Bounces Soft (S10): the person's mail server refuses an e-mail this once."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.emails.activities import BOUNCE, EMAILS

TRIGGER = ActivityTrigger(
    kind="email_bounces_soft",
    label="Email Bounces Soft",
    help="Starts when the person's mail server refuses an e-mail this once.",
    activity="email_bounced_soft",
    about=EMAILS,
    category="Email",
    constraints=BOUNCE,
    sentence="{about} bounces softly",
)
