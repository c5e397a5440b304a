"""Filter Program Status was Changed (L02, F07): the person got another status in a program, or did not."""

from campaigns.engine.abouts import PROGRAMS
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.program_changes import STATUS_ATTRIBUTES

FILTER = ActivityFilter(
    kind="program_status_was_changed",
    label="Program Status was Changed",
    help="Who got a status in a program, coming in, moving on or leaving it; statuses are compared by their names.",
    activity="change_program_status",
    about=PROGRAMS,
    constraints=STATUS_ATTRIBUTES,
    sentences=("status in {about} was changed", "status in {about} was not changed"),
)
