"""Whom a smart list selects now: counted, sampled and listed, as runs and checks see it (L04, S04, S11)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from django.utils import timezone

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignSettings
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import Problem, errors_among, problems_of, problems_of_smart_list
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.predicates import All, Any, Constant, Empty, IsTrue, Predicate, doubt_of
from campaigns.models import SmartCampaign, Workspace
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.pages import PAGE_SIZE, after, cut
from campaigns.selectors.people import PeoplePage, PersonRow, rows_by_id
from campaigns.selectors.rights import require
from campaigns.selectors.smart_lists import find_smart_list, scope_inside
from campaigns.selectors.subjects import draft_subject, info_of
from campaigns.storage.audience import count_matching, count_qualified, people_page, qualified_page, sample
from campaigns.storage.patience import TookTooLong, at_most
from campaigns.storage.scope import load_scope

PATIENCE = 5.0  # seconds that a live count may take
SAMPLE = 10
Part = Literal["qualified", "held_back", "blocked"]
BLOCKS: dict[str, Predicate] = {
    "Unsubscribed": IsTrue("unsubscribed"),
    "Marketing suspended": IsTrue("marketing_suspended"),
    "Blocklisted": IsTrue("blocklisted"),
    "Email invalid": IsTrue("email_invalid"),
    "No email address": Empty("email"),
}
_BLOCKED = Any(tuple(BLOCKS.values()))
TOO_LONG = f"Counting took longer than {PATIENCE:.0f} seconds and was broken off. A run still finds everybody."
Answer = TypeVar("Answer")


class Block(Frozen):
    """Why non-operational mail does not go to someone; a person may have several of them."""

    label: str
    count: int


class Audience(Frozen):
    """Of those `matching` the smart list, `qualified` would enter now and `held_back` by the qualification rule. Of
    the qualified, `blocked` enter too, but get no mail (reference 1.6); `blocks` says why.

    The numbers are null where `doubt` says why nobody qualifies, and where counting took too long, which is no doubt:
    a run still finds everybody. `over_limit`: the run would not start (S05).
    """

    matching: int | None
    qualified: int | None
    held_back: int | None
    blocked: int | None
    blocks: tuple[Block, ...]
    everyone: bool
    limit: int | None
    over_limit: bool
    doubt: str | None
    errors: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class FirstPeople:
    """The first by id, and how many there are; None when counting took too long. `doubt` says why there is nobody."""

    ids: tuple[int, ...]
    total: int | None
    doubt: str | None = None


class Preview(Frozen):
    """`doubt` says why nobody qualifies, or why nothing was counted; `count` is null then."""

    count: int | None
    doubt: str | None
    problems: tuple[Problem, ...]
    sample: tuple[PersonRow, ...]
    took_ms: int


def audience(actor: Actor, *, workspace_id: int, campaign_id: int) -> Audience:
    """Of the draft, which a run would publish. An executable and a trigger campaign are counted just the same."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    subject = draft_subject(campaign)
    predicate = compile_smart_list(subject.smart_list, subject.scope, catalog())
    doubt = doubt_of(predicate)
    among = (_BLOCKED, *BLOCKS.values())
    counted = (
        None if doubt else patiently(lambda: count_qualified(campaign, predicate, now=timezone.now(), among=among))
    )
    matching, qualified, blocked = counted or (None, None, [])
    limit = CampaignSettings.model_validate(campaign.settings).person_limit
    return Audience(
        matching=matching,
        qualified=qualified,
        held_back=matching - qualified if matching is not None and qualified is not None else None,
        blocked=blocked[0] if blocked else None,
        blocks=tuple(
            Block(label=label, count=count) for label, count in zip(BLOCKS, blocked[1:], strict=False) if count
        ),
        everyone=subject.smart_list.is_empty,
        limit=limit,
        over_limit=limit is not None and qualified is not None and qualified > limit,
        doubt=doubt,
        errors=tuple(errors_among(problems_of(subject, catalog()))),
    )


