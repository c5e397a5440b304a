"""Run Now: one step, without a campaign, on a person, on chosen people, on a list or a smart list (C03, W01)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Activity, CampaignMember, Run, Waiting, Workspace
from tests.definitions import lives_in, score, smart_list
from tests.editing import draw, draw_smart_list
from tests.factories import Browser, browser_as, make_list, make_people, make_person, make_workspace
from tests.stories.acting import activate, log_of, note, notes_of, numbers_of, requestable, rows_of, values_of, work

pytestmark = pytest.mark.django_db
PLUS = {"kind": "change_score", "params": {"field": "score", "change": "+5"}}


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def ask(browser: Browser, workspace: Workspace, **body: Any) -> Any:
    return browser.post(f"/api/v1/workspaces/{workspace.pk}/single-actions", body)


def test_c03_one_step_runs_for_one_person_without_a_campaign_and_has_its_run(
    workspace: Workspace, browser: Browser
) -> None:
    person = make_person(workspace)
    answer = ask(browser, workspace, **PLUS, people=[person.pk])
    assert answer.status_code == 201, answer.json()
    work()
    assert values_of(person)["score"] == 5
    (row,) = rows_of(person, "change_score")
    assert (row.campaign_id, row.run_id, row.step) == (None, answer.json()["run"], "action")
    assert not CampaignMember.objects.exists()

    console = browser.get(f"/api/v1/workspaces/{workspace.pk}/runs/{answer.json()['run']}").json()
    assert (console["campaign"], console["state"], console["done"], console["total"]) == (None, "done", 1, 1)
    assert console["words"]["steps"]["action"]["default"] == "Add 5 to Person Score"
    log = browser.get(f"/api/v1/workspaces/{workspace.pk}/runs/{answer.json()['run']}/activities").json()["items"]
    assert [each["campaign"] for each in log] == [None]


def test_c03_for_many_people_the_count_has_to_be_typed(workspace: Workspace, browser: Browser) -> None:
    people = make_people(workspace, 3)
    body = {**PLUS, "people": [person.pk for person in people]}
    for typed in (None, 2):
        asked = ask(browser, workspace, **body, confirm=typed)
        assert (asked.status_code, asked.json()["code"], asked.json()["details"]) == (
            409,
            "count_not_confirmed",
            {"count": 3},
        )
    assert not Run.objects.exists()
    assert ask(browser, workspace, **body, confirm=3).status_code == 201
    work()
    assert [values_of(person)["score"] for person in people] == [5, 5, 5]


def test_c03_everybody_on_a_list_or_in_a_smart_list_is_found_when_it_starts(
    workspace: Workspace, browser: Browser
) -> None:
    parisians = make_people(workspace, 2, city="Paris")
    roman = make_person(workspace, city="Rome")
    listed = make_list(workspace, people=(parisians[0], roman))
    asset = draw_smart_list(workspace, "Parisians", lives_in("Paris"))
    assert ask(browser, workspace, **PLUS, list=listed.pk, confirm=2).json()["people"] == 2
    started = ask(browser, workspace, **PLUS, smart_list=asset.pk, confirm=2).json()["run"]
    work()
    assert [values_of(person)["score"] for person in (*parisians, roman)] == [10, 5, 5]
    assert numbers_of(Run.objects.get(pk=started)) == {"entered": 2, "finished": 2}


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("wait", {"duration": "1 day"}),
        ("remove_from_flow", {"campaign": None}),
        ("execute_campaign", {"campaign": 1, "parent_context": False}),
    ],
)
def test_c03_what_means_something_in_a_flow_only_is_neither_offered_nor_taken(
    workspace: Workspace, browser: Browser, kind: str, params: dict[str, Any]
) -> None:
    person = make_person(workspace)
    refused = ask(browser, workspace, kind=kind, params=params, people=[person.pk])
    assert (refused.status_code, refused.json()["code"]) == (409, "not_a_single_action")
    offered = {each["kind"]: each["alone"] for each in browser.get("/api/v1/catalog").json()["actions"]}
    assert offered[kind] is False
    assert offered["request_campaign"] is True
    assert not Run.objects.exists()


def test_c03_a_requestable_campaign_is_requested_and_an_executable_is_not(
    workspace: Workspace, browser: Browser
) -> None:
    person = make_person(workspace)
    target = requestable(workspace, "Welcome", note("welcome"))
    child = draw(workspace, "Child", score(), executable=True)
    body = {"kind": "request_campaign", "people": [person.pk]}

    refused = ask(browser, workspace, **body, params={"campaign": child.pk})
    assert (refused.status_code, refused.json()["code"]) == (409, "executable_not_startable")
    assert ask(browser, workspace, **body, params={"campaign": target.pk}).status_code == 201
    work()
    assert notes_of(person) == ["welcome"]


def test_s10_what_a_single_action_logs_starts_campaigns(workspace: Workspace, browser: Browser) -> None:
    person = make_person(workspace)
    hot = draw(
        workspace,
        "Hot",
        {
            "id": "n",
            "kind": "interesting_moment",
            "choices": [],
            "default": {"params": {"type": "Web", "description": "hot"}},
        },
        smart_list=smart_list(triggers=({"id": "t", "kind": "score_is_changed", "params": {"field": "score"}},)),
    )
    activate(hot)
    ask(browser, workspace, **PLUS, people=[person.pk])
    work()
    assert notes_of(person) == ["hot"]


def test_f08_a_step_that_fails_alone_may_be_tried_again(workspace: Workspace, browser: Browser) -> None:
    person = make_person(workspace, score=2_147_483_647)
    started = ask(browser, workspace, **PLUS, people=[person.pk]).json()["run"]
    work()
    (row,) = rows_of(person, "change_score")
    assert row.get_result_display() == "failed"
    path = f"/api/v1/workspaces/{workspace.pk}/runs/{started}/retry"
    assert browser.post(path, {"activities": [row.pk]}).json() == {"retried": 1}
    work()
    assert len(rows_of(person, "change_score")) == 2


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "nonsense", "people": [1]},
        {"kind": "change_score", "params": {"field": "score"}, "people": [1]},
        {"kind": "change_score", "params": {"field": "score", "change": "much"}, "people": [1]},
        {**PLUS},
        {**PLUS, "people": [1], "list": 1},
        {**PLUS, "people": [987654321]},
        {**PLUS, "list": 987654321},
        {**PLUS, "smart_list": 987654321},
    ],
)
def test_c03_a_single_action_that_makes_no_sense_is_refused(
    workspace: Workspace, browser: Browser, body: dict[str, Any]
) -> None:
    person = make_person(workspace)
    if body.get("people") == [1]:
        body = {**body, "people": [person.pk]}
    assert ask(browser, workspace, **body).status_code == 400
    assert not Run.objects.exists()


def test_w01_a_viewer_runs_nothing_and_nobody_reaches_people_across_the_border(workspace: Workspace) -> None:
    person = make_person(workspace)
    assert ask(browser_as(Role.VIEWER, workspace), workspace, **PLUS, people=[person.pk]).status_code == 403
    elsewhere = make_workspace()
    assert ask(browser_as(Role.ADMIN, elsewhere), elsewhere, **PLUS, people=[person.pk]).status_code == 400
    assert ask(browser_as(Role.ADMIN, elsewhere), workspace, **PLUS, people=[person.pk]).status_code == 404
    assert not Activity.objects.exists()


def test_f08_an_unexpected_error_holds_the_person_of_a_single_action(
    workspace: Workspace, browser: Browser, stumble: str
) -> None:
    person = make_person(workspace, city="Paris")
    ask(browser, workspace, kind=stumble, params={"city": "Paris"}, people=[person.pk])
    work()
    held = Waiting.objects.get(person=person)
    assert (held.state, held.campaign_id) == ("held", None)
    assert log_of(person) == []
