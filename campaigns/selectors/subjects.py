"""A campaign as the checks look at it: its definition, what it may refer to, and the campaigns around it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from campaigns.catalog import catalog
from campaigns.definitions.campaign import CampaignSettings
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import Neighbour, Problem, Subject, errors_among, problems_of
from campaigns.engine.checks.refs import calls_of
from campaigns.engine.scope import CampaignInfo, Scope
from campaigns.models import SmartCampaign
from campaigns.selectors.neighbours import Calls, calls_in, load_neighbours, token_scope
from campaigns.selectors.token_tree import TokenTree, load_token_tree
from campaigns.storage.schedules import is_scheduled
from campaigns.storage.scope import load_scope

UNPUBLISHED = "it was never published."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Read once, for however many campaigns of the workspace are judged."""

    scope: Scope
    calls: Calls
    tree: TokenTree


def load_surroundings(workspace_id: int) -> Surroundings:
    return Surroundings(load_scope(workspace_id), calls_in(workspace_id), load_token_tree(workspace_id))


def draft_subject(campaign: SmartCampaign, around: Surroundings | None = None) -> Subject:
    """The campaign's own draft."""
    smart_list = SmartList.model_validate(campaign.draft_smart_list)
    return subject_of(campaign, smart_list, Flow.model_validate(campaign.draft_flow), around)


def subject_of(
    campaign: SmartCampaign, smart_list: SmartList, flow: Flow, around: Surroundings | None = None
) -> Subject:
    """The campaign as if this were its definition; it need not be saved yet."""
    around = around or load_surroundings(campaign.workspace_id)
    calls = calls_of(flow, catalog())
    start = calls | ({campaign.pk} if campaign.pk else set())
    found = load_neighbours(campaign.workspace_id, around.calls.around(start), around.calls, around.tree)
    reached = [each for each in around.calls.below(campaign.pk or 0, first=calls) if each in found]
    known = _with_faults(found, reached, around)
    return Subject(
        id=campaign.pk,
        name=campaign.name,
        executable=campaign.executable,
        active=campaign.active,
        scheduled=is_scheduled(campaign.pk),
        smart_list=smart_list,
        flow=flow,
        settings=CampaignSettings.model_validate(campaign.settings),
        scope=replace(around.scope, campaign=info_of(campaign)),
        neighbours=known,
        tokens=token_scope(
            around.tree,
            campaign.program_id,
            campaign.folder_id,
            has_trigger=bool(smart_list.triggers) and not campaign.executable,
        ),
    )


def draft_problems(campaign: SmartCampaign, around: Surroundings | None = None) -> list[Problem]:
    return problems_of(draft_subject(campaign, around), catalog())


def _with_faults(found: Mapping[int, Neighbour], reached: list[int], around: Surroundings) -> dict[int, Neighbour]:
    """C10: what is wrong with the published form of those that the campaign reaches."""
    rows = SmartCampaign.objects.filter(pk__in=reached, executable=True).select_related("published")
    faults = {row.pk: _fault(row, found, around) for row in rows}
    return {each: replace(known, fault=faults.get(each)) for each, known in found.items()}


def _fault(campaign: SmartCampaign, found: Mapping[int, Neighbour], around: Surroundings) -> str | None:
    if campaign.published is None:
        return UNPUBLISHED
    subject = Subject(
        id=campaign.pk,
        name=campaign.name,
        executable=True,
        smart_list=SmartList.model_validate(campaign.published.smart_list),
        flow=Flow.model_validate(campaign.published.flow),
        settings=CampaignSettings.model_validate(campaign.settings),
        scope=replace(around.scope, campaign=info_of(campaign)),
        neighbours=found,
    )
    errors = errors_among(problems_of(subject, catalog()))
    return errors[0].message if errors else None


def info_of(campaign: SmartCampaign) -> CampaignInfo:
    return CampaignInfo(campaign.pk or 0, campaign.name, campaign.executable, campaign.active)
