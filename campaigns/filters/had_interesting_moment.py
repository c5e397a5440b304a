"""Filter Had Interesting Moment (L02, F07): something worth telling sales was noted, or was not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.interesting_moments import MOMENT_ATTRIBUTES, MOMENT_TYPES

FILTER = ActivityFilter(
    kind="had_interesting_moment",
    label="Had Interesting Moment",
    help="For whom a campaign noted something worth telling sales.",
    activity="interesting_moment",
    about=MOMENT_TYPES,
    constraints=MOMENT_ATTRIBUTES,
    sentences=("had an interesting moment of {about}", "had no interesting moment of {about}"),
)
