"""Filter Filled Out Form (L02): the person sent one of these forms, or did not."""

from campaigns.engine.abouts import FORMS
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.web_activities import FORM_ATTRIBUTES

FILTER = ActivityFilter(
    kind="filled_out_form",
    label="Filled Out Form",
    help="Who filled out a form, or did not.",
    activity="fill_out_form",
    about=FORMS,
    constraints=FORM_ATTRIBUTES,
    sentences=("Filled out {about}", "Did not fill out {about}"),
)
