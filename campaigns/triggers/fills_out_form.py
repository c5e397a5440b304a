"""Trigger Fills Out Form (S10): the person sends one of these forms, or any."""

from campaigns.engine.abouts import FORMS
from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.web_activities import FORM_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="fills_out_form",
    label="Fills Out Form",
    category="Web",
    help="Starts when the person fills out a form, by its page or by API.",
    activity="fill_out_form",
    about=FORMS,
    constraints=FORM_ATTRIBUTES,
    sentence="Fills out {about}",
)
