"""Starting campaigns over the API: run once, activate, request, and whom it would take (S01, S02, S11, C03, T06)."""

from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import CampaignMember, Person, Run, SmartCampaign, Waiting, Wave, Workspace
from campaigns.models.columns import unpack
from tests.definitions import execute, is_requested, lives_in, person_is_created, score, smart_list
from tests.editing import draw, edit
from tests.factories import Browser, browser_as, make_people, make_person, make_program, make_token, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace("Acme")


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


@pytest.fixture
def parisians(workspace: Workspace) -> list[Person]:
    return make_people(workspace, 3, city="Paris")


def address(campaign: SmartCampaign, page: str) -> str:
    return f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/{page}"


def batch(workspace: Workspace, name: str = "Batch") -> SmartCampaign:
    return draw(workspace, name, score(), smart_list=smart_list(lives_in("Paris")))


def listening(workspace: Workspace, *sources: str, **more: Any) -> SmartCampaign:
    return draw(workspace, "Welcome", score(), smart_list=smart_list(triggers=(is_requested(*sources),)), **more)


def test_s01_a_batch_runs_once_now(browser: Browser, workspace: Workspace, parisians: list[Person]) -> None:
    campaign = batch(workspace)

    answer = browser.post(address(campaign, "run"), {})

    assert answer.status_code == 201, answer.json()
    run = Run.objects.get(pk=answer.json()["run"])
    assert (run.campaign_id, run.kind, run.state) == (campaign.pk, "batch", "preparing")
    assert browser.get(address(campaign, "runs")).json()["items"][0]["id"] == run.pk


def test_f10_a_run_publishes_the_campaigns_own_draft(browser: Browser, workspace: Workspace) -> None:
    campaign = batch(workspace)
    browser.post(address(campaign, "run"), {})
    edit(campaign, score(change="+9"))
    campaign.refresh_from_db()
    assert campaign.published is not None
    assert campaign.published.edit_number < campaign.edit_number

    browser.post(address(campaign, "run"), {})

    campaign.refresh_from_db()
    assert campaign.published.edit_number == campaign.edit_number


