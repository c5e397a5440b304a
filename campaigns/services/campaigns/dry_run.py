"""Dry runs: the engine plays the draft for one person, or for the first who would enter; nothing is written (S04)."""

from collections.abc import Iterator

from campaigns.definitions.actor import Actor
from campaigns.definitions.campaign import CampaignKind
from campaigns.definitions.smart_list import Rule, SmartList
from campaigns.engine.checks import errors_among, kind_of
from campaigns.engine.dry_run import DryDraft
from campaigns.models import SmartCampaign
from campaigns.runtime.dry_run import dry_run
from campaigns.selectors.audience import FirstPeople, first_matching, first_qualified
from campaigns.selectors.caller_chains import Link, find_chain
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.dry_run import DryRun, dry_run_view
from campaigns.selectors.dry_trace import Shown
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.subjects import draft_problems
from campaigns.storage.plan_content import called_by, content_of_draft
from campaigns.storage.plans import compile_content

MOST_PEOPLE = 1000
RANDOM = "random_sample"


def try_out(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    person: int | None = None,
    people: int = 100,
    chain: str | None = None,
    parent_context: bool = False,
) -> DryRun:
    """Whoever sees the campaign may: nothing changes. `chain` is the way of callers on which an executable is reached;
    without one it is played on its own."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    links = find_chain(campaign, chain).links if chain else ()
    first = _one(campaign, person) if person else _first(campaign, links, min(people, MOST_PEOPLE))
    calls = [(link.id, parent_context if link.context is None else link.context) for link in links]
    plan = compile_content(called_by(content_of_draft(campaign), calls))
    draft = dry_run(plan, campaign.workspace, first.ids, picked=person is None, callers=[link.id for link in links])
    return dry_run_view(
        Shown(campaign, draft, len(links), person),
        qualified=None if person else first.total,
        notes=list(_notes(campaign, first, draft)),
    )


def _one(campaign: SmartCampaign, person: int) -> FirstPeople:
    return FirstPeople((person_seen_from(campaign.workspace, person).pk,), None)


def _first(campaign: SmartCampaign, links: tuple[Link, ...], limit: int) -> FirstPeople:
    """Of a chain, whoever is in the root's smart list: there the people come from."""
    if not links:
        return first_qualified(campaign, limit)
    root = SmartCampaign.objects.select_related("published").get(pk=links[0].id)
    smart_list = root.published.smart_list if root.published else root.draft_smart_list
    return first_matching(root, SmartList.model_validate(smart_list), limit)


def _notes(campaign: SmartCampaign, first: FirstPeople, draft: DryDraft) -> Iterator[str]:
    if first.doubt:
        yield f"Nobody qualifies: {first.doubt}"
    errors = errors_among(draft_problems(campaign))
    if errors:
        yield f"It can't be started before its errors are mended, such as: {errors[0].message}"
    if (
        kind_of(executable=campaign.executable, smart_list=SmartList.model_validate(campaign.draft_smart_list))
        is CampaignKind.TRIGGER
    ):
        yield "Nothing triggered this dry run: trigger tokens are empty."
    if any(choice.kind == RANDOM for choice in _conditions(draft)):
        yield "Random Sample draws people anew in each run."
    limit = campaign.settings.get("person_limit")
    if limit and first.total is not None and first.total > limit and not campaign.executable:
        yield f"A run would not start: {first.total:,} qualify, and the campaign is restricted to {limit:,}."
    if any(each.wake_at for each in draft.parked):
        yield "Some people would wait for so many different moments that they were not followed to the end."


def _conditions(draft: DryDraft) -> Iterator[Rule]:
    for campaign in draft.plan.campaigns.values():
        for step in campaign.planned.flow.steps:
            yield from (choice.condition for choice in step.choices)
