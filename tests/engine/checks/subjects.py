"""Makes subjects for checks, in the words of the editor."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.catalog import catalog
from campaigns.definitions.campaign import CampaignSettings
from campaigns.definitions.fields import STANDARD_FIELDS
from campaigns.definitions.flow import Branch, Choice, Flow, FlowStep
from campaigns.definitions.smart_list import ListRule, SmartList
from campaigns.engine.checks import Neighbour, Problem, Subject, TokenScope, problems_of
from campaigns.engine.scope import CampaignInfo, Scope

FIELDS = {field.name: field for field in STANDARD_FIELDS}
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def scope(campaigns: Iterable[CampaignInfo] = (), **values: Any) -> Scope:
    known = {each.id: each for each in campaigns}
    return Scope(fields=FIELDS, now=NOW, zone=ZoneInfo("UTC"), campaigns=known, **values)


def step(id: str, kind: str, choices: tuple[Choice, ...] = (), **params: Any) -> FlowStep:
    return FlowStep(id=id, kind=kind, choices=choices, default=Branch(params=params))


def execute(id: str, campaign: int) -> FlowStep:
    return step(id, "execute_campaign", campaign=campaign, parent_context=False)


def score(id: str, change: str = "+5") -> FlowStep:
    return step(id, "change_score", field="score", change=change)


def rule(id: str, kind: str, **params: Any) -> ListRule:
    return ListRule(id=id, kind=kind, params=params)


def child(id: int, name: str, *calls: int, **values: Any) -> Neighbour:
    """An executable that executes these."""
    return Neighbour(id=id, name=name, executable=True, calls=frozenset(calls), **values)


def caller(id: int, name: str, *calls: int, **values: Any) -> Neighbour:
    return Neighbour(id=id, name=name, executable=False, calls=frozenset(calls), **values)


def subject(
    *steps: FlowStep,
    executable: bool = False,
    smart_list: SmartList | None = None,
    around: tuple[Neighbour, ...] = (),
    **values: Any,
) -> Subject:
    """Campaign 1, "Mine", beside these neighbours."""
    infos = [CampaignInfo(each.id, each.name, each.executable) for each in around]
    defaults: dict[str, Any] = {"scope": scope(infos), "tokens": TokenScope()}
    return Subject(
        id=1,
        name="Mine",
        executable=executable,
        smart_list=smart_list or SmartList(),
        flow=Flow(steps=steps),
        settings=CampaignSettings(),
        neighbours={each.id: each for each in around},
        **(defaults | values),
    )


def problems(of: Subject) -> list[Problem]:
    return problems_of(of, catalog())


def found(of: Subject, code: str) -> list[Problem]:
    return [problem for problem in problems(of) if problem.code == code]
