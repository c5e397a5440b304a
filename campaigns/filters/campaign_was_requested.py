"""Filter Campaign was Requested (F01, C15): the person was sent into a requestable campaign, from chosen sources."""

from campaigns.engine.abouts import CAMPAIGNS
from campaigns.engine.activity_kinds import ActivityFilter
from campaigns.engine.request_sources import ALL_SOURCES

FILTER = ActivityFilter(
    kind="campaign_was_requested",
    label="Campaign was Requested",
    help="Who was sent into a campaign by a flow step, the API or sales; requests that failed do not count.",
    activity="request_campaign",
    about=CAMPAIGNS,
    constraints={"Source": "text"},
    options={"Source": ALL_SOURCES},
    sentences=("{about} was requested", "{about} was not requested"),
    in_choice=True,
)
