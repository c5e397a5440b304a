"""Filter Email Bounced (L02): the person's address refused an e-mail for good, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.emails.activities import BOUNCE, EMAILS

FILTER = ActivityFilter(
    kind="email_bounced",
    label="Email Bounced",
    help="Whose address refused an e-mail for good (hard bounce).",
    activity="email_bounced",
    about=EMAILS,
    constraints=BOUNCE,
    sentences=("had {about} bounce", "had {about} not bounce"),
)
