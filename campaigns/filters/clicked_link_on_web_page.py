"""Filter Clicked Link on Web Page (L02): the person followed a link on the tracked sites, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.web_activities import LINK_ATTRIBUTES

FILTER = ActivityFilter(
    kind="clicked_link_on_web_page",
    label="Clicked Link on Web Page",
    help="Who clicked a link on a tracked web page, or did not; also before being known.",
    activity="click_link",
    constraints=LINK_ATTRIBUTES,
    sentences=("Clicked a link on a web page", "Did not click a link on a web page"),
)
