"""Filter Person Partition was Changed (L02, F07): the person was moved into another partition, or was not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.sales_changes import PARTITION_ATTRIBUTES

FILTER = ActivityFilter(
    kind="person_partition_was_changed",
    label="Person Partition was Changed",
    help="Who was moved into another partition by a campaign.",
    activity="change_person_partition",
    constraints=PARTITION_ATTRIBUTES,
    sentences=("person partition was changed", "person partition was not changed"),
)
