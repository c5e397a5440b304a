"""What a plan holds: the published definitions of a campaign and of everything that it reaches (engine.md 1)."""

from collections.abc import Iterable, Sequence

from campaigns.catalog import catalog
from campaigns.definitions.campaign import CampaignSettings
from campaigns.definitions.flow import Branch, Flow, FlowStep
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import Subject, fault_of_flow
from campaigns.engine.checks.refs import calls_of, refs_of_flow, refs_of_smart_list
from campaigns.engine.plan import MAX_DEPTH, NO_CAMPAIGN, PlanContent, PlannedCampaign, PlannedSmartList
from campaigns.engine.scope import Ref, Scope
from campaigns.models import Revision, SmartCampaign, SmartListAsset
from campaigns.storage.scope import load_scope

CALL = "call"  # the one step of a campaign that stands in a plan for its call alone


def content_of(root: SmartCampaign, *, revision: Revision | None) -> PlanContent:
    """The root and every executable that it may reach; a broken one says why (C10)."""
    return _reached_from(_planned(root, revision), root.workspace_id)


def content_of_draft(root: SmartCampaign) -> PlanContent:
    """As if the draft were published; what it calls is taken as published. A broken executable qualifies nobody."""
    smart_list, flow = SmartList.model_validate(root.draft_smart_list), Flow.model_validate(root.draft_flow)
    fault = fault_of(root, smart_list, flow) if root.executable else None
    planned = PlannedCampaign(
        id=root.pk, revision=0, executable=root.executable, smart_list=smart_list, flow=flow, broken=fault
    )
    return _reached_from(planned, root.workspace_id)


def called_by(content: PlanContent, callers: Sequence[tuple[int, bool]]) -> PlanContent:
    """The root as these campaigns call it, one the next: of each nothing but that call with its token context."""
    campaigns, callee = dict(content.campaigns), content.root
    for caller, parent_context in reversed(callers):
        call = Branch(params={"campaign": callee, "parent_context": parent_context})
        flow = Flow(steps=(FlowStep(id=CALL, kind="execute_campaign", default=call),))
        campaigns[caller] = PlannedCampaign(id=caller, revision=0, executable=False, flow=flow)
        callee = caller
    return PlanContent(root=callee, campaigns=campaigns, smart_lists=content.smart_lists)


def _reached_from(root: PlannedCampaign, workspace_id: int) -> PlanContent:
    scope = load_scope(workspace_id)
    campaigns = {root.id: root}
    frontier = {root.id}
    for _ in range(MAX_DEPTH):
        called = {id_ for caller in frontier for id_ in calls_of(campaigns[caller].flow, catalog())}
        rows = SmartCampaign.objects.filter(pk__in=called - campaigns.keys()).select_related("published")
        found = {row.pk: _planned_callee(row, workspace_id, scope) for row in rows}
        campaigns |= found
        frontier = set(found)
    return PlanContent(root=root.id, campaigns=campaigns, smart_lists=_smart_lists(campaigns.values()))


def content_of_step(step: FlowStep, smart_list: SmartList) -> PlanContent:
    """A single flow action: one step without a campaign, for whoever is in the smart list (engine.md 20)."""
    planned = PlannedCampaign(
        id=NO_CAMPAIGN, revision=0, executable=False, smart_list=smart_list, flow=Flow(steps=(step,))
    )
    return PlanContent(root=NO_CAMPAIGN, campaigns={NO_CAMPAIGN: planned}, smart_lists=_smart_lists([planned]))


def refs_of(content: PlanContent) -> set[Ref]:
    """Everything that the plan names."""
    found = {
        ref
        for planned in content.campaigns.values()
        for refs in (refs_of_flow(planned.flow, catalog()), refs_of_smart_list(planned.smart_list, catalog()))
        for ref in refs
    }
    for planned_list in content.smart_lists.values():
        found.update(refs_of_smart_list(planned_list.definition, catalog()))
    return found


def _planned(campaign: SmartCampaign, revision: Revision | None) -> PlannedCampaign:
    return PlannedCampaign(
        id=campaign.pk,
        revision=revision.pk if revision else 0,
        executable=campaign.executable,
        smart_list=SmartList.model_validate(revision.smart_list if revision else {}),
        flow=Flow.model_validate(revision.flow if revision else {}),
    )


def _planned_callee(campaign: SmartCampaign, workspace_id: int, scope: Scope) -> PlannedCampaign:
    planned = _planned(campaign, campaign.published)
    fault = _fault(campaign, planned, workspace_id, scope)
    return planned.model_copy(update={"broken": fault}) if fault else planned


def _fault(campaign: SmartCampaign, planned: PlannedCampaign, workspace_id: int, scope: Scope) -> str | None:
    """Its smart list is judged when it is called, with the moment's data."""
    if campaign.workspace_id != workspace_id:
        return "The campaign is in another workspace."
    if not campaign.executable:
        return "The campaign is not executable."
    return fault_of(campaign, planned.smart_list, planned.flow, scope)


def fault_of(campaign: SmartCampaign, smart_list: SmartList, flow: Flow, scope: Scope | None = None) -> str | None:
    """The first error of this flow, were it the campaign's."""
    subject = Subject(
        id=campaign.pk,
        name=campaign.name,
        executable=campaign.executable,
        smart_list=smart_list,
        flow=flow,
        settings=CampaignSettings.model_validate(campaign.settings),
        scope=scope or load_scope(campaign.workspace_id),
    )
    return fault_of_flow(subject, catalog())


def _smart_lists(campaigns: Iterable[PlannedCampaign]) -> dict[int, PlannedSmartList]:
    """Every smart list that these refer to, directly or through another one."""
    found: dict[int, PlannedSmartList] = {}
    frontier: set[int] = set()
    for planned in campaigns:
        refs = (*refs_of_flow(planned.flow, catalog()), *refs_of_smart_list(planned.smart_list, catalog()))
        frontier |= _smart_list_ids(refs)
    while frontier:
        rows = SmartListAsset.objects.filter(pk__in=frontier).values_list("id", "name", "definition")
        newest = {id_: PlannedSmartList(name=name, definition=definition) for id_, name, definition in rows}
        found |= newest
        further = (refs_of_smart_list(each.definition, catalog()) for each in newest.values())
        frontier = {id_ for refs in further for id_ in _smart_list_ids(refs)} - found.keys()
    return found


def _smart_list_ids(refs: Iterable[Ref]) -> set[int]:
    return {int(ref.target) for ref in refs if ref.type == "smart_list"}
