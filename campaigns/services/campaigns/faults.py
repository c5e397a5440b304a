"""Keeps up what is wrong with published versions: for the tree, for callers, and for notices (C10)."""

from collections.abc import Iterable, Sequence

from campaigns.catalog import catalog
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import Problem, errors_among, problems_of
from campaigns.events import CampaignBroke, TreeChanged, publish
from campaigns.models import SmartCampaign
from campaigns.selectors.liveness import is_live
from campaigns.selectors.subjects import Surroundings, load_surroundings, subject_of
from campaigns.selectors.used_by import campaigns_reaching
from campaigns.storage import plans

UNBEGUN = "empty_flow"  # nothing is drawn yet, which is no fault


def fault_in(problems: Iterable[Problem]) -> str:
    """The first error, in words; empty where there is none."""
    return next((each.message for each in errors_among(problems) if each.code != UNBEGUN), "")


def note_fault(campaign: SmartCampaign, fault: str, around: Surroundings) -> None:
    """On a locked row. Loud when the version that runs was sound before."""
    if fault == campaign.fault:
        return
    broke = bool(fault) and not campaign.fault
    campaign.fault = fault
    campaign.save(update_fields=["fault"])
    publish(TreeChanged(campaign.workspace_id))
    if broke and (is_live(campaign, around.calls) or _is_called(campaign, around)):
        publish(CampaignBroke(campaign.workspace_id, campaign.pk, fault))


def recheck_users(workspace_id: int, target_type: str, ids: Iterable[int] = (), *, names: Iterable[str] = ()) -> None:
    """After a change of these that may break, or mend, whoever names them. Plans hold what was broken when they were
    compiled, so they are compiled afresh."""
    reaching = campaigns_reaching(workspace_id, target_type, ids, names=names)
    if reaching:
        plans.forget(reaching)
        recheck(workspace_id, reaching)


def recheck(workspace_id: int, campaign_ids: Iterable[int]) -> None:
    campaigns = SmartCampaign.objects.select_for_update(of=("self",), no_key=True).select_related("published")
    found = list(campaigns.filter(workspace_id=workspace_id, pk__in=list(campaign_ids)).order_by("pk"))
    if found:
        _recheck_all(found, load_surroundings(workspace_id))


def _recheck_all(campaigns: Sequence[SmartCampaign], around: Surroundings) -> None:
    for campaign in campaigns:
        published = campaign.published
        if published is None:
            continue
        smart_list, flow = SmartList.model_validate(published.smart_list), Flow.model_validate(published.flow)
        problems = problems_of(subject_of(campaign, smart_list, flow, around), catalog())
        note_fault(campaign, fault_in(problems), around)


def _is_called(campaign: SmartCampaign, around: Surroundings) -> bool:
    return campaign.executable and bool(around.calls.callers(campaign.pk))
