"""Trigger Added to List (S10): the person comes onto one of these static lists, or onto any."""

from campaigns.engine.abouts import LISTS
from campaigns.engine.activity_kinds import ActivityTrigger

TRIGGER = ActivityTrigger(
    kind="added_to_list",
    label="Added to List",
    help="Starts when the person is put on a static list.",
    activity="add_to_list",
    about=LISTS,
    constraints={"Source": "text"},
    sentence="added to {about}",
)
