"""A campaign's settings: they are read live, so a change counts for the next entry (S04 to S07)."""

from collections.abc import Mapping
from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.definitions.campaign import CampaignSettings
from campaigns.errors import Invalid
from campaigns.events import TreeChanged
from campaigns.events import publish as announce
from campaigns.models import SmartCampaign
from campaigns.services.audit import audited
from campaigns.services.placing import load


@audited("changed the settings of", SmartCampaign, id="campaign_id")
def change_settings(actor: Actor, *, workspace_id: int, campaign_id: int, changes: Mapping[str, Any]) -> SmartCampaign:
    """What is left out stays as it is."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    settings = CampaignSettings.model_validate({**campaign.settings, **changes})
    if campaign.executable:
        _refuse_callers_settings(settings)
    campaign.settings = settings.model_dump(mode="json")
    campaign.save(update_fields=["settings"])
    announce(TreeChanged(workspace_id))
    return campaign


def _refuse_callers_settings(settings: CampaignSettings) -> None:
    """C08."""
    for name, label in (("person_limit", "person restriction"), ("priority", "priority")):
        if getattr(settings, name) is not None:
            sentence = f"An executable campaign has no {label} of its own; its caller's counts."
            raise Invalid(sentence, fields={name: [sentence]})
