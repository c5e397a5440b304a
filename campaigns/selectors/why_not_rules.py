"""The rules around a campaign's smart list that decide whether somebody comes in, each with what is the case now."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from campaigns.definitions.base import Frozen
from campaigns.definitions.campaign import CampaignKind, CampaignSettings
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import errors_among
from campaigns.engine.predicates import Predicate
from campaigns.engine.scope import Scope
from campaigns.models import Person, Run, ScheduledRun, SmartCampaign, Waiting
from campaigns.selectors.archive import archive_of
from campaigns.selectors.audience import BLOCKS, patiently
from campaigns.selectors.drafts import rule_words
from campaigns.selectors.names import names_of_campaigns
from campaigns.selectors.neighbours import calls_in
from campaigns.selectors.queue import default_priority
from campaigns.selectors.subjects import draft_problems
from campaigns.storage.audience import count_qualified, matches
from campaigns.storage.emails import emailed, limits_of
from campaigns.storage.plan_content import content_of, content_of_draft, fault_of, refs_of

MOST_NAMES = 5


class Asked(Frozen):
    """One rule. `actual` is what the person has where the rule asks for a value, or what is the case; `passed` is None
    where only the moment decides, as with a trigger."""

    subject: str
    words: str
    passed: bool | None
    actual: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One person before one campaign, judged by this smart list."""

    campaign: SmartCampaign
    kind: CampaignKind
    person: Person
    smart_list: SmartList
    predicate: Predicate
    scope: Scope

    @property
    def settings(self) -> CampaignSettings:
        return CampaignSettings.model_validate(self.campaign.settings)


def entrance(case: Case) -> Iterator[Asked]:
    """What must be so before anybody comes in at all."""
    if archive_of(case.campaign.workspace_id).holds(case.campaign):
        yield Asked(subject="Archive", words="The campaign is not archived", passed=False)
    match case.kind:
        case CampaignKind.EXECUTABLE:
            yield from _executed(case)
        case CampaignKind.TRIGGER:
            yield from _triggered(case)
        case CampaignKind.BATCH:
            yield from _started(case)


def _executed(case: Case) -> Iterator[Asked]:
    """C03, C10: it runs only through callers, and a broken one qualifies nobody."""
    callers = calls_in(case.campaign.workspace_id).callers(case.campaign.pk)
    names = sorted(names_of_campaigns(case.campaign.workspace_id, callers).values())
    yield Asked(
        subject="Entrance",
        words="A campaign that the person is in executes it",
        passed=None if names else False,
        actual=f"executed by {', '.join(names[:MOST_NAMES])}" if names else "no campaign executes it",
    )
    published = case.campaign.published
    flow = Flow.model_validate(published.flow if published else case.campaign.draft_flow)
    fault = fault_of(case.campaign, case.smart_list, flow)
    if fault:
        yield Asked(subject="Flow", words="Its flow has no errors", passed=False, actual=fault)


def _triggered(case: Case) -> Iterator[Asked]:
    """S02, S03, S10: judged when something happens to the person, while it is active."""
    yield Asked(subject="Entrance", words="The campaign is active", passed=case.campaign.active)
    paused = _paused(case)
    if paused:
        yield Asked(
            subject="Entrance",
            words="Its run is not paused",
            passed=False,
            actual="paused: whoever comes waits at the door until it is resumed",
        )
    for rule in case.smart_list.triggers:
        yield Asked(subject="Trigger", words=rule_words(rule, case.scope), passed=None)


def _started(case: Case) -> Iterator[Asked]:
    """S01, S11: somebody or a schedule starts it, once it has no errors."""
    errors = errors_among(draft_problems(case.campaign))
    if errors:
        yield Asked(subject="Errors", words="The campaign has no errors", passed=False, actual=errors[0].message)
    planned = ScheduledRun.objects.filter(campaign=case.campaign, state=ScheduledRun.State.SCHEDULED)
    next_run = planned.order_by("at").first()
    zone = ZoneInfo(case.campaign.workspace.timezone)
    yield Asked(
        subject="Schedule",
        words="Somebody runs it, or its schedule does",
        passed=None,
        actual=f"next run {next_run.at.astimezone(zone):%d %b %Y, %H:%M} ({zone})" if next_run else "nothing scheduled",
    )
    if _paused(case):
        actual = "a run of it is paused: whom it has taken waits until it is resumed"
        yield Asked(subject="Schedule", words="No run of it is paused", passed=None, actual=actual)


def _paused(case: Case) -> bool:
    return Run.objects.filter(campaign=case.campaign, ended_at=None, paused_at__isnull=False).exists()


def restriction(case: Case) -> Iterator[Asked]:
    """S05: when more qualify, the run does not start at all."""
    limit = case.settings.person_limit
    if limit is None or case.kind is not CampaignKind.BATCH:
        return
    counted = patiently(lambda: count_qualified(case.campaign, case.predicate, now=timezone.now()))
    qualified = counted[1] if counted else None
    yield Asked(
        subject="Person restriction",
        words=f"No more than {limit:,} qualify",
        passed=None if qualified is None else qualified <= limit,
        actual=None if qualified is None else f"{qualified:,} qualify",
    )


def behind_the_door(case: Case) -> Iterator[Asked]:
    """What holds nobody back from entering, and yet explains why nothing seems to happen."""
    yield from _inside(case)
    if case.kind is not CampaignKind.EXECUTABLE:
        priority = case.settings.priority or default_priority(case.campaign)
        words = f"Its work has the priority {priority}"
        yield Asked(subject="Queue", words=words, passed=None, actual="work of higher classes goes first")
    yield from _mail(case)


def _inside(case: Case) -> Iterator[Asked]:
    zone = ZoneInfo(case.campaign.workspace.timezone)
    for row in Waiting.objects.filter(campaign=case.campaign, person=case.person).order_by("since")[:MOST_NAMES]:
        until = f"waits until {row.wake_at.astimezone(zone):%d %b %Y, %H:%M} ({zone})" if row.wake_at else ""
        held = f"held: {row.reason}" if row.state == Waiting.State.HELD else "waits for an answer"
        yield Asked(subject="Inside", words="The person is in it already", passed=None, actual=until or held)


def _mail(case: Case) -> Iterator[Asked]:
    """S06: who enters and gets no mail. Operational e-mail passes what says so."""
    content = (
        content_of_draft(case.campaign)
        if case.kind is CampaignKind.BATCH
        else content_of(case.campaign, revision=case.campaign.published)
    )
    if not any(ref.relation == "sends" for ref in refs_of(content)):
        return
    workspace = case.campaign.workspace
    reasons = [label for label, block in BLOCKS.items() if matches(workspace.pk, block, case.person.pk)]
    if case.settings.block_non_operational:
        today, week = emailed(workspace, [case.person.pk], now=timezone.now()).get(0, (0, 0))
        limit = limits_of(workspace).reached(today, week)
        reasons += [limit] if limit else []
    yield Asked(
        subject="E-mail",
        words="Its e-mails that are not operational would be sent",
        passed=not reasons,
        actual=", ".join(reasons) or None,
    )
