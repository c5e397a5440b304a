"""Filter Webhook was Called (F01, F07): a webhook was called for the person, or was not; failed calls count too."""

from campaigns.engine.abouts import WEBHOOKS
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.webhook_calls import CALL_ATTRIBUTES, ERROR_TYPES

FILTER = ActivityFilter(
    kind="webhook_was_called",
    label="Webhook was Called",
    help="For whom a webhook was called, or was not. Calls that failed count too: Error Type is empty for the others.",
    activity="call_webhook",
    about=WEBHOOKS,
    constraints=CALL_ATTRIBUTES,
    options=ERROR_TYPES,
    sentences=("{about} was called", "{about} was not called"),
    any_result=True,
    in_choice=True,
)
