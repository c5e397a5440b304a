"""Why a person would not enter a campaign now: each rule in the order in which a run asks, with the actual values."""

from collections.abc import Sequence

from django.utils import timezone

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind
from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.engine.checks import kind_of
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.predicates import doubt_of
from campaigns.engine.qualify import may_pass
from campaigns.models import CampaignMember, Person, SmartCampaign
from campaigns.selectors.drafts import find_campaign, rule_words
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.rights import require
from campaigns.selectors.subjects import draft_subject
from campaigns.selectors.why_not_rules import Asked, Case, behind_the_door, entrance, restriction
from campaigns.storage.audience import matches

FIELD = "person_field"


class WhyNot(Frozen):
    """`held_back` says the first rule that stands in the way, or is empty: then the person would enter now."""

    asked: tuple[Asked, ...]
    held_back: str


def why_not(actor: Actor, *, workspace_id: int, campaign_id: int, person_id: int) -> WhyNot:
    """A batch is judged by its draft, which a run would publish; the others by what is published."""
    person = person_seen_from(require(actor, workspace_id), person_id)
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    case = _case(campaign, person)
    before = tuple(entrance(case))
    filters = tuple(_filter(rule, case) for rule in case.smart_list.filters)
    whole, after = _whole(case), (_qualification(case), *restriction(case))
    return WhyNot(
        asked=(*before, *filters, whole, *after, *behind_the_door(case)),
        held_back=_held_back(before, filters, whole, after),
    )


def _case(campaign: SmartCampaign, person: Person) -> Case:
    subject = draft_subject(campaign)
    kind = kind_of(executable=campaign.executable, smart_list=subject.smart_list)
    smart_list = subject.smart_list
    if kind is not CampaignKind.BATCH and campaign.published is not None:
        smart_list = SmartList.model_validate(campaign.published.smart_list)
    predicate = compile_smart_list(smart_list, subject.scope, catalog())
    return Case(campaign, kind, person, smart_list, predicate, subject.scope)


def _filter(rule: ListRule, case: Case) -> Asked:
    predicate = compile_smart_list(SmartList(filters=(rule,)), case.scope, catalog())
    doubt = doubt_of(predicate)
    return Asked(
        subject="Filter",
        words=rule_words(rule, case.scope),
        passed=False if doubt else matches(case.campaign.workspace_id, predicate, case.person.pk),
        actual=doubt or _actual(rule, case.person),
    )


def _actual(rule: ListRule, person: Person) -> str | None:
    if rule.kind != FIELD:
        return None
    value = person.values.get(str(rule.params.get("field")))
    return "empty" if value in (None, "") else str(value)


def _whole(case: Case) -> Asked:
    """C10: one that can't be judged lets nobody through."""
    doubt, smart_list = doubt_of(case.predicate), case.smart_list
    joined = {"all": "All filters", "any": "Any of the filters", "advanced": f"Filters {smart_list.logic}"}
    return Asked(
        subject="Smart list",
        words=joined[smart_list.match] if smart_list.filters else "No filters: everyone",
        passed=False if doubt else matches(case.campaign.workspace_id, case.predicate, case.person.pk),
        actual=doubt,
    )


def _qualification(case: Case) -> Asked:
    """S04"""
    rule = case.settings.qualification
    passes = CampaignMember.objects.filter(campaign=case.campaign, person=case.person)
    last = passes.values_list("last", flat=True).first()
    words = {"once": "Only once", "every_time": "Every time", "interval": f"Once every {rule.every} {rule.unit}"}
    return Asked(
        subject="How often",
        words=words[rule.mode],
        passed=may_pass(rule, last=last, now=timezone.now()),
        actual=f"entered last on {last:%d %b %Y, %H:%M} UTC" if last else "never entered",
    )


def _held_back(before: Sequence[Asked], filters: Sequence[Asked], whole: Asked, after: Sequence[Asked]) -> str:
    """A filter that fails holds nobody back when the smart list as a whole lets the person through."""
    failed = next((each for each in before if each.passed is False), None)
    if failed:
        return f"{failed.words}: no" + (f" ({failed.actual})." if failed.actual else ".")
    if not whole.passed:
        failed = next((each for each in filters if not each.passed), whole)
        return f"{failed.subject}: {failed.words}" + (f" (is {failed.actual})" if failed.actual else "")
    failed = next((each for each in after if each.passed is False), None)
    return f"{failed.subject}: {failed.words} ({failed.actual})" if failed else ""
