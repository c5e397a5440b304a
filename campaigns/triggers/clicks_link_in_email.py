"""Trigger Clicks Link in Email (S10): the person follows a link of an e-mail."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.emails.activities import CLICK, EMAILS

TRIGGER = ActivityTrigger(
    kind="clicks_link_in_email",
    label="Clicks Link in Email",
    help="Starts when the person clicks a link in an e-mail.",
    activity="click_email",
    about=EMAILS,
    category="Email",
    constraints=CLICK,
    sentence="clicks a link in {about}",
)
