"""Filter Clicked Link in Email (L02): the person followed a link of an e-mail, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.emails.activities import CLICK, EMAILS

FILTER = ActivityFilter(
    kind="clicked_link_in_email",
    label="Clicked Link in Email",
    help="Who clicked a link in an e-mail.",
    activity="click_email",
    about=EMAILS,
    constraints=CLICK,
    sentences=("clicked a link in {about}", "did not click a link in {about}"),
)
