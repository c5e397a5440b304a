"""Filter Program Member Data was Changed (L02, F07): a member's own value was changed, or was not."""

from campaigns.engine.abouts import PROGRAMS
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.program_changes import MEMBER_DATA_ATTRIBUTES

FILTER = ActivityFilter(
    kind="program_member_data_was_changed",
    label="Program Member Data was Changed",
    help="Whose values as a member of a program were changed; values are compared as texts.",
    activity="change_program_member_data",
    about=PROGRAMS,
    constraints=MEMBER_DATA_ATTRIBUTES,
    sentences=("member data in {about} was changed", "member data in {about} was not changed"),
)
