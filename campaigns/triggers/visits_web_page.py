"""Trigger Visits Web Page (S10): a known person sees a page of the tracked sites."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.web_activities import PAGE_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="visits_web_page",
    label="Visits Web Page",
    category="Web",
    help="Starts when a known person visits a tracked web page; visits before that are replayed.",
    activity="visit_web_page",
    constraints=PAGE_ATTRIBUTES,
    sentence="Visits a web page",
)
