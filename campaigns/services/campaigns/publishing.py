"""Publishing: the draft becomes the version that runs, entries and calls use (F10)."""

from datetime import timedelta

from django.utils import timezone

from campaigns.definitions.actor import Actor
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import errors_among
from campaigns.errors import WarningsNotConfirmed
from campaigns.events import CampaignBroke, TreeChanged
from campaigns.events import publish as announce
from campaigns.models import Revision, SmartCampaign
from campaigns.selectors.drafts import has_unpublished_changes
from campaigns.selectors.liveness import is_live
from campaigns.selectors.neighbours import calls_in
from campaigns.selectors.problems import plain
from campaigns.selectors.subjects import draft_problems
from campaigns.selectors.used_by import used_by
from campaigns.services.audit import audited
from campaigns.services.campaigns.chains import one_at_a_time
from campaigns.services.campaigns.faults import fault_in
from campaigns.services.campaigns.moving import move_to_published
from campaigns.services.campaigns.refusals import NEVER_PUBLISHED, refuse, refuse_errors
from campaigns.services.placing import load
from campaigns.services.references import index_campaign
from campaigns.storage import plans

SITTING = timedelta(minutes=10)  # edits of one person that follow each other this closely are one version


@audited("published", SmartCampaign, id="campaign_id")
def publish(
    actor: Actor, *, workspace_id: int, campaign_id: int, confirm: bool = False, move_people: bool = False
) -> SmartCampaign:
    """An executable may be published with errors, once its callers were shown (C10); other campaigns may not. Who
    waits inside finishes on the version of entry, unless `move_people` (F06)."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    one_at_a_time(workspace_id, Flow.model_validate(campaign.draft_flow))
    problems = draft_problems(campaign)
    if campaign.executable:
        refuse(problems, NEVER_PUBLISHED)
        errors = errors_among(problems)
        if errors and not confirm:
            callers = [use.model_dump() for use in used_by(workspace_id, "campaign", ids=[campaign.pk])]
            sentence = f"{errors[0].message} Nobody will qualify for this campaign. Confirm to publish it all the same."
            raise WarningsNotConfirmed(sentence, problems=plain(errors), callers=callers)
    else:
        refuse_errors(problems)
    fault, was = fault_in(problems), campaign.fault
    publish_draft(campaign, actor=actor, fault=fault)
    if fault and not was and is_live(campaign, calls_in(workspace_id)):
        announce(CampaignBroke(workspace_id, campaign.pk, fault))
    if move_people:
        move_to_published(campaign, actor=actor)
    return campaign


def publish_draft(campaign: SmartCampaign, *, actor: Actor, fault: str = "", anew: bool = False) -> None:
    """Without checks, for callers that made them and found this `fault`, on a locked row. A revision that a plan has
    used stays as it is; so does one of another sitting, for the history's sake, and any if this is made `anew`."""
    if has_unpublished_changes(campaign):
        campaign.published = (None if anew else _replaced(campaign, actor)) or _added(campaign, actor)
        campaign.fault = fault
        campaign.save(update_fields=["published", "fault"])
        smart_list = SmartList.model_validate(campaign.draft_smart_list)
        index_campaign(campaign, smart_list, Flow.model_validate(campaign.draft_flow), published=True)
        plans.forget([campaign.pk])
        announce(TreeChanged(campaign.workspace_id))


def _replaced(campaign: SmartCampaign, actor: Actor) -> Revision | None:
    last = campaign.published
    if last is None:
        return None
    # One statement decides, for a plan may be taking the revision into use right now.
    sitting = Revision.objects.filter(published_by_id=actor.user_id, published_at__gt=timezone.now() - SITTING)
    replaced = sitting.filter(pk=last.pk, used=False).update(
        smart_list=campaign.draft_smart_list,
        flow=campaign.draft_flow,
        edit_number=campaign.edit_number,
        published_at=timezone.now(),
        published_by_id=actor.user_id,
    )
    return Revision.objects.get(pk=last.pk) if replaced else None


def _added(campaign: SmartCampaign, actor: Actor) -> Revision:
    return Revision.objects.create(
        campaign=campaign,
        number=campaign.published.number + 1 if campaign.published else 1,
        edit_number=campaign.edit_number,
        smart_list=campaign.draft_smart_list,
        flow=campaign.draft_flow,
        published_at=timezone.now(),
        published_by_id=actor.user_id,
    )
