"""Filter Was Added to Program (L02): became a member in a span of time; the date of activity is "member since"."""

from campaigns.engine.abouts import PROGRAMS
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.predicates import AttributeTest
from campaigns.engine.program_changes import JOINING_ATTRIBUTES

FILTER = ActivityFilter(
    kind="was_added_to_program",
    label="Was Added to Program",
    help="Who became a member of a program at that time, whether still one or not.",
    activity="change_program_status",
    about=PROGRAMS,
    constraints=JOINING_ATTRIBUTES,
    always=(AttributeTest("Old Status", "is_empty", ()),),
    sentences=("was added to {about}", "was not added to {about}"),
)
