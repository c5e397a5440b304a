"""Why not? The first rule that holds a person back, with what the person has."""

from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.models import Person, Run, SmartCampaign
from campaigns.services.references import index_campaign
from tests.factories import browser_as, make_email, make_person, make_workspace
from tests.stories.acting import (
    EVERY_TIME,
    ONCE,
    executable,
    execute,
    field_is,
    listening,
    published,
    run,
    score,
    send,
    smart_list,
    trigger,
    wait,
)

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

    assert [(each["passed"], each["actual"]) for each in told["asked"] if each["subject"] == "Filter"] == [
        (True, "Italy"),
        (False, "Rome"),
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


def test_s03_a_paused_run_lets_nobody_in_until_it_is_resumed() -> None:
    workspace = make_workspace()
    campaign = listening(workspace, "Listener", score("+1"), on=trigger("person_is_created"))
    Run.objects.filter(campaign=campaign).update(paused_at=timezone.now())
    held_back = why_not(campaign, make_person(workspace))["held_back"]
    assert held_back == "Its run is not paused: no (paused: whoever comes waits at the door until it is resumed)."


def test_s05_more_people_than_the_restriction_hold_everybody_back() -> None:
    workspace = make_workspace()
    person, _ = make_person(workspace), make_person(workspace)
    campaign = published(workspace, "Parent", score("+1"), settings=EVERY_TIME | {"person_limit": 1})
    assert why_not(campaign, person)["held_back"] == "Person restriction: No more than 1 qualify (2 qualify)"


def test_c03_nobody_enters_an_executable_that_no_campaign_executes() -> None:
    workspace = make_workspace()
    held_back = why_not(executable(workspace, "Child", score("+1")), make_person(workspace))["held_back"]
    assert held_back.endswith("no (no campaign executes it).")


def test_c10_a_campaign_with_errors_is_said_to_hold_everybody_back() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    batch = published(workspace, "Parent", score("a lot"))
    assert why_not(batch, person)["held_back"].startswith("The campaign has no errors: no (")
    child = executable(workspace, "Child", wait("1 day"))
    index_campaign(batch, SmartList(), Flow.model_validate({"steps": [execute(child)]}), published=True)
    assert why_not(child, person)["held_back"].startswith("Its flow has no errors: no (")


def test_s06_who_enters_but_gets_no_mail_is_told_why() -> None:
    workspace = make_workspace()
    workspace.emails_per_day = 1
    workspace.save()
    limited = make_person(workspace, email="ann@acme.test")
    suspended = make_person(workspace, email="bob@acme.test", marketing_suspended=True)
    email = make_email(workspace)
    campaign = published(workspace, "Mails", send(email), settings=EVERY_TIME | {"block_non_operational": True})
    run(campaign)
    told = {person.pk: why_not(campaign, person) for person in (limited, suspended)}
    assert [each["held_back"] for each in told.values()] == ["", ""]
    reasons = [asked["actual"] for each in told.values() for asked in each["asked"] if asked["subject"] == "E-mail"]
    assert reasons == ["The communication limit of 1 a day is reached.", "Marketing suspended"]


def test_f05_who_is_inside_already_is_said_to_wait() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Parent", wait("1 day"))
    run(campaign)
    [inside] = [each for each in why_not(campaign, person)["asked"] if each["subject"] == "Inside"]
    assert inside["actual"].startswith("waits until ")
