"""Plans as rows: compiled from the published versions, stored once per content, and forgotten when one changes."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from django.db import transaction

from campaigns.catalog import catalog
from campaigns.engine.plan import Plan, PlanContent, compile_plan, digest
from campaigns.models import Counter, Reference, Revision, SmartCampaign
from campaigns.models import Plan as PlanRow
from campaigns.storage.plan_content import content_of, refs_of


def compiled(plan_id: int) -> Plan:
    return parsed(PlanRow.objects.values_list("digest", flat=True).get(pk=plan_id))


@lru_cache(maxsize=256)
def parsed(plan_digest: str) -> Plan:
    """Plans are immutable, so a worker keeps those it has parsed; by digest, since a transaction that fails gives
    its ids back."""
    return compile_content(PlanContent.model_validate(PlanRow.objects.get(digest=plan_digest).content))


def compile_content(content: PlanContent) -> Plan:
    return replace(compile_plan(content, catalog().actions), refs=frozenset(refs_of(content)))


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
    """The plan after a wait: the root's version of entry, with the executables' versions of now (F06). A plan that was
    cut down to one step stays as it is."""
    plan = compiled(plan_id)
    if len(plan.campaigns) == 1 or not plan.root.planned.revision:
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