def audience_people(
    actor: Actor, *, workspace_id: int, campaign_id: int, part: Part, cursor: str | None = None
) -> PeoplePage:
    """Who would enter now, whom the qualification rule holds back, or who would enter and get no mail; by id."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    subject = draft_subject(campaign)
    predicate = compile_smart_list(subject.smart_list, subject.scope, catalog())
    if doubt_of(predicate):
        return PeoplePage(items=(), total=0)
    asked = All((predicate, _BLOCKED)) if part == "blocked" else predicate
    ids = qualified_page(
        campaign, asked, after(cursor), PAGE_SIZE + 1, now=timezone.now(), held_back=part == "held_back"
    )
    shown, following = cut(ids, PAGE_SIZE, lambda id: id)
    return PeoplePage(items=tuple(rows_by_id(campaign.workspace, shown)), next=following)


def preview(actor: Actor, *, workspace_id: int, smart_list: SmartList, campaign_id: int | None = None) -> Preview:
    """As it stands in the editor, saved or not."""
    workspace = require(actor, workspace_id)
    scope = load_scope(workspace_id)
    if campaign_id is not None:
        campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
        scope = replace(scope, campaign=info_of(campaign))
    started = time.monotonic()
    predicate = compile_smart_list(smart_list, scope, catalog())
    doubt = doubt_of(predicate)
    found = None if doubt else patiently(lambda: _count_and_sample(workspace_id, predicate))
    count, people = found or (None, [])
    return Preview(
        count=count,
        doubt=doubt or (None if found else TOO_LONG),
        problems=tuple(problems_of_smart_list(smart_list, scope, catalog())),
        sample=tuple(rows_by_id(workspace, people)),
        took_ms=round((time.monotonic() - started) * 1000),
    )


def people_of_smart_list(
    actor: Actor, *, workspace_id: int, smart_list_id: int, cursor: str | None = None
) -> PeoplePage:
    """By id; counted on the first page only. A doubtful list has nobody."""
    workspace = require(actor, workspace_id)
    asset = find_smart_list(actor, workspace_id=workspace_id, smart_list_id=smart_list_id)
    scope = scope_inside(asset, load_scope(workspace_id))
    predicate = compile_smart_list(SmartList.model_validate(asset.definition), scope, catalog())
    if doubt_of(predicate):
        return PeoplePage(items=(), total=0)
    return _page(workspace, predicate, after(cursor))


def first_qualified(campaign: SmartCampaign, limit: int) -> FirstPeople:
    """Whom a run of the draft would take now, up to `limit`."""
    subject = draft_subject(campaign)
    predicate = compile_smart_list(subject.smart_list, subject.scope, catalog())
    doubt = doubt_of(predicate)
    if doubt:
        return FirstPeople((), 0, doubt)
    now = timezone.now()
    counted = patiently(lambda: count_qualified(campaign, predicate, now=now))
    found = qualified_page(campaign, predicate, 0, limit, now=now, held_back=False)
    return FirstPeople(tuple(found), counted[1] if counted else None)


def first_matching(campaign: SmartCampaign, smart_list: SmartList, limit: int) -> FirstPeople:
    """Whoever is in this smart list of the campaign, how often they have entered or not."""
    scope = replace(load_scope(campaign.workspace_id), campaign=info_of(campaign))
    predicate = compile_smart_list(smart_list, scope, catalog())
    doubt = doubt_of(predicate)
    if doubt:
        return FirstPeople((), 0, doubt)
    counted = patiently(lambda: count_matching(campaign.workspace_id, predicate))
    return FirstPeople(tuple(people_page(campaign.workspace_id, predicate, 0, limit)), counted)


def everyone_count(workspace_id: int) -> int:
    return count_matching(workspace_id, Constant(True))


def _page(workspace: Workspace, predicate: Predicate, start: int) -> PeoplePage:
    ids = people_page(workspace.pk, predicate, start, PAGE_SIZE + 1)
    shown, following = cut(ids, PAGE_SIZE, lambda id: id)
    total = None if start else patiently(lambda: count_matching(workspace.pk, predicate))
    return PeoplePage(items=tuple(rows_by_id(workspace, shown)), next=following, total=total)


def _count_and_sample(workspace_id: int, predicate: Predicate) -> tuple[int, list[int]]:
    return count_matching(workspace_id, predicate), sample(workspace_id, predicate, SAMPLE)


def patiently(read: Callable[[], Answer]) -> Answer | None:
    try:
        with at_most(PATIENCE):
            return read()
    except TookTooLong:
        return None
