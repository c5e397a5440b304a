"""Everything that a campaign caused, over all its runs and, for an executable, over the runs of all who executed it."""

from django.db.models import Q

from campaigns.definitions.actor import Actor
from campaigns.models import Run, SmartCampaign
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.neighbours import calls_in
from campaigns.selectors.run_console import RunActivities, page_of, wanted_rows
from campaigns.selectors.run_feed import END, MOST_ROWS, read_cursor, rows_of


def campaign_results(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    before: str = "",
    caller: int | None = None,
    person: str = "",
    type: str = "",
    result: str = "",
    limit: int = 200,
) -> RunActivities:
    """Oldest first, the latest without a cursor. `caller` is the campaign whose run it was."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    runs = _runs(campaign)
    if caller is not None:
        runs &= Q(campaign=caller)
    journals = Q(workspace=workspace_id, run__in=Run.objects.filter(runs, workspace=workspace_id))
    wanted = wanted_rows(person=person, type=type, result=result, campaign=campaign.pk)
    end = read_cursor(before) if before else END
    return page_of(rows_of(workspace_id, journals, end, limit=min(limit, MOST_ROWS), wanted=wanted))


def _runs(campaign: SmartCampaign) -> Q:
    """Its own, those launched with a plan that holds it, and those that may have come to call it after a wait (F06)."""
    if not campaign.executable:
        return Q(campaign=campaign)
    planned = Q(plan__content__campaigns__has_key=str(campaign.pk))
    return planned | Q(campaign__in=calls_in(campaign.workspace_id).callers(campaign.pk))
