"""Trigger Added to Program (S10): the person becomes a member of one of these programs, or of any."""

from campaigns.engine.abouts import PROGRAMS
from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.constraints import Constraint
from campaigns.engine.program_changes import JOINING_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="added_to_program",
    label="Added to Program",
    help="Starts when the person becomes a member of a program, with whatever status.",
    activity="change_program_status",
    about=PROGRAMS,
    constraints=JOINING_ATTRIBUTES,
    always=(Constraint(attribute="Old Status", operator="is_empty"),),
    sentence="added to {about}",
)
