"""Saving a draft: by its edit number, published at once where nothing live depends on the campaign (F10)."""

from django.utils import timezone

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import Problem, errors_among, problems_of
from campaigns.errors import ChainNotAllowed, StaleEdit
from campaigns.events import DraftSaved
from campaigns.events import publish as announce
from campaigns.models import SmartCampaign
from campaigns.selectors.drafts import Draft, draft_of
from campaigns.selectors.liveness import is_live
from campaigns.selectors.places import node
from campaigns.selectors.subjects import load_surroundings, subject_of
from campaigns.services.audit import audited
from campaigns.services.campaigns.chains import one_at_a_time
from campaigns.services.campaigns.faults import fault_in
from campaigns.services.campaigns.publishing import publish_draft
from campaigns.services.campaigns.refusals import NEVER_PUBLISHED, NEVER_SAVED, refuse
from campaigns.services.definitions import storable
from campaigns.services.placing import load
from campaigns.services.references import index_campaign


@audited("edited", SmartCampaign, id="campaign_id", merges=True)
def save_draft(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    edit_number: int,
    smart_list: SmartList | None = None,
    flow: Flow | None = None,
    anew: bool = False,
) -> Draft:
    """What is left out stays as it is. Errors are saved too, except those that every door refuses (C04, C11, C13).
    What is published at once becomes a version of its own if it is to be made `anew`."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    if campaign.edit_number != edit_number:
        raise _stale(campaign)
    smart_list = smart_list or SmartList.model_validate(campaign.draft_smart_list)
    flow = flow or Flow.model_validate(campaign.draft_flow)
    one_at_a_time(workspace_id, flow)
    around = load_surroundings(workspace_id)
    subject = subject_of(campaign, smart_list, flow, around)
    problems = problems_of(subject, catalog())
    refuse(problems, NEVER_SAVED)
    _write(campaign, smart_list, flow, actor)
    if not _closes_chain(problems) and not is_live(campaign, around.calls):
        publish_draft(campaign, actor=actor, fault=fault_in(problems), anew=anew)
    announce(DraftSaved(workspace_id, node("campaign", campaign.pk), campaign.edit_number, actor.name))
    return draft_of(campaign, subject, problems)


def settle_clone(campaign: SmartCampaign, smart_list: SmartList, flow: Flow, *, actor: Actor) -> None:
    """The definition of a cloned program's campaign. What no door would publish is kept as a draft alone."""
    one_at_a_time(campaign.workspace_id, flow)
    problems = problems_of(subject_of(campaign, smart_list, flow), catalog())
    _write(campaign, smart_list, flow, actor)
    if not any(problem.code in NEVER_PUBLISHED for problem in errors_among(problems)):
        publish_draft(campaign, actor=actor, fault=fault_in(problems))


def _write(campaign: SmartCampaign, smart_list: SmartList, flow: Flow, actor: Actor) -> None:
    campaign.draft_smart_list = storable(smart_list)
    campaign.draft_flow = storable(flow)
    campaign.edit_number += 1
    campaign.saved_at = timezone.now()
    campaign.saved_by_id = actor.user_id
    campaign.save(update_fields=["draft_smart_list", "draft_flow", "edit_number", "saved_at", "saved_by"])
    index_campaign(campaign, smart_list, flow, published=False)


def _closes_chain(problems: list[Problem]) -> bool:
    """C12: such a draft is kept, and that is all."""
    return any(problem.code == ChainNotAllowed.code for problem in errors_among(problems))


def _stale(campaign: SmartCampaign) -> StaleEdit:
    """The newer version goes along, so that both can be compared."""
    shown = {"edit_number", "saved_by", "saved_at", "smart_list", "flow"}
    return StaleEdit(**draft_of(campaign).model_dump(mode="json", include=shown))
