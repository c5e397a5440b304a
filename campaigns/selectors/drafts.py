"""A campaign's draft as its editor shows it: definition, problems, and every part in words."""

from collections.abc import Iterator
from datetime import datetime

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import Rule, SmartList
from campaigns.engine.checks import Problem, Subject, problems_of
from campaigns.engine.params import parse
from campaigns.engine.scope import Scope
from campaigns.errors import NotFound
from campaigns.models import SmartCampaign
from campaigns.selectors.rights import display_name, require
from campaigns.selectors.subjects import draft_subject

DO_NOTHING = "Do nothing"
UNFINISHED = "not finished"


class Words(Frozen):
    """`filters` holds triggers too, by rule id; `steps` and `conditions` go by step id, then by branch."""

    filters: dict[str, str]
    steps: dict[str, dict[str, str]]
    conditions: dict[str, dict[str, str]]


class Draft(Frozen):
    edit_number: int
    saved_at: datetime | None
    saved_by: str | None
    smart_list: SmartList
    flow: Flow
    problems: tuple[Problem, ...]
    has_unpublished_changes: bool
    words: Words


def read_draft(actor: Actor, *, workspace_id: int, campaign_id: int) -> Draft:
    return draft_of(find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id))


def find_campaign(actor: Actor, *, workspace_id: int, campaign_id: int) -> SmartCampaign:
    """For somebody who may see it."""
    require(actor, workspace_id)
    found = SmartCampaign.objects.filter(workspace_id=workspace_id, pk=campaign_id)
    campaign = found.select_related("published", "saved_by", "program").first()
    if campaign is None:
        raise NotFound("There is no such campaign in this workspace.")
    return campaign


def draft_of(campaign: SmartCampaign, subject: Subject | None = None, problems: list[Problem] | None = None) -> Draft:
    """Give the subject and its problems where they are known already."""
    subject = subject or draft_subject(campaign)
    if problems is None:
        problems = problems_of(subject, catalog())
    return Draft(
        edit_number=campaign.edit_number,
        saved_at=campaign.saved_at,
        saved_by=display_name(campaign.saved_by) if campaign.saved_by else None,
        smart_list=subject.smart_list,
        flow=subject.flow,
        problems=tuple(problems),
        has_unpublished_changes=has_unpublished_changes(campaign),
        words=words_of(subject.smart_list, subject.flow, subject.scope),
    )


def has_unpublished_changes(campaign: SmartCampaign) -> bool:
    return campaign.published is None or campaign.published.edit_number != campaign.edit_number


def words_of(smart_list: SmartList, flow: Flow, scope: Scope) -> Words:
    return Words(
        filters=smart_list_words(smart_list, scope),
        steps={step_id: dict(pairs) for step_id, pairs in _step_words(flow, scope)},
        conditions={
            step.id: {choice.id: rule_words(choice.condition, scope) for choice in step.choices} for step in flow.steps
        },
    )


def smart_list_words(smart_list: SmartList, scope: Scope) -> dict[str, str]:
    return {rule.id: rule_words(rule, scope) for rule in (*smart_list.triggers, *smart_list.filters)}


def rule_words(rule: Rule, scope: Scope) -> str:
    kind = catalog().filters.get(rule.kind) or catalog().triggers.get(rule.kind)
    if kind is None:
        return f"Unknown: {rule.kind}"
    params, _ = parse(kind.params_type, rule.params)
    return f"{kind.label}: {UNFINISHED}" if params is None else kind.words(params, scope)


def _step_words(flow: Flow, scope: Scope) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for step in flow.steps:
        action = catalog().actions.get(step.kind)
        said: list[tuple[str, str]] = []
        for name, branch in step.branches():
            params = parse(action.params_type, branch.params)[0] if action and not branch.do_nothing else None
            if branch.do_nothing:
                said.append((name, DO_NOTHING))
            elif action is None:
                said.append((name, f"Unknown: {step.kind}"))
            else:
                said.append((name, f"{action.label}: {UNFINISHED}" if params is None else action.words(params, scope)))
        yield step.id, said
