"""Campaigns of the lead database: found, requested and scheduled from outside (A02, A03, T06, C03, W01)."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from campaigns.definitions.actor import Role
from campaigns.models import Program, Run, ScheduledRun, SmartCampaign
from tests.factories import make_people, make_person, make_program, make_token, make_workspace
from tests.marketo.client import Marketo, code, result
from tests.stories.acting import (
    ONCE,
    executable,
    execute,
    field_is,
    is_requested,
    let_pass,
    listening,
    log_of,
    published,
    requestable,
    rows_of,
    score,
    smart_list,
    values_of,
    work,
)

pytestmark = pytest.mark.django_db
CAMPAIGNS = "/rest/v1/campaigns"


def test_campaigns_are_found_by_id_name_program_and_whether_they_can_be_requested() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Onboarding")
    batch = published(workspace, "Batch", score("+1"), program=program)
    asked = requestable(workspace, "Asked", score("+1"))
    client = Marketo(workspace)

    def ids(**query: object) -> list[int]:
        return [each["id"] for each in result(client.get(f"{CAMPAIGNS}.json", **query))]

    assert ids() == [batch.pk, asked.pk]
    assert ids(id=f"{batch.pk},999") == [batch.pk]
    assert ids(name="asked") == [asked.pk]
    assert ids(programName="Onboarding") == [batch.pk]
    assert ids(isTriggerable="true") == [asked.pk]
    assert ids(workspaceName="Elsewhere") == []


def test_a_campaign_has_the_shape_of_the_reference() -> None:
    workspace = make_workspace("Default")
    program = make_program(workspace, "Onboarding")
    campaign = published(workspace, "Batch", program=program)

    [shown] = result(Marketo(workspace).get(f"{CAMPAIGNS}/{campaign.pk}.json"))

    assert datetime.strptime(shown.pop("createdAt"), "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007  (as clients do)
    assert datetime.strptime(shown.pop("updatedAt"), "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007
    assert shown == {
        "id": campaign.pk,
        "name": "Batch",
        "type": "batch",
        "programId": program.pk,
        "programName": "Onboarding",
        "workspaceName": "Default",
        "active": False,
    }


def test_pages_follow_each_other_by_token() -> None:
    workspace = make_workspace()
    made = [published(workspace, f"Campaign {number}").pk for number in range(3)]
    client = Marketo(workspace)

    first = client.get(f"{CAMPAIGNS}.json", batchSize=2)
    second = client.get(f"{CAMPAIGNS}.json", batchSize=2, nextPageToken=first["nextPageToken"])

    assert [each["id"] for each in result(first) + result(second)] == made
    assert "nextPageToken" not in second
    assert code(client.get(f"{CAMPAIGNS}.json", nextPageToken="garbage")) == "1003"


def test_a03_up_to_a_hundred_people_are_requested_and_each_leaves_an_activity() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 100)
    campaign = requestable(workspace, "Asked", score("+1"))
    client = Marketo(workspace)
    leads = [{"id": each.pk} for each in people]

    answer = client.post(f"{CAMPAIGNS}/{campaign.pk}/trigger.json", {"input": {"leads": leads}})
    work()

    assert result(answer) == [{"id": campaign.pk}]
    assert [log_of(each, "request_campaign")[0][1]["Source"] for each in people] == ["Web Service API"] * 100
    too_many = {"input": {"leads": [*leads, {"id": 1}]}}
    assert code(client.post(f"{CAMPAIGNS}/{campaign.pk}/trigger.json", too_many)) == "1003"


def test_a03_bare_numbers_are_leads_too_and_unknown_ones_refuse_the_whole_call() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = requestable(workspace, "Asked", score("+1"))
    client = Marketo(workspace)
    trigger = f"{CAMPAIGNS}/{campaign.pk}/trigger.json"

    refused = client.post(trigger, {"input": {"leads": [person.pk, 999_999]}})

    assert refused["errors"] == [{"code": "1004", "message": "Lead [999999] not found"}]
    assert log_of(person) == []
    assert result(client.post(trigger, {"input": {"leads": [person.pk]}}))
    assert code(client.post(trigger, {"input": {"leads": []}})) == "1002"
    assert code(client.post(trigger, {"input": {"leads": [{"id": "x"}]}})) == "1001"


def test_a02_an_executable_is_neither_requested_nor_scheduled_and_the_answer_says_what_to_do() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", score("+1"))
    client = Marketo(workspace)

    requested = client.post(f"{CAMPAIGNS}/{child.pk}/trigger.json", {"input": {"leads": [{"id": person.pk}]}})
    scheduled = client.post(f"{CAMPAIGNS}/{child.pk}/schedule.json")

    for answer in (requested, scheduled):
        [error] = answer["errors"]
        assert error["code"] == "1003"
        assert "clone it without Executable" in error["message"]
        assert "Campaign is Requested with source Web Service API" in error["message"]
    assert not Run.objects.exists()
    assert not ScheduledRun.objects.exists()


def test_a03_what_cannot_be_requested_is_refused_with_1003() -> None:
    workspace = make_workspace()
    leads = {"input": {"leads": [{"id": make_person(workspace).pk}]}}
    batch = published(workspace, "Batch", score("+1"))
    by_flow = listening(workspace, "By flow", score("+1"), on=is_requested("Marketo Flow Action"))
    inactive = published(workspace, "Inactive", who=smart_list(triggers=[is_requested()]))
    client = Marketo(workspace)

    for campaign in (batch, by_flow, inactive):
        assert code(client.post(f"{CAMPAIGNS}/{campaign.pk}/trigger.json", leads)) == "1003"
    assert code(client.post(f"{CAMPAIGNS}/999999/trigger.json", leads)) == "1013"


def test_t06_values_given_with_a_request_beat_the_campaigns_own_and_reach_executables() -> None:
    workspace = make_workspace()
    person = make_person(workspace, score=5)
    program = make_program(workspace)
    make_token(program, "score", "+10", "score")
    child = executable(workspace, "Child", score("{{my.score}}"), program=program)
    campaign = requestable(workspace, "Parent", execute(child, parent_context=True), program=program)
    tokens = [{"name": "{{my.score}}", "value": "+40"}, {"name": "{{my.typo}}", "value": "x"}]
    body = {"input": {"leads": [{"id": person.pk}], "tokens": tokens}}

    answer = Marketo(workspace).post(f"{CAMPAIGNS}/{campaign.pk}/trigger.json", body)
    work()

    assert [row["Change Value"] for _, row in log_of(person, "change_score")] == ["+40"]
    [warning] = answer["warnings"]
    assert "{{my.typo}}" in warning


def test_a03_a_schedule_is_five_minutes_away_at_least_and_takes_tokens() -> None:
    workspace = make_workspace()
    make_person(workspace, city="Paris")
    program = make_program(workspace)
    make_token(program, "score", "+1", "score")
    who = smart_list(field_is("city", "Paris"))
    campaign = published(workspace, "Batch", score("{{my.score}}"), who=who, program=program)
    client, schedule = Marketo(workspace), f"{CAMPAIGNS}/{campaign.pk}/schedule.json"
    tokens = [{"name": "{{my.score}}", "value": "+7"}]
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=10)

    assert result(client.post(schedule)) == [{"id": campaign.pk}]
    body = {"input": {"runAt": at.isoformat(), "tokens": tokens}}
    assert result(client.post(schedule, body))

    soon, later = ScheduledRun.objects.order_by("at")
    assert timedelta(minutes=4) < soon.at - datetime.now(UTC) <= timedelta(minutes=5)
    assert (later.at, later.given) == (at, {"score": "+7"})
    assert code(client.post(schedule, {"input": {"runAt": "2099-01-01T00:00:00Z"}})) == "1042"
    assert code(client.post(schedule, {"input": {"runAt": "tomorrow"}})) == "1001"


def test_c05_a_schedule_in_a_cloned_program_keeps_executables_and_runs_the_clone_alone() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    program = make_program(workspace, "Webinar")
    make_token(program, "score", "+1", "score")
    child = executable(workspace, "Child", score("{{my.score}}"), program=program)
    calls = execute(child, parent_context=True)
    campaign = published(
        workspace, "Invite", calls, who=smart_list(field_is("city", "Paris")), settings=ONCE, program=program
    )
    client, tokens = Marketo(workspace), [{"name": "{{my.score}}", "value": "+7"}]
    body = {"input": {"cloneToProgramName": "Webinar in May", "tokens": tokens}}

    [answered] = result(client.post(f"{CAMPAIGNS}/{campaign.pk}/schedule.json", body))

    clone = Program.objects.get(name="Webinar in May")
    copies = {each.name: each for each in SmartCampaign.objects.filter(program=clone)}
    assert answered == {"id": copies["Invite"].pk}
    assert (copies["Child"].executable, copies["Invite"].executable) == (True, False)
    assert not campaign.scheduled_runs.exists()
    let_pass(minutes=6)
    work()
    assert [row.primary_id for row in rows_of(ann, "execute_campaign")] == [copies["Child"].pk]
    assert values_of(ann)["score"] == 7
    assert log_of(bob) == []
    assert not campaign.runs.exists()


def test_c05_what_cannot_be_scheduled_leaves_no_cloned_program_behind(settings: Settings) -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Webinar")
    child = executable(workspace, "Child", score("+1"), program=program)
    everyone = published(workspace, "Everyone", score("+1"), program=program)
    who = smart_list(field_is("city", "Paris"))
    outside = published(workspace, "Outside", score("+1"), who=who)
    good = published(workspace, "Good", score("+1"), who=who, program=program)
    client = Marketo(workspace)

    def refused(campaign: SmartCampaign, name: object = "Copy") -> str:
        body = {"input": {"cloneToProgramName": name}}
        return code(client.post(f"{CAMPAIGNS}/{campaign.pk}/schedule.json", body))

    assert [refused(each) for each in (child, everyone, outside)] == ["1003"] * 3
    assert refused(good, "Webinar") == "1003"
    assert refused(good, 5) == "1001"
    settings.API_PROGRAM_CLONES_PER_DAY = 1
    assert refused(everyone) == "1003"
    assert refused(good) == "1020"
    assert list(Program.objects.values_list("name", flat=True)) == ["Webinar"]
    assert not ScheduledRun.objects.exists()


def test_s11_an_empty_smart_list_is_never_scheduled_for_everyone_from_outside() -> None:
    workspace = make_workspace()
    make_person(workspace)
    campaign = published(workspace, "Everyone", score("+1"))

    assert code(Marketo(workspace).post(f"{CAMPAIGNS}/{campaign.pk}/schedule.json")) == "1003"


def test_w01_another_workspaces_campaigns_and_people_are_not_there() -> None:
    here, there = make_workspace(), make_workspace()
    campaign = requestable(there, "Asked", score("+1"))
    own = requestable(here, "Own", score("+1"))
    stranger = make_person(there)
    client = Marketo(here)
    leads = {"input": {"leads": [{"id": stranger.pk}]}}

    assert [each["id"] for each in result(client.get(f"{CAMPAIGNS}.json"))] == [own.pk]
    assert code(client.get(f"{CAMPAIGNS}/{campaign.pk}.json")) == "1013"
    assert code(client.post(f"{CAMPAIGNS}/{campaign.pk}/trigger.json", leads)) == "1013"
    assert code(client.post(f"{CAMPAIGNS}/{own.pk}/trigger.json", leads)) == "1004"


def test_w01_a_viewer_starts_nothing() -> None:
    workspace = make_workspace()
    campaign = requestable(workspace, "Asked", score("+1"))
    leads = {"input": {"leads": [{"id": make_person(workspace).pk}]}}

    assert code(Marketo(workspace, Role.VIEWER).post(f"{CAMPAIGNS}/{campaign.pk}/trigger.json", leads)) == "603"
