"""Filter Data Value was Changed (L02): a field changed, or did not, in the history."""

from campaigns.engine.abouts import ChangedField
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.data_value_changes import DATA_VALUE_ATTRIBUTES

FILTER = ActivityFilter(
    kind="data_value_was_changed",
    label="Data Value was Changed",
    help="Whose field was changed, or was not, by any campaign, import or hand.",
    activity="change_data_value",
    about=ChangedField("Attribute", "Attribute Name"),
    constraints=DATA_VALUE_ATTRIBUTES,
    sentences=("{about} was changed", "{about} was not changed"),
)
