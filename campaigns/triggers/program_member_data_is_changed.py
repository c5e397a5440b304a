"""Trigger Program Member Data is Changed (S10, F07): a member's own value becomes another one."""

from campaigns.engine.abouts import PROGRAMS
from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.program_changes import MEMBER_DATA_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="program_member_data_is_changed",
    label="Program Member Data is Changed",
    help="Starts when a value of the person as a member of a program is changed.",
    activity="change_program_member_data",
    about=PROGRAMS,
    constraints=MEMBER_DATA_ATTRIBUTES,
    sentence="member data in {about} is changed",
)
