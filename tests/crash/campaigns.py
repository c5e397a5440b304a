"""What runs while processes die, and what it must have done when it is over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils import timezone

from campaigns.definitions.activity_types import BY_KEY
from campaigns.models import Person, Run, SmartCampaign, Workspace
from tests.factories import make_list
from tests.stories.acting import activate, choice, field_is, published, smart_list, step

CITIES = ("berlin", "paris", "rome", "oslo")
QUALIFIED_CITIES = CITIES[:2]
Deed = tuple[int, int, str, str, int]  # person, campaign, path, step, activity type
BY_PARENT = {"s1": "change_score", "e1": "execute_campaign", "s2": "add_to_list", "r1": "request_campaign"}
BY_CHILD = {"c1": "change_score", "c2": "add_to_list"}
BY_REQUESTED = {"q1": "change_score", "q2": "add_to_list"}


class Drawn(Protocol):
    """Campaigns that nobody has run yet."""

    @property
    def started(self) -> SmartCampaign:
        """The one to be run."""

    def requested_runs(self) -> list[Run]:
        """Further runs that it has led to."""

    def deeds(self, people: Mapping[int, str]) -> list[Deed]:
        """What one run does; `people` maps id to city."""


@dataclass(frozen=True)
class Family:
    """A parent that changes a score, executes a child which some qualify for, requests a campaign, and fills a list."""

    started: SmartCampaign
    child: SmartCampaign
    requested: SmartCampaign

    def requested_runs(self) -> list[Run]:
        return list(Run.objects.filter(campaign=self.requested, kind="request"))

    def deeds(self, people: Mapping[int, str]) -> list[Deed]:
        return [
            (person, campaign, path, step, BY_KEY[kind].id)
            for person, city in people.items()
            for campaign, path, kinds in self._parts(city)
            for step, kind in kinds.items()
        ]

    def _parts(self, city: str) -> list[tuple[int, str, Mapping[str, str]]]:
        by_child = BY_CHILD if city in QUALIFIED_CITIES else {}
        return [
            (self.started.pk, "", BY_PARENT),
            (self.child.pk, "e1", by_child),
            (self.requested.pk, "", BY_REQUESTED),
        ]


def draw_family(workspace: Workspace) -> Family:
    lists = [make_list(workspace).pk for _ in range(3)]
    child = published(
        workspace,
        f"Child {lists[0]}",
        step("change_score", id="c1", field="behavior_score", change="+10"),
        step("add_to_list", id="c2", list=lists[0]),
        who=smart_list(field_is("city", *QUALIFIED_CITIES)),
        executable=True,
    )
    requested = published(
        workspace,
        f"Requested {lists[0]}",
        step("change_score", id="q1", field="demographic_score", change="+5"),
        step("add_to_list", id="q2", list=lists[1]),
        who=smart_list(triggers=[{"kind": "campaign_is_requested", "params": {}}]),
    )
    activate(requested)
    parent = published(
        workspace,
        f"Parent {lists[0]}",
        step("change_score", id="s1", field="score", change="+1"),
        step("execute_campaign", id="e1", campaign=child.pk),
        step("request_campaign", id="r1", campaign=requested.pk),
        step("add_to_list", id="s2", list=lists[2]),
        who=smart_list(field_is("city", *CITIES)),
    )
    return Family(parent, child, requested)


@dataclass(frozen=True)
class OneStep:
    """For an audience so large that it is laid out in several writes; most of it goes through without a trace."""

    started: SmartCampaign

    def requested_runs(self) -> list[Run]:
        return []

    def deeds(self, people: Mapping[int, str]) -> list[Deed]:
        return scored_by(self.started, [person for person, city in people.items() if city == CITIES[0]])


def scored_by(campaign: SmartCampaign, people: Iterable[int]) -> list[Deed]:
    """Step s1 changed a score of each."""
    return [(person, campaign.pk, "", "s1", BY_KEY["change_score"].id) for person in people]


def draw_one_step(workspace: Workspace) -> OneStep:
    chosen = choice("c1", field_is("city", CITIES[0]), field="score", change="+1")
    add = step("change_score", id="s1", choices=[chosen]) | {"default": {"do_nothing": True}}
    who = smart_list(field_is("city", *CITIES))
    return OneStep(published(workspace, f"One step {SmartCampaign.objects.count()}", add, who=who))


def make_crowd(workspace: Workspace, count: int) -> dict[int, str]:
    """So many people in bulk, by id with their city."""
    now = timezone.now()
    made = Person.objects.bulk_create(
        [
            Person(
                partition_id=workspace.primary_partition_id,
                values={"city": city},
                normal={"city": city},
                created_at=now,
                updated_at=now,
            )
            for city in (CITIES[number % len(CITIES)] for number in range(count))
        ],
        batch_size=2_000,
    )
    return {person.pk: person.values["city"] for person in made}
