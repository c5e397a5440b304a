"""Bringing back an older version: into the draft, through the same door as any edit (F10, C11)."""

from campaigns.definitions.actor import Actor
from campaigns.models import SmartCampaign
from campaigns.selectors.drafts import Draft, find_campaign
from campaigns.selectors.versions import definitions_of, find_revision
from campaigns.services.audit import audited
from campaigns.services.campaigns.drafts import save_draft


@audited("brought back a version of", SmartCampaign, id="campaign_id")
def restore(actor: Actor, *, workspace_id: int, campaign_id: int, number: int, edit_number: int) -> Draft:
    """The draft becomes what the version was. What every door refuses is refused here too, and nothing changes."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    smart_list, flow = definitions_of(find_revision(campaign, number))
    return save_draft(
        actor,
        workspace_id=workspace_id,
        campaign_id=campaign_id,
        edit_number=edit_number,
        smart_list=smart_list,
        flow=flow,
        anew=True,
    )
