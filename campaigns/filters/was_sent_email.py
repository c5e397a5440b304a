"""Filter Was Sent Email (L02): a campaign handed an e-mail to delivery for the person, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.emails.activities import EMAILS, SUBJECT

FILTER = ActivityFilter(
    kind="was_sent_email",
    label="Was Sent Email",
    help="Who was sent an e-mail by a campaign; skipped sends do not count.",
    activity="send_email",
    about=EMAILS,
    constraints=SUBJECT,
    sentences=("was sent {about}", "was not sent {about}"),
)
