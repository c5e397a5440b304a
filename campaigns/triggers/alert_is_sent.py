"""Trigger Alert is Sent (S10): a campaign sends an alert about the person."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.emails.activities import ALERT, EMAILS

TRIGGER = ActivityTrigger(
    kind="alert_is_sent",
    label="Alert is Sent",
    help="Starts when a campaign sends an alert about the person, before anybody has read it.",
    activity="send_alert",
    about=EMAILS,
    category="Email",
    constraints=ALERT,
    sentence="{about} is sent as an alert",
)
