"""The history of a campaign's smart list and flow: who published what and when, and what changed, in words (F10)."""

from collections.abc import Sequence
from datetime import datetime

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow, FlowStep
from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.engine.differences import Change, Told, changes_between
from campaigns.engine.scope import Scope
from campaigns.errors import NotFound
from campaigns.models import Revision, SmartCampaign
from campaigns.selectors.drafts import Words, find_campaign, has_unpublished_changes, words_of
from campaigns.selectors.pages import Page, after, cut
from campaigns.selectors.rights import display_name
from campaigns.storage.scope import load_scope

VERSIONS_PER_PAGE = 20


class VersionRow(Frozen):
    """`changes` are against the version before; `used` says that runs, entries or calls have followed it."""

    number: int
    published_at: datetime
    published_by: str | None
    current: bool
    used: bool
    steps: int
    changes: tuple[Change, ...]


class VersionPage(Page[VersionRow]):
    pass


class DraftChanges(Frozen):
    """What publishing would change; empty where everything is published."""

    unpublished: bool
    saved_at: datetime | None
    saved_by: str | None
    changes: tuple[Change, ...]


class Version(Frozen):
    """One version whole, and what restoring it would change in the draft."""

    number: int
    published_at: datetime
    published_by: str | None
    smart_list: SmartList
    flow: Flow
    words: Words
    restoring: tuple[Change, ...]


def versions(actor: Actor, *, workspace_id: int, campaign_id: int, cursor: str | None = None) -> VersionPage:
    """The latest first."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    found = campaign.revisions.select_related("published_by").order_by("-number")
    if start := after(cursor):
        found = found.filter(number__lt=start)
    rows = list(found[: VERSIONS_PER_PAGE + 1])
    shown, following = cut(rows, VERSIONS_PER_PAGE, lambda revision: revision.number)
    before = dict(zip((each.pk for each in rows), rows[1:], strict=False))
    scope = load_scope(workspace_id)
    items = tuple(_row(each, before.get(each.pk), campaign, scope) for each in shown)
    return VersionPage(items=items, next=following)


def version(actor: Actor, *, workspace_id: int, campaign_id: int, number: int) -> Version:
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    revision = find_revision(campaign, number)
    scope = load_scope(workspace_id)
    smart_list, flow = definitions_of(revision)
    return Version(
        number=revision.number,
        published_at=revision.published_at,
        published_by=_publisher(revision),
        smart_list=smart_list,
        flow=flow,
        words=words_of(smart_list, flow, scope),
        restoring=tuple(difference(_draft(campaign), (smart_list, flow), scope)),
    )


def draft_changes(actor: Actor, *, workspace_id: int, campaign_id: int) -> DraftChanges:
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    return DraftChanges(
        unpublished=has_unpublished_changes(campaign),
        saved_at=campaign.saved_at,
        saved_by=display_name(campaign.saved_by) if campaign.saved_by else None,
        changes=tuple(difference(definitions_of(campaign.published), _draft(campaign), load_scope(workspace_id))),
    )


def find_revision(campaign: SmartCampaign, number: int) -> Revision:
    found = campaign.revisions.select_related("published_by").filter(number=number).first()
    if found is None:
        raise NotFound(f"“{campaign.name}” has no version {number}.")
    return found


def definitions_of(revision: Revision | None) -> tuple[SmartList, Flow]:
    """Nothing at all before the first version."""
    return (
        SmartList.model_validate(revision.smart_list if revision else {}),
        Flow.model_validate(revision.flow if revision else {}),
    )


def difference(before: tuple[SmartList, Flow], after: tuple[SmartList, Flow], scope: Scope) -> list[Change]:
    """Filter by filter and step by step. Only the words come from today's names."""
    said_before, said_after = words_of(*before, scope), words_of(*after, scope)
    pairs = [(before[0], said_before), (after[0], said_after)]
    triggers = [_told_rules(each.triggers, said) for each, said in pairs]
    filters = [_told_rules(each.filters, said) for each, said in pairs]
    steps = [_told_steps(each.steps, said) for each, said in ((before[1], said_before), (after[1], said_after))]
    return [
        *changes_between("trigger", *triggers),
        *changes_between("filter", *filters),
        *changes_between("logic", [_told_logic(before[0])], [_told_logic(after[0])]),
        *changes_between("step", *steps),
    ]


def _row(revision: Revision, before: Revision | None, campaign: SmartCampaign, scope: Scope) -> VersionRow:
    now = definitions_of(revision)
    return VersionRow(
        number=revision.number,
        published_at=revision.published_at,
        published_by=_publisher(revision),
        current=revision.pk == campaign.published_id,
        used=revision.used,
        steps=len(now[1].steps),
        changes=tuple(difference(definitions_of(before), now, scope)),
    )


def _publisher(revision: Revision) -> str | None:
    return display_name(revision.published_by) if revision.published_by else None


def _draft(campaign: SmartCampaign) -> tuple[SmartList, Flow]:
    return SmartList.model_validate(campaign.draft_smart_list), Flow.model_validate(campaign.draft_flow)


def _told_rules(rules: Sequence[ListRule], said: Words) -> list[Told]:
    return [Told(rule.id, (rule.kind, rule.params), (said.filters[rule.id],)) for rule in rules]


def _told_steps(steps: Sequence[FlowStep], said: Words) -> list[Told]:
    return [Told(step.id, step.model_dump(), _step_lines(step, said)) for step in steps]


def _step_lines(step: FlowStep, said: Words) -> tuple[str, ...]:
    """A choice is one line, and so is the default."""
    words, conditions = said.steps[step.id], said.conditions[step.id]
    choices = [f"If {conditions[choice.id]}: {words[choice.id]}" for choice in step.choices]
    return (*choices, f"Otherwise: {words['default']}") if choices else (words["default"],)


def _told_logic(smart_list: SmartList) -> Told:
    advanced = smart_list.match == "advanced"
    said = {"all": "All filters must match", "any": "Any filter may match"}.get(smart_list.match, smart_list.logic)
    return Told("logic", (smart_list.match, smart_list.logic if advanced else ""), (said,))
