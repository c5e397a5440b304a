"""Moving the people inside a campaign to its published version, as whoever publishes a change may choose (F06)."""

from django.utils import timezone

from campaigns.definitions.actor import Actor
from campaigns.definitions.flow import Flow
from campaigns.errors import Invalid
from campaigns.models import Job, SmartCampaign
from campaigns.queue import wake
from campaigns.services.audit import audited
from campaigns.services.placing import load
from campaigns.storage.inside import to_move

KIND = "move_people"


@audited("moved the people inside", SmartCampaign, id="campaign_id")
def move_people(actor: Actor, *, workspace_id: int, campaign_id: int) -> SmartCampaign:
    """Those who were left on an older version before."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    under_way = Job.objects.filter(kind=KIND, params__campaign=campaign.pk)
    if under_way.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists():
        raise Invalid("People of this campaign are being moved already. Wait until that is done.")
    move_to_published(campaign, actor=actor)
    return campaign


def move_to_published(campaign: SmartCampaign, *, actor: Actor) -> None:
    """A job, for there may be a million. Nothing when nobody can move."""
    revision = campaign.published
    if revision is None:
        return
    moving, staying = to_move(campaign.pk, revision=revision.pk, flow=Flow.model_validate(revision.flow))
    if moving == 0:
        return
    Job.objects.create(
        workspace_id=campaign.workspace_id,
        kind=KIND,
        state=Job.State.QUEUED,
        params={"campaign": campaign.pk, "revision": revision.pk, "number": revision.number},
        total=moving + staying,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )
    wake("jobs")
