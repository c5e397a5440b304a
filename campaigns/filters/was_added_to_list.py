"""Filter Was Added to List (L02): the person came onto a static list, or did not, whether still on it or not."""

from campaigns.engine.abouts import LISTS
from campaigns.engine.activity_kinds import ActivityFilter

FILTER = ActivityFilter(
    kind="was_added_to_list",
    label="Was Added to List",
    help="Who was put on a static list by a campaign, an import or by hand; who is on it now is Member of List.",
    activity="add_to_list",
    about=LISTS,
    constraints={"Source": "text"},
    sentences=("was added to {about}", "was not added to {about}"),
)
