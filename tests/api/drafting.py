"""The doors of a campaign's draft, as the editor uses them."""

from typing import Any

from campaigns.models import SmartCampaign
from tests.factories import Browser


def address(campaign: SmartCampaign, page: str = "draft") -> str:
    return f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/{page}"


def save(browser: Browser, campaign: SmartCampaign, **edit: Any) -> Any:
    campaign.refresh_from_db()
    return browser.put(address(campaign), {"edit_number": campaign.edit_number, **edit})


def published_flow(campaign: SmartCampaign) -> Any:
    campaign.refresh_from_db()
    assert campaign.published is not None
    return campaign.published.flow
