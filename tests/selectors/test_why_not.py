"""Why not? The first rule that holds a person back, with what the person has."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Person, SmartCampaign
from tests.factories import browser_as, make_person, make_workspace
from tests.stories.acting import ONCE, field_is, listening, published, run, score, smart_list, trigger

pytestmark = pytest.mark.django_db


def why_not(campaign: SmartCampaign, person: Person) -> Any:
    address = f"/api/v1/workspaces/{campaign.workspace_id}/people/{person.pk}/why-not/{campaign.pk}"
    answer = browser_as(Role.VIEWER, campaign.workspace).get(address)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_the_first_filter_that_fails_is_named_with_the_actual_value() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome", country="Italy")
    who = smart_list(field_is("country", "Italy"), field_is("city", "Paris"))
    told = why_not(published(workspace, "Parent", score("+1"), who=who), person)

    assert [(each["subject"], each["passed"], each["actual"]) for each in told["asked"][:2]] == [
        ("Filter", True, "Italy"),
        ("Filter", False, "Rome"),
    ]
    assert told["held_back"].endswith("(is Rome)")


def test_a_failing_filter_holds_nobody_back_where_any_is_enough() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    who = {**smart_list(field_is("city", "Paris"), field_is("city", "Rome")), "match": "any"}
    assert why_not(published(workspace, "Parent", score("+1"), who=who), person)["held_back"] == ""


def test_s04_who_has_been_in_is_held_back_by_only_once() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Parent", score("+1"), settings=ONCE)
    assert why_not(campaign, person)["held_back"] == ""
    run(campaign)
    assert why_not(campaign, person)["held_back"].startswith("How often: Only once (entered last on")


def test_an_idle_trigger_campaign_lets_nobody_in() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = listening(workspace, "Listener", score("+1"), on=trigger("person_is_created"))
    assert why_not(campaign, person)["held_back"] == ""
    campaign.active = False
    campaign.save()
    assert why_not(campaign, person)["held_back"] == "The campaign is active: no."
