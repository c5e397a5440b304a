"""Trigger Person Partition is Changed (S10, F07): the person moves into a partition that this workspace sees."""

from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.sales_changes import PARTITION_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="person_partition_is_changed",
    label="Person Partition is Changed",
    help="Starts when the person is moved into a partition that this workspace sees.",
    activity="change_person_partition",
    constraints=PARTITION_ATTRIBUTES,
    sentence="person partition is changed",
)
