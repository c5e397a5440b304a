"""Filter Was Removed from List (L02): the person was taken off a static list, or was not."""

from campaigns.engine.abouts import LISTS
from campaigns.engine.activity_kinds import ActivityFilter

FILTER = ActivityFilter(
    kind="was_removed_from_list",
    label="Was Removed from List",
    help="Who was taken off a static list by a campaign or by hand.",
    activity="remove_from_list",
    about=LISTS,
    constraints={"Source": "text"},
    sentences=("was removed from {about}", "was not removed from {about}"),
)
