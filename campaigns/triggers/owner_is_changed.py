"""Trigger Owner is Changed (S10, F07): the person gets another owner."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.sales_changes import OWNER_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="owner_is_changed",
    label="Owner is Changed",
    help="Starts when the person gets another owner.",
    activity="change_owner",
    constraints=OWNER_ATTRIBUTES,
    sentence="owner is changed",
)
