"""Plans as rows: compiled from the published versions, stored once per content, and forgotten when one changes."""

import secrets
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.db import transaction

from campaigns.catalog import catalog
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import Rule, SmartList
from campaigns.engine.kinds import Catalog, Caution, Ref, Scope
from campaigns.engine.logic import compile_rule
from campaigns.engine.plan import (
    MAX_DEPTH,
    CompiledStep,
    Plan,
    PlanContent,
    PlannedCampaign,
    PlannedSmartList,
    compile_plan,
    compile_step,
    digest,
)
from campaigns.engine.predicates import doubt_of
from campaigns.models import Counter, Reference, Revision, SmartCampaign, SmartListAsset
from campaigns.models import Plan as PlanRow
from campaigns.storage.scope import load_scope


def compiled(plan_id: int) -> Plan:
    """Plans are immutable, so a worker keeps those it has parsed; by digest, since a transaction that fails gives
    its ids back."""
    return _parsed(PlanRow.objects.values_list("digest", flat=True).get(pk=plan_id))


@lru_cache(maxsize=256)
def _parsed(plan_digest: str) -> Plan:
    return compile_plan(PlanContent.model_validate(PlanRow.objects.get(digest=plan_digest).content), catalog().actions)


def current(campaign_id: int) -> PlanRow:
    """The plan for new entries; compiled afresh when something that it reaches was published since."""
    with transaction.atomic():
        campaign = (
            SmartCampaign.objects.select_for_update(of=("self",), no_key=True)
            .select_related("plan")
            .get(pk=campaign_id)
        )
        if campaign.plan is None:
            campaign.plan = store(content_of(campaign, revision=campaign.published))
            campaign.save(update_fields=["plan"])
        return campaign.plan


def for_waking(plan_id: int) -> int:
    """The plan after a wait: the root's version of entry, with the executables' versions of now (F06)."""
    plan = compiled(plan_id)
    if len(plan.campaigns) == 1:
        return plan_id
    root = SmartCampaign.objects.get(pk=plan.content.root)
    return store(content_of(root, revision=Revision.objects.get(pk=plan.root.planned.revision))).pk


def store(content: PlanContent) -> PlanRow:
    row, _ = PlanRow.objects.get_or_create(
        digest=digest(content), defaults={"content": content.model_dump(mode="json")}
    )
    used = [planned.revision for planned in content.campaigns.values()]
    Revision.objects.filter(pk__in=used, used=False).update(used=True)
    return row


def forget(campaign_ids: Iterable[int]) -> None:
    """New entries of these and of every campaign that reaches them compile afresh (engine.md 3)."""
    reached = set(campaign_ids)
    frontier = reached
    while frontier:
        callers = Reference.objects.filter(
            source_type="campaign", target_type="campaign", target_id__in=frontier, relation="executes"
        )
        frontier = set(callers.values_list("source_id", flat=True)) - reached
        reached = reached | frontier
    SmartCampaign.objects.filter(pk__in=reached).update(plan=None)
    touch_triggers()


def touch_triggers() -> None:
    """Workers read the active triggers anew when this number is another one. It is drawn, so that none comes twice,
    not even when the transaction that gave it fails."""
    Counter.objects.update_or_create(name="trigger_index", defaults={"value": secrets.randbits(62)})


def content_of(root: SmartCampaign, *, revision: Revision | None) -> PlanContent:
    """The root and every executable that it may reach; a broken one says why (C10)."""
    scope = load_scope(root.workspace_id)
    kinds = catalog()
    campaigns = {root.pk: _planned(root, revision)}
    frontier = {root.pk}
    for _ in range(MAX_DEPTH):
        called = {id_ for caller in frontier for id_ in executed_by(campaigns[caller].flow, kinds)}
        frontier = called - campaigns.keys()
        rows = SmartCampaign.objects.filter(pk__in=frontier).select_related("published")
        found = {row.pk: _planned_callee(row, root.workspace_id, scope, kinds) for row in rows}
        campaigns |= found
        frontier = found.keys() & frontier
    return PlanContent(root=root.pk, campaigns=campaigns, smart_lists=_smart_lists(campaigns.values(), kinds))


