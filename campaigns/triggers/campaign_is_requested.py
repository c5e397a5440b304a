"""Trigger Campaign is Requested (C14, C15): lets other campaigns and the API send people in, from chosen sources."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field as Param

from campaigns.engine.kinds import Event, Params
from campaigns.engine.request_sources import ALL_SOURCES, RequestSource
from campaigns.engine.scope import Ref, Scope


class CampaignIsRequestedParams(Params):
    operator: Literal["is_any", "is"] = Param(default="is_any", title="Source", json_schema_extra={"control": "select"})
    sources: tuple[RequestSource, ...] = Param(default=(), title="Sources", json_schema_extra={"control": "sources"})

    def accepted(self) -> frozenset[str]:
        return frozenset(ALL_SOURCES if self.operator == "is_any" else self.sources)


class CampaignIsRequested:
    kind = "campaign_is_requested"
    label = "Campaign is Requested"
    category = "Campaign"
    help = "Starts for people whom another campaign, the API or sales sends here."
    params_type = CampaignIsRequestedParams
    activity: str | None = None  # a request opens the entry itself

    def check(self, params: CampaignIsRequestedParams, scope: Scope) -> Iterator[str]:
        if not params.accepted():
            yield "Choose a source, or let any source in."

    def matches(self, params: CampaignIsRequestedParams, event: Event) -> bool:
        return event.attributes.get("Source") in params.accepted()

    def refs(self, params: CampaignIsRequestedParams) -> Iterator[Ref]:
        yield from ()

    def words(self, params: CampaignIsRequestedParams, scope: Scope) -> str:
        accepted = [each for each in ALL_SOURCES if each in params.accepted()]
        return f"Campaign is requested{'' if params.operator == 'is_any' else ', source ' + ' or '.join(accepted)}"


TRIGGER = CampaignIsRequested()
