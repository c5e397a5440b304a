"""Moves a campaign's filters into a smart list of its own, used through Member of Smart List (C10).

So whoever calls an executable can see, count and mend whom it takes, and others can use the same list.
"""

from campaigns.definitions.actor import Actor
from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.errors import Invalid
from campaigns.models import SmartCampaign
from campaigns.selectors.drafts import Draft
from campaigns.selectors.places import parent_of
from campaigns.services.audit import audited
from campaigns.services.campaigns.drafts import save_draft
from campaigns.services.placing import load
from campaigns.services.smart_lists import create_smart_list, save_smart_list

MEMBER = "member_of_smart_list"


@audited("moved the filters of", SmartCampaign, id="campaign_id")
def extract_smart_list(actor: Actor, *, workspace_id: int, campaign_id: int, name: str, edit_number: int) -> Draft:
    """The list lies beside the campaign; triggers stay with the campaign."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    smart_list = SmartList.model_validate(campaign.draft_smart_list)
    if not smart_list.filters:
        raise Invalid("There are no filters to move. Add one first.")
    asset = create_smart_list(actor, workspace_id=workspace_id, name=name, parent=parent_of(campaign))
    moved = smart_list.model_copy(update={"triggers": ()})
    save_smart_list(
        actor, workspace_id=workspace_id, smart_list_id=asset.pk, edit_number=asset.edit_number, smart_list=moved
    )
    member = ListRule(id="extracted", kind=MEMBER, params={"operator": "in", "smart_lists": [asset.pk]})
    return save_draft(
        actor,
        workspace_id=workspace_id,
        campaign_id=campaign_id,
        edit_number=edit_number,
        smart_list=SmartList(triggers=smart_list.triggers, filters=(member,)),
    )
