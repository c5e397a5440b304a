"""A campaign's settings: they are read live, so a change counts for the next entry (S04 to S07)."""

from collections.abc import Mapping
from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.definitions.campaign import CampaignSettings, Qualification
from campaigns.engine.qualify import interval_of
from campaigns.errors import Invalid
from campaigns.events import TreeChanged
from campaigns.events import publish as announce
from campaigns.models import SmartCampaign
from campaigns.services.audit import audited
from campaigns.services.placing import load
from campaigns.storage.facts import database_now
from campaigns.storage.last_passes import catch_up


@audited("changed the settings of", SmartCampaign, id="campaign_id")
def change_settings(actor: Actor, *, workspace_id: int, campaign_id: int, changes: Mapping[str, Any]) -> SmartCampaign:
    """What is left out stays as it is."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    before = CampaignSettings.model_validate(campaign.settings)
    settings = CampaignSettings.model_validate({**campaign.settings, **changes})
    if campaign.executable:
        _refuse_callers_settings(settings)
    campaign.settings = settings.model_dump(mode="json")
    campaign.save(update_fields=["settings"])
    if settings.qualification != before.qualification:
        _count_from_now_on(campaign, settings.qualification)
    announce(TreeChanged(workspace_id))
    return campaign


def _count_from_now_on(campaign: SmartCampaign, rule: Qualification) -> None:
    """S04: an interval asks when people passed last, also while another rule did not ask."""
    if rule.mode == "interval":
        catch_up(campaign, since=database_now() - interval_of(rule))


def _refuse_callers_settings(settings: CampaignSettings) -> None:
    """C08."""
    for name, label in (("person_limit", "person restriction"), ("priority", "priority")):
        if getattr(settings, name) is not None:
            sentence = f"An executable campaign has no {label} of its own; its caller's counts."
            raise Invalid(sentence, fields={name: [sentence]})
