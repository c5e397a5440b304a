"""Filter Visited Web Page (L02): the person saw a page of the tracked sites, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.web_activities import PAGE_ATTRIBUTES

FILTER = ActivityFilter(
    kind="visited_web_page",
    label="Visited Web Page",
    help="Who visited a tracked web page, or did not; also before being known.",
    activity="visit_web_page",
    constraints=PAGE_ATTRIBUTES,
    sentences=("Visited a web page", "Did not visit a web page"),
)
