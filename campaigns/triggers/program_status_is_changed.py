"""Trigger Program Status is Changed (S10, F07): coming into a program, moving on in it, or leaving it."""

from campaigns.engine.abouts import PROGRAMS
from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.program_changes import STATUS_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="program_status_is_changed",
    label="Program Status is Changed",
    help="Starts when the person gets another status in a program; statuses are compared by their names.",
    activity="change_program_status",
    about=PROGRAMS,
    constraints=STATUS_ATTRIBUTES,
    sentence="status in {about} is changed",
)
