"""Trigger Data Value Changes (S10): a field gets another value, whoever caused it."""

from campaigns.engine.abouts import ChangedField
from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.data_value_changes import DATA_VALUE_ATTRIBUTES

TRIGGER = ActivityTrigger(
    kind="data_value_changes",
    label="Data Value Changes",
    help="Starts when a field of the person gets another value.",
    activity="change_data_value",
    about=ChangedField("Attribute", "Attribute Name", starts=True),
    constraints=DATA_VALUE_ATTRIBUTES,
    sentence="{about} changes",
)
