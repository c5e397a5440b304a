"""Trigger Webhook is Called (S10, F07): a webhook's answer has come, or its call has failed."""

from campaigns.engine.abouts import WEBHOOKS
from campaigns.engine.activity_kinds import ActivityTrigger
from campaigns.engine.webhook_calls import CALL_ATTRIBUTES, ERROR_TYPES

TRIGGER = ActivityTrigger(
    kind="webhook_is_called",
    label="Webhook is Called",
    help="Starts when a webhook has answered for the person, or has failed: then Error Type is not empty.",
    activity="call_webhook",
    about=WEBHOOKS,
    constraints=CALL_ATTRIBUTES,
    options=ERROR_TYPES,
    category="Integration",
    sentence="{about} is called",
    any_result=True,
)
