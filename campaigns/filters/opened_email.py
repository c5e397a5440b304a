"""Filter Opened Email (L02): the person opened an e-mail, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.emails.activities import EMAILS, READER

FILTER = ActivityFilter(
    kind="opened_email",
    label="Opened Email",
    help="Who opened an e-mail, as far as their mail program loads pictures.",
    activity="open_email",
    about=EMAILS,
    constraints=READER,
    sentences=("opened {about}", "did not open {about}"),
)
