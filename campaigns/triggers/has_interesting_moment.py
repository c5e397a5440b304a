"""Trigger Has Interesting Moment (S10, F07): something worth telling sales is noted."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.interesting_moments import MOMENT_ATTRIBUTES, MOMENT_TYPES

TRIGGER = ActivityTrigger(
    kind="has_interesting_moment",
    label="Has Interesting Moment",
    help="Starts when a campaign notes something worth telling sales.",
    activity="interesting_moment",
    about=MOMENT_TYPES,
    constraints=MOMENT_ATTRIBUTES,
    sentence="has an interesting moment of {about}",
)
