"""Whether something live depends on a campaign, so that edits must wait for a publish (F10)."""

from campaigns.models import Run, SmartCampaign, Waiting
from campaigns.selectors.neighbours import Calls


def is_live(campaign: SmartCampaign, calls: Calls) -> bool:
    """Active, running or with people inside: the campaign itself, or any that executes it, however far up."""
    ids = {campaign.pk, *calls.callers(campaign.pk)}
    return (
        SmartCampaign.objects.filter(pk__in=ids, active=True).exists()
        or Run.objects.filter(campaign__in=ids, ended_at=None).exists()
        or Waiting.objects.filter(campaign__in=ids).exists()
    )


def open_runs_of(campaign: SmartCampaign) -> bool:
    return Run.objects.filter(campaign=campaign, ended_at=None).exists()