def test_s11_an_empty_smart_list_asks_for_the_number_of_people(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    campaign = draw(workspace, "Everyone", score())

    asked = browser.post(address(campaign, "run"), {})
    wrong = browser.post(address(campaign, "run"), {"confirm_everyone": 2})
    right = browser.post(address(campaign, "run"), {"confirm_everyone": 3})

    assert (asked.status_code, asked.json()["code"]) == (409, "everyone_not_confirmed")
    assert asked.json()["details"] == {"count": 3}
    assert "3 people" in asked.json()["message"]
    assert (wrong.status_code, right.status_code) == (409, 201)


def test_f10_a_campaign_with_errors_does_not_run(browser: Browser, workspace: Workspace) -> None:
    campaign = draw(workspace, "Broken", score(change="+x"), smart_list=smart_list(lives_in("Paris")))

    answer = browser.post(address(campaign, "run"), {})

    assert (answer.status_code, answer.json()["code"]) == (409, "campaign_has_errors")
    assert not Run.objects.exists()


def test_c10_a_broken_executable_has_to_be_confirmed(browser: Browser, workspace: Workspace) -> None:
    child = draw(workspace, "Child", score(change="+x"), executable=True)
    parent = draw(workspace, "Parent", execute(child.pk), smart_list=smart_list(lives_in("Paris")))

    asked = browser.post(address(parent, "run"), {})
    confirmed = browser.post(address(parent, "run"), {"confirm_warnings": True})

    assert (asked.status_code, asked.json()["code"]) == (409, "warnings_not_confirmed")
    assert '"Child"' in asked.json()["message"]
    assert confirmed.status_code == 201


def test_c03_an_executable_is_started_by_no_door_and_the_refusal_says_what_to_do(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    child = draw(workspace, "Child", score(), executable=True)

    for door, body in (("run", {}), ("activate", {}), ("request", {"people": [parisians[0].pk]})):
        answer = browser.post(address(child, door), body)
        assert (answer.status_code, answer.json()["code"]) == (409, "executable_not_startable"), door
        assert "clone it" in answer.json()["message"]
    assert not Run.objects.exists()


def test_s02_a_trigger_campaign_is_activated_and_deactivated(browser: Browser, workspace: Workspace) -> None:
    campaign = draw(workspace, "Welcome", score(), smart_list=smart_list(triggers=(person_is_created(),)))

    on = browser.post(address(campaign, "activate"), {})
    again = browser.post(address(campaign, "activate"), {})
    off = browser.post(address(campaign, "deactivate"), {})

    assert (on.json()["active"], again.json()["active"], off.json()["active"]) == (True, True, False)
    assert Run.objects.filter(campaign=campaign).count() == 1


def test_s02_activation_needs_a_trigger_a_step_and_no_errors(browser: Browser, workspace: Workspace) -> None:
    listens = smart_list(triggers=(person_is_created(),))
    refusals = {
        "not_a_trigger_campaign": batch(workspace),
        "campaign_has_errors": draw(workspace, "Empty", smart_list=listens),
    }
    broken = draw(workspace, "Broken", score(change="+x"), smart_list=listens)

    for code, campaign in refusals.items():
        answer = browser.post(address(campaign, "activate"), {})
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert browser.post(address(broken, "activate"), {}).json()["code"] == "campaign_has_errors"
    assert not SmartCampaign.objects.filter(active=True).exists()


def test_a_trigger_campaign_is_not_run(browser: Browser, workspace: Workspace) -> None:
    answer = browser.post(address(listening(workspace), "run"), {})

    assert (answer.status_code, answer.json()["code"]) == (409, "not_a_batch_campaign")


def test_c14_people_are_requested_into_an_active_campaign(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    campaign = listening(workspace)
    browser.post(address(campaign, "activate"), {})

    answer = browser.post(address(campaign, "request"), {"people": [each.pk for each in parisians]})

    assert answer.json() == {"requested": 3, "warnings": []}
    [wave] = Wave.objects.filter(run__campaign=campaign)
    assert unpack(wave.people) == [each.pk for each in parisians]


def test_c15_a_request_is_refused_where_the_api_is_no_accepted_source(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    campaign = listening(workspace, "Sales Insight")
    body = {"people": [parisians[0].pk]}

    asleep = browser.post(address(campaign, "request"), body)
    browser.post(address(campaign, "activate"), {})
    awake = browser.post(address(campaign, "request"), body)

    assert (asleep.status_code, asleep.json()["code"]) == (409, "not_requestable")
    assert (awake.status_code, awake.json()["code"]) == (409, "not_requestable")


@pytest.mark.parametrize("people", [[], list(range(1, 102)), [999_999], ["x"], [0]])
def test_a03_one_to_a_hundred_people_of_this_workspace_are_requested(
    browser: Browser, workspace: Workspace, people: list[Any]
) -> None:
    campaign = listening(workspace)
    browser.post(address(campaign, "activate"), {})

    answer = browser.post(address(campaign, "request"), {"people": people})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_w01_people_of_another_workspace_cannot_be_requested(browser: Browser, workspace: Workspace) -> None:
    stranger = make_person(make_workspace("Theirs"), city="Paris")
    campaign = listening(workspace)
    browser.post(address(campaign, "activate"), {})

    assert browser.post(address(campaign, "request"), {"people": [stranger.pk]}).status_code == 400


def test_t06_given_tokens_that_the_tree_does_not_define_are_ignored_with_a_warning(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    program = make_program(workspace)
    make_token(program, "Score", "+1", "score")
    campaign = listening(workspace, parent=f"program:{program.pk}")
    browser.post(address(campaign, "activate"), {})

    body = {"people": [parisians[0].pk], "tokens": {"{{my.SCORE}}": "+7", "nope": "x"}}
    answer = browser.post(address(campaign, "request"), body)

    assert ["{{my.nope}}" in warning for warning in answer.json()["warnings"]] == [True]
    assert Wave.objects.get(run__campaign=campaign).given == {"score": "+7"}


def test_t06_a_run_takes_token_values_too(browser: Browser, workspace: Workspace) -> None:
    program = make_program(workspace)
    make_token(program, "Score", "+1", "score")
    campaign = draw(
        workspace, "Batch", score(), smart_list=smart_list(lives_in("Paris")), parent=f"program:{program.pk}"
    )

    answer = browser.post(address(campaign, "run"), {"tokens": {"my.Score": "+7", "my.nope": "x"}})

    assert len(answer.json()["warnings"]) == 1
    assert Run.objects.get(pk=answer.json()["run"]).given == {"score": "+7"}


def test_s04_the_audience_says_who_is_held_back_by_the_qualification_rule(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    campaign = batch(workspace)
    make_people(workspace, 2, city="Rome")
    now = timezone.now()
    CampaignMember.objects.create(campaign=campaign, person=parisians[0], first=now, last=now)

    once = browser.get(address(campaign, "audience")).json()
    browser.patch(address(campaign, "settings"), {"qualification": {"mode": "every_time"}, "person_limit": 2})
    always = browser.get(address(campaign, "audience")).json()

    assert (once["matching"], once["qualified"], once["held_back"], once["over_limit"]) == (3, 2, 1, False)
    assert (always["qualified"], always["held_back"], always["limit"], always["over_limit"]) == (3, 0, 2, True)
    assert (once["everyone"], once["errors"]) == (False, [])


def test_s11_the_audience_of_an_empty_smart_list_is_everyone(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    audience = browser.get(address(draw(workspace, "Everyone", score()), "audience")).json()

    assert (audience["everyone"], audience["matching"]) == (True, 3)


def test_c10_nobody_qualifies_for_a_broken_smart_list_and_the_audience_says_why(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    broken = {"id": "f2", "kind": "no_such_filter", "params": {}}
    campaign = draw(workspace, "Broken", score(), smart_list=smart_list(lives_in("Paris"), broken, match="any"))

    audience = browser.get(address(campaign, "audience")).json()

    assert (audience["matching"], audience["qualified"]) == (None, None)
    assert "no_such_filter" in audience["doubt"]
    assert [each["where"]["rule"] for each in audience["errors"]] == ["f2"]


def test_f10_deactivated_with_people_inside_a_campaign_is_still_live(
    browser: Browser, workspace: Workspace, parisians: list[Person]
) -> None:
    campaign = listening(workspace)
    browser.post(address(campaign, "activate"), {})
    run = Run.objects.get(campaign=campaign)
    Waiting.objects.create(
        entry=1,
        person=parisians[0],
        campaign=campaign,
        run=run,
        plan=run.plan,
        state="waiting",
        begun_at=timezone.now(),
        since=timezone.now(),
    )
    browser.post(address(campaign, "deactivate"), {})

    assert edit(campaign, score(change="+9")).has_unpublished_changes is True


def test_w01_a_stranger_starts_nothing_and_a_viewer_only_looks(workspace: Workspace) -> None:
    campaign = batch(workspace)
    stranger, viewer = browser_as(None, workspace), browser_as(Role.VIEWER, workspace)

    assert stranger.get(address(campaign, "audience")).status_code == 404
    assert viewer.get(address(campaign, "audience")).status_code == 200
    for door, body in (("run", {}), ("activate", {}), ("deactivate", {}), ("request", {"people": [1]})):
        assert stranger.post(address(campaign, door), body).status_code == 404, door
        assert viewer.post(address(campaign, door), body).status_code == 403, door


def test_w01_a_campaign_of_another_workspace_is_not_started_from_mine(browser: Browser, workspace: Workspace) -> None:
    theirs = batch(make_workspace("Theirs"))

    for door, body in (("run", {}), ("activate", {}), ("deactivate", {}), ("request", {"people": [1]})):
        path = f"/api/v1/workspaces/{workspace.pk}/campaigns/{theirs.pk}/{door}"
        assert browser.post(path, body).status_code == 404, door