def executed_by(flow: Flow, kinds: Catalog) -> set[int]:
    """The campaigns that a flow's Execute Campaign steps name."""
    found = set()
    for step in flow.steps:
        for ref in refs_of_step(compile_step(step, kinds.actions), kinds):
            if ref.type == "campaign" and ref.relation == "executes":
                found.add(int(ref.target))
    return found


def _planned(campaign: SmartCampaign, revision: Revision | None, broken: str | None = None) -> PlannedCampaign:
    return PlannedCampaign(
        id=campaign.pk,
        revision=revision.pk if revision else 0,
        executable=campaign.executable,
        smart_list=SmartList.model_validate(revision.smart_list if revision else {}),
        flow=Flow.model_validate(revision.flow if revision else {}),
        broken=broken,
    )


def _planned_callee(campaign: SmartCampaign, workspace_id: int, scope: Scope, kinds: Catalog) -> PlannedCampaign:
    planned = _planned(campaign, campaign.published)
    fault = _fault_of_callee(campaign, planned, workspace_id, scope, kinds)
    return planned.model_copy(update={"broken": fault}) if fault else planned


def _fault_of_callee(
    campaign: SmartCampaign, planned: PlannedCampaign, workspace_id: int, scope: Scope, kinds: Catalog
) -> str | None:
    if campaign.workspace_id != workspace_id:
        return "The campaign is in another workspace."
    if not campaign.executable:
        return "The campaign is not executable."
    if planned.smart_list.triggers:
        return "An executable campaign has no triggers."
    for number, step in enumerate(planned.flow.steps, 1):
        fault = _fault_of_step(compile_step(step, kinds.actions), scope, kinds)
        if fault:
            return f"Step {number}: {fault}"
    return None


def _fault_of_step(step: CompiledStep, scope: Scope, kinds: Catalog) -> str | None:
    if step.action is None:
        return "This kind of step does not exist."
    if not step.action.allowed_in_executable:
        return f"{step.action.label} can't run in an executable campaign."
    for branch in step.branches:
        if branch.fault:
            return branch.fault
        if branch.params is not None:
            found = step.action.check(branch.params, scope)
            problem = next((each for each in found if not isinstance(each, Caution)), None)
            if problem:
                return problem
        doubt = doubt_of(compile_rule(branch.condition, scope, kinds)) if branch.condition else None
        if doubt:
            return doubt
    return None


def refs_of_step(step: CompiledStep, kinds: Catalog) -> Iterator[Ref]:
    for branch in step.branches:
        if branch.condition is not None:
            yield from refs_of_rule(branch.condition, kinds)
        if step.action is not None and branch.params is not None:
            yield from step.action.refs(branch.params)


def refs_of_rule(rule: Rule, kinds: Catalog) -> Iterator[Ref]:
    kind = kinds.filters.get(rule.kind)
    if kind is None:
        return
    try:
        params = kind.params_type.model_validate(rule.params)
    except ValueError:
        return
    yield from kind.refs(params)


def _smart_lists(campaigns: Iterable[PlannedCampaign], kinds: Catalog) -> dict[int, PlannedSmartList]:
    """Every smart list that these refer to, directly or through another one."""
    found: dict[int, PlannedSmartList] = {}
    frontier = {id_ for planned in campaigns for id_ in _smart_lists_of_campaign(planned, kinds)}
    while frontier:
        rows: list[tuple[int, str, Any]] = list(
            SmartListAsset.objects.filter(pk__in=frontier).values_list("id", "name", "definition")
        )
        found |= {id_: PlannedSmartList(name=name, definition=definition) for id_, name, definition in rows}
        frontier = {
            inner for id_, _, _ in rows for inner in _smart_lists_of_rules(found[id_].definition.filters, kinds)
        } - found.keys()
    return found


def _smart_lists_of_campaign(planned: PlannedCampaign, kinds: Catalog) -> set[int]:
    rules: list[Rule] = list(planned.smart_list.filters)
    rules += [choice.condition for step in planned.flow.steps for choice in step.choices]
    return _smart_lists_of_rules(rules, kinds)


def _smart_lists_of_rules(rules: Iterable[Rule], kinds: Catalog) -> set[int]:
    return {int(ref.target) for rule in rules for ref in refs_of_rule(rule, kinds) if ref.type == "smart_list"}
