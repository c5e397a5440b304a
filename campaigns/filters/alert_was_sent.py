"""Filter Alert was Sent (L02): a campaign sent an alert about the person, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.emails.activities import ALERT, EMAILS

FILTER = ActivityFilter(
    kind="alert_was_sent",
    label="Alert was Sent",
    help="About whom a campaign alerted somebody; alerts that found nobody to go to do not count.",
    activity="send_alert",
    about=EMAILS,
    constraints=ALERT,
    sentences=("{about} was sent as an alert", "{about} was not sent as an alert"),
)
