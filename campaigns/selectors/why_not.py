"""Why a person would not enter a campaign now: each rule in the order in which a run asks, with the actual values."""

from collections.abc import Iterator

from django.utils import timezone

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind, CampaignSettings
from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.engine.checks import kind_of
from campaigns.engine.logic import compile_smart_list
from campaigns.engine.predicates import doubt_of
from campaigns.engine.qualify import may_pass
from campaigns.engine.scope import Scope
from campaigns.models import CampaignMember, Person, SmartCampaign
from campaigns.selectors.drafts import find_campaign, rule_words
from campaigns.selectors.people import person_seen_from
from campaigns.selectors.rights import require
from campaigns.selectors.subjects import draft_subject
from campaigns.storage.audience import matches

FIELD = "person_field"


class Asked(Frozen):
    """One rule. `actual` is what the person has where the rule asks for a value; `passed` is None where only the
    moment decides, as with a trigger."""

    subject: str
    words: str
    passed: bool | None
    actual: str | None = None


class WhyNot(Frozen):
    """`held_back` says the first rule that stands in the way, or is empty: then the person would enter now."""

    asked: tuple[Asked, ...]
    held_back: str


def why_not(actor: Actor, *, workspace_id: int, campaign_id: int, person_id: int) -> WhyNot:
    """A batch is judged by its draft, which a run would publish; the others by what is published."""
    person = person_seen_from(require(actor, workspace_id), person_id)
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    subject = draft_subject(campaign)
    smart_list = _in_force(campaign, subject.smart_list)
    filters = [_filter(rule, person, subject.scope, workspace_id) for rule in smart_list.filters]
    entrance = tuple(_entrance(campaign, smart_list, subject.scope))
    whole = _whole(smart_list, person, subject.scope, workspace_id)
    qualification = _qualification(campaign, person)
    asked = (*entrance, *filters, whole, qualification)
    return WhyNot(asked=asked, held_back=_held_back(entrance, filters, whole, qualification))


def _in_force(campaign: SmartCampaign, draft: SmartList) -> SmartList:
    is_batch = kind_of(executable=campaign.executable, smart_list=draft) is CampaignKind.BATCH
    if is_batch or campaign.published is None:
        return draft
    return SmartList.model_validate(campaign.published.smart_list)


def _entrance(campaign: SmartCampaign, smart_list: SmartList, scope: Scope) -> Iterator[Asked]:
    if campaign.executable:
        yield Asked(subject="Entrance", words="A campaign that the person is in executes it", passed=None)
    if smart_list.triggers and not campaign.executable:
        yield Asked(subject="Entrance", words="The campaign is active", passed=campaign.active)
    for rule in smart_list.triggers:
        yield Asked(subject="Trigger", words=rule_words(rule, scope), passed=None)


def _filter(rule: ListRule, person: Person, scope: Scope, workspace_id: int) -> Asked:
    predicate = compile_smart_list(SmartList(filters=(rule,)), scope, catalog())
    doubt = doubt_of(predicate)
    return Asked(
        subject="Filter",
        words=rule_words(rule, scope),
        passed=False if doubt else matches(workspace_id, predicate, person.pk),
        actual=doubt or _actual(rule, person),
    )


def _actual(rule: ListRule, person: Person) -> str | None:
    if rule.kind != FIELD:
        return None
    value = person.values.get(str(rule.params.get("field")))
    return "empty" if value in (None, "") else str(value)


def _whole(smart_list: SmartList, person: Person, scope: Scope, workspace_id: int) -> Asked:
    predicate = compile_smart_list(smart_list, scope, catalog())
    doubt = doubt_of(predicate)
    joined = {"all": "All filters", "any": "Any of the filters", "advanced": f"Filters {smart_list.logic}"}
    return Asked(
        subject="Smart list",
        words=joined[smart_list.match] if smart_list.filters else "No filters: everyone",
        passed=False if doubt else matches(workspace_id, predicate, person.pk),
        actual=doubt,
    )


def _qualification(campaign: SmartCampaign, person: Person) -> Asked:
    """S04"""
    rule = CampaignSettings.model_validate(campaign.settings).qualification
    last = CampaignMember.objects.filter(campaign=campaign, person=person).values_list("last", flat=True).first()
    words = {"once": "Only once", "every_time": "Every time", "interval": f"Once every {rule.every} {rule.unit}"}
    return Asked(
        subject="How often",
        words=words[rule.mode],
        passed=may_pass(rule, last=last, now=timezone.now()),
        actual=f"entered last on {last:%d %b %Y, %H:%M} UTC" if last else "never entered",
    )


def _held_back(entrance: tuple[Asked, ...], filters: list[Asked], whole: Asked, qualification: Asked) -> str:
    """A filter that fails holds nobody back when the smart list as a whole lets the person through."""
    for each in entrance:
        if each.passed is False:
            return f"{each.words}: no."
    if not whole.passed:
        failed = next((each for each in filters if not each.passed), whole)
        return f"{failed.subject}: {failed.words}" + (f" (is {failed.actual})" if failed.actual else "")
    if not qualification.passed:
        return f"{qualification.subject}: {qualification.words} ({qualification.actual})"
    return ""
