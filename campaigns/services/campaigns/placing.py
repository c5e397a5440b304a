"""Campaigns in the tree: made, renamed, moved, deleted. Executable is chosen once, at the start (C02)."""

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.campaign import CampaignSettings
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.errors import CampaignRunning, ExecutableIsFixed
from campaigns.events import TreeChanged
from campaigns.events import publish as announce
from campaigns.models import SmartCampaign
from campaigns.selectors.liveness import has_open_run
from campaigns.selectors.places import find_place
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.campaigns.publishing import publish_draft
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import UNSET, Parent, load, rename_and_move
from campaigns.services.references import drop_index
from campaigns.storage import plans
from campaigns.storage.schedules import is_scheduled


@audited("made", SmartCampaign)
def create_campaign(
    actor: Actor, *, workspace_id: int, name: str, parent: str | None, description: str = "", executable: bool = False
) -> SmartCampaign:
    """Empty, and published as such, since nothing depends on it (F10)."""
    require(actor, workspace_id, Role.MARKETER)
    place = find_place(workspace_id, parent)
    campaign = SmartCampaign(
        workspace_id=workspace_id,
        folder_id=place.folder,
        program_id=place.program,
        name=clean_name(name),
        description=description,
        executable=executable,
        settings=CampaignSettings().model_dump(mode="json"),
        draft_smart_list=SmartList().model_dump(mode="json"),
        draft_flow=Flow().model_dump(mode="json"),
    )
    return insert(campaign, actor=actor)


def insert(campaign: SmartCampaign, *, actor: Actor, fault: str = "") -> SmartCampaign:
    """A new row with its first revision, in which the checks found this `fault`."""
    with name_is_free(campaign.name):
        campaign.save()
    publish_draft(campaign, actor=actor, fault=fault)
    announce(TreeChanged(campaign.workspace_id))
    return campaign


@audited("renamed or moved", SmartCampaign, id="campaign_id")
def update_campaign(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    name: str | None = None,
    description: str | None = None,
    parent: Parent = UNSET,
    executable: bool | None = None,
) -> SmartCampaign:
    """Those who call it find it by its id, so a new name or place breaks no call; tokens follow the place."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    if executable not in (None, campaign.executable):
        raise ExecutableIsFixed
    rename_and_move(campaign, name=name, parent=parent)
    if description is not None:
        campaign.description = description
    with name_is_free(campaign.name):
        campaign.save(update_fields=["name", "name_normal", "description", "folder", "program"])
    announce(TreeChanged(workspace_id))
    return campaign


@audited("deleted", SmartCampaign, id="campaign_id")
def delete_campaign(actor: Actor, *, workspace_id: int, campaign_id: int) -> None:
    """C17: not while others use it, nor while people are inside."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    if campaign.active or has_open_run(campaign):
        state = "active" if campaign.active else "running"
        raise CampaignRunning(
            f"“{campaign.name}” is {state}, so it can't be deleted. Deactivate it, and wait until its runs have ended "
            "or abort them."
        )
    if is_scheduled(campaign.pk):
        raise CampaignRunning(
            f"“{campaign.name}” has scheduled runs, so it can't be deleted. Cancel them on its Schedule page first."
        )
    myself = f"campaign:{campaign.pk}"
    uses = [use for use in used_by(workspace_id, "campaign", ids=[campaign.pk]) if use.node != myself]
    refuse_while_used(campaign.name, uses)
    drop_index("campaign", campaign.pk)
    campaign.published = None
    campaign.save(update_fields=["published"])
    campaign.delete()
    plans.touch_triggers()
    announce(TreeChanged(workspace_id))
