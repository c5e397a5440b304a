"""Filter Unsubscribed from Email (L02): the person unsubscribed by the link of an e-mail, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.emails.activities import EMAILS, SUBJECT

FILTER = ActivityFilter(
    kind="unsubscribed_from_email",
    label="Unsubscribed from Email",
    help="Who unsubscribed by the link of an e-mail.",
    activity="unsubscribe_email",
    about=EMAILS,
    constraints=SUBJECT,
    sentences=("unsubscribed from {about}", "did not unsubscribe from {about}"),
)
