"""Whether something live depends on a campaign, so that edits must wait for a publish (F10)."""

from django.db.models import Q, QuerySet

from campaigns.models import Run, ScheduledRun, SmartCampaign, Waiting
from campaigns.selectors.neighbours import Calls


def is_live(campaign: SmartCampaign, calls: Calls) -> bool:
    """Active, scheduled, running or with people inside: itself, or any that executes it, however far up."""
    ids = {campaign.pk, *calls.callers(campaign.pk)}
    return (
        SmartCampaign.objects.filter(pk__in=ids, active=True).exists()
        or _open(ids).exists()
        or ScheduledRun.objects.filter(campaign__in=ids, state=ScheduledRun.State.SCHEDULED).exists()
        or Waiting.objects.filter(campaign__in=ids).exists()
    )


def has_open_run(campaign: SmartCampaign) -> bool:
    return _open({campaign.pk}).exists()


def _open(ids: set[int]) -> QuerySet[Run]:
    """A trigger campaign that was deactivated has ended its run, and yet people may be inside."""
    return Run.objects.filter(Q(ended_at=None) | Q(state__in=Run.OPEN), campaign__in=ids)
