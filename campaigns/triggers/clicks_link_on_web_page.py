"""Trigger Clicks Link on Web Page (S10): a known person follows a link on the tracked sites."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.web_activities import LINK_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="clicks_link_on_web_page",
    label="Clicks Link on Web Page",
    category="Web",
    help="Starts when a known person clicks a link on a tracked web page; clicks before that are replayed.",
    activity="click_link",
    constraints=LINK_ATTRIBUTES,
    sentence="Clicks a link on a web page",
)
