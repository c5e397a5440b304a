"""Trigger Removed from List (S10): the person is taken off one of these static lists, or off any."""

from campaigns.engine.abouts import LISTS
from campaigns.engine.activity_kinds import ActivityTrigger

TRIGGER = ActivityTrigger(
    kind="removed_from_list",
    label="Removed from List",
    help="Starts when the person is taken off a static list.",
    activity="remove_from_list",
    about=LISTS,
    constraints={"Source": "text"},
    sentence="removed from {about}",
)
