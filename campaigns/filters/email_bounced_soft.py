"""Filter Email Bounced Soft (L02): the person's mail server refused an e-mail this once, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.emails.activities import BOUNCE, EMAILS

FILTER = ActivityFilter(
    kind="email_bounced_soft",
    label="Email Bounced Soft",
    help="Whose mail server refused an e-mail this once, for a full mailbox for example.",
    activity="email_bounced_soft",
    about=EMAILS,
    constraints=BOUNCE,
    sentences=("had {about} bounce softly", "had {about} not bounce softly"),
)
