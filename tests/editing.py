"""Makes campaigns and smart lists through the services, as the editor does."""

from typing import Any

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.models import SmartCampaign, SmartListAsset, Workspace
from campaigns.selectors.drafts import Draft
from campaigns.selectors.smart_lists import SmartListRow
from campaigns.services.campaigns import drafts, placing
from campaigns.services.smart_lists import create_smart_list, save_smart_list
from tests.definitions import JSON
from tests.factories import make_actor


def draw(
    workspace: Workspace,
    name: str,
    *steps: JSON,
    actor: Actor | None = None,
    executable: bool = False,
    smart_list: JSON | None = None,
    parent: str | None = None,
) -> SmartCampaign:
    """A campaign with this flow, saved once; so it is published, unless something live depends on it."""
    actor = actor or someone(workspace)
    made = placing.create_campaign(actor, workspace_id=workspace.pk, name=name, parent=parent, executable=executable)
    edit(made, *steps, actor=actor, smart_list=smart_list)
    made.refresh_from_db()
    return made


def edit(campaign: SmartCampaign, *steps: JSON, actor: Actor | None = None, smart_list: JSON | None = None) -> Draft:
    """Saves a new flow, and a new smart list where one is given."""
    campaign.refresh_from_db()
    return drafts.save_draft(
        actor or someone(campaign.workspace),
        workspace_id=campaign.workspace_id,
        campaign_id=campaign.pk,
        edit_number=campaign.edit_number,
        flow=Flow.model_validate({"steps": list(steps)}),
        smart_list=None if smart_list is None else SmartList.model_validate(smart_list),
    )


def draw_smart_list(workspace: Workspace, name: str, *filters: JSON) -> SmartListAsset:
    actor = someone(workspace)
    made = create_smart_list(actor, workspace_id=workspace.pk, name=name, parent=None)
    edit_smart_list(made, *filters)
    made.refresh_from_db()
    return made


def edit_smart_list(
    asset: SmartListAsset, *filters: JSON, actor: Actor | None = None, **definition: Any
) -> SmartListRow:
    asset.refresh_from_db()
    return save_smart_list(
        actor or someone(asset.workspace),
        workspace_id=asset.workspace_id,
        smart_list_id=asset.pk,
        edit_number=asset.edit_number,
        smart_list=SmartList.model_validate({"filters": list(filters), **definition}),
    )


def someone(workspace: Workspace) -> Actor:
    """A marketer of the workspace."""
    return make_actor(Role.MARKETER, workspace)
