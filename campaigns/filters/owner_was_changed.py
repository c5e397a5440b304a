"""Filter Owner was Changed (L02, F07): the person got another owner, or did not."""

from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.sales_changes import OWNER_ATTRIBUTES

FILTER = ActivityFilter(
    kind="owner_was_changed",
    label="Owner was Changed",
    help="Who got another owner, by a campaign or by hand; who the owner is now is the field Owner.",
    activity="change_owner",
    constraints=OWNER_ATTRIBUTES,
    sentences=("owner was changed", "owner was not changed"),
)
