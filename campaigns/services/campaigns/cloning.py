"""Cloning one campaign: list, flow and settings go along, and nothing else (C05)."""

from django.utils import timezone

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.campaign import CampaignSettings
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import problems_of
from campaigns.models import SmartCampaign
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.places import find_place
from campaigns.selectors.rights import require
from campaigns.selectors.subjects import draft_subject
from campaigns.services.audit import audited
from campaigns.services.campaigns.faults import fault_in
from campaigns.services.campaigns.placing import insert
from campaigns.services.campaigns.refusals import NEVER_PUBLISHED, refuse
from campaigns.services.naming import clean_name
from campaigns.services.references import index_campaign


@audited("cloned", SmartCampaign)
def clone_campaign(
    actor: Actor, *, workspace_id: int, campaign_id: int, name: str, parent: str | None, executable: bool = False
) -> SmartCampaign:
    """Executable is off unless it is ticked, whatever the source is. What may not be executable is refused whole."""
    require(actor, workspace_id, Role.MARKETER)
    source = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    place = find_place(workspace_id, parent)
    clone = SmartCampaign(
        workspace_id=workspace_id,
        folder_id=place.folder,
        program_id=place.program,
        name=clean_name(name),
        description=source.description,
        executable=executable,
        settings=_settings(source, executable=executable).model_dump(mode="json"),
        draft_smart_list=source.draft_smart_list,
        draft_flow=source.draft_flow,
        saved_at=timezone.now(),
        saved_by_id=actor.user_id,
    )
    problems = problems_of(draft_subject(clone), catalog())
    refuse(problems, NEVER_PUBLISHED)
    insert(clone, actor=actor, fault=fault_in(problems))
    _index_draft(clone)
    return clone


def _settings(source: SmartCampaign, *, executable: bool) -> CampaignSettings:
    """C08: an executable has no person restriction or priority of its own."""
    settings = CampaignSettings.model_validate(source.settings)
    return settings.model_copy(update={"person_limit": None, "priority": None}) if executable else settings


def _index_draft(clone: SmartCampaign) -> None:
    smart_list = SmartList.model_validate(clone.draft_smart_list)
    index_campaign(clone, smart_list, Flow.model_validate(clone.draft_flow), published=False)
