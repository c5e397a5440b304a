"""The flows of all executables that a campaign reaches, so that the canvas can open them in place."""

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks.chains import LONGEST
from campaigns.engine.checks.refs import calls_of
from campaigns.models import SmartCampaign
from campaigns.selectors.drafts import find_campaign, smart_list_words, words_of
from campaigns.storage.scope import load_scope


class OpenFlow(Frozen):
    """The published version, which is what calls use."""

    id: int
    name: str
    flow: Flow
    smart_list_words: dict[str, str]
    words: dict[str, dict[str, str]]


class OpenFlows(Frozen):
    """By campaign id."""

    campaigns: dict[int, OpenFlow]


def open_flows(actor: Actor, *, workspace_id: int, campaign_id: int) -> OpenFlows:
    """To three levels: no chain is longer (C12)."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    found: dict[int, tuple[str, SmartList, Flow]] = {}
    ahead = calls_of(Flow.model_validate(campaign.draft_flow), catalog())
    for _ in range(LONGEST):
        level = _published(workspace_id, ahead - found.keys())
        found |= level
        ahead = frozenset(call for _, _, flow in level.values() for call in calls_of(flow, catalog()))
    scope = load_scope(workspace_id)
    return OpenFlows(
        campaigns={
            id: OpenFlow(
                id=id,
                name=name,
                flow=flow,
                smart_list_words=smart_list_words(smart_list, scope),
                words=words_of(smart_list, flow, scope).steps,
            )
            for id, (name, smart_list, flow) in found.items()
        }
    )


def _published(workspace_id: int, ids: frozenset[int]) -> dict[int, tuple[str, SmartList, Flow]]:
    rows = SmartCampaign.objects.filter(workspace_id=workspace_id, pk__in=ids, executable=True)
    return {
        row.pk: (
            row.name,
            SmartList.model_validate(row.published.smart_list if row.published else {}),
            Flow.model_validate(row.published.flow if row.published else {}),
        )
        for row in rows.select_related("published")
    }
