"""The draft over the API: edit numbers, publishing, refusals, problems in sentences (F10, C04, C10 to C13)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Reference, Workspace
from tests.api.drafting import address, published_flow, save
from tests.definitions import (
    choice,
    execute,
    flow,
    is_requested,
    lives_in,
    person_is_created,
    request,
    rule,
    score,
    smart_list,
    step,
    wait,
)
from tests.editing import draw, draw_smart_list, edit, edit_smart_list
from tests.factories import Browser, browser_as, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace("Acme")


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def test_a_save_answers_with_the_next_edit_number_and_words(browser: Browser, workspace: Workspace) -> None:
    campaign = draw(workspace, "Scoring")

    saved = save(browser, campaign, flow=flow(score()), smart_list=smart_list(lives_in("Paris"))).json()

    assert saved["edit_number"] == campaign.edit_number + 1
    assert saved["words"]["steps"] == {"s1": {"default": "Add 5 to Person Score"}}
    assert "Paris" in saved["words"]["filters"]["f1"]
    assert saved["problems"] == []


def test_a_save_from_a_stale_edit_number_is_refused_with_the_newer_version(
    browser: Browser, workspace: Workspace
) -> None:
    campaign = draw(workspace, "Scoring", score(change="+1"))

    answer = browser.put(address(campaign), {"edit_number": 0, "flow": flow(score(change="+2"))})

    assert (answer.status_code, answer.json()["code"]) == (409, "stale_edit")
    newer = answer.json()["details"]
    assert newer["edit_number"] == 1
    assert newer["saved_by"]
    assert newer["flow"]["steps"][0]["default"]["params"]["change"] == "+1"
    assert campaign.draft_flow == newer["flow"]


def test_what_a_save_leaves_out_stays_as_it_is(browser: Browser, workspace: Workspace) -> None:
    campaign = draw(workspace, "Scoring", score(), smart_list=smart_list(lives_in("Paris")))

    saved = save(browser, campaign, flow=flow(score(change="+2"))).json()

    assert saved["smart_list"]["filters"][0]["params"]["values"] == ["Paris"]


def test_c10_a_broken_executable_is_a_warning_on_its_caller_and_no_error(workspace: Workspace) -> None:
    child = draw(workspace, "Child", score(change="+x"), executable=True)
    parent = draw(workspace, "Parent")

    draft = edit(parent, execute(child.pk), smart_list=smart_list(lives_in("Paris")))

    assert [(each.code, each.severity) for each in draft.problems] == [("broken_executable", "warning")]
    assert '"Child"' in draft.problems[0].message


def test_c04_a_trigger_in_an_executable_is_refused(browser: Browser, workspace: Workspace) -> None:
    child = draw(workspace, "Child", score(), executable=True)

    answer = save(browser, child, smart_list=smart_list(triggers=(person_is_created(),)))

    assert (answer.status_code, answer.json()["code"]) == (409, "triggers_not_allowed")
    child.refresh_from_db()
    assert child.draft_smart_list["triggers"] == []


def test_c11_a_wait_in_an_executable_is_refused_and_the_step_is_named(browser: Browser, workspace: Workspace) -> None:
    child = draw(workspace, "Child", score(), executable=True)

    answer = save(browser, child, flow=flow(score(), wait()))

    assert (answer.status_code, answer.json()["code"]) == (409, "step_not_allowed_in_executable")
    assert 'Step 2, "Wait"' in answer.json()["message"]
    assert len(published_flow(child)["steps"]) == 1


def test_c11_an_executable_may_request(browser: Browser, workspace: Workspace) -> None:
    welcome = draw(workspace, "Welcome", score(), smart_list=smart_list(triggers=(is_requested(),)))
    child = draw(workspace, "Child", score(), executable=True)

    assert save(browser, child, flow=flow(request(welcome.pk))).status_code == 200


def test_c12_a_circle_is_saved_as_an_error_and_never_published(browser: Browser, workspace: Workspace) -> None:
    one = draw(workspace, "One", score(), executable=True)
    two = draw(workspace, "Two", execute(one.pk), executable=True)

    saved = save(browser, one, flow=flow(execute(two.pk)))
    published = browser.post(address(one, "publish"), {"confirm": True})

    assert saved.status_code == 200
    assert [each["code"] for each in saved.json()["problems"] if each["severity"] == "error"] == ["chain_not_allowed"]
    assert saved.json()["has_unpublished_changes"] is True
    assert (published.status_code, published.json()["code"]) == (409, "chain_not_allowed")
    assert published_flow(one)["steps"][0]["kind"] == "change_score"


def test_c12_the_fourth_level_is_refused_whichever_campaign_closes_the_chain(
    browser: Browser, workspace: Workspace
) -> None:
    four = draw(workspace, "Four", score(), executable=True)
    three = draw(workspace, "Three", score(), executable=True)
    two = draw(workspace, "Two", execute(three.pk), executable=True)
    one = draw(workspace, "One", execute(two.pk), executable=True)
    draw(workspace, "Parent", execute(one.pk))

    saved = save(browser, three, flow=flow(execute(four.pk))).json()

    [problem] = [each for each in saved["problems"] if each["code"] == "chain_not_allowed"]
    assert '"One" > "Two" > "Three" > "Four"' in problem["message"]
    assert saved["has_unpublished_changes"] is True


def test_c13_a_campaign_of_another_workspace_can_be_neither_executed_nor_requested(
    browser: Browser, workspace: Workspace
) -> None:
    theirs = draw(make_workspace("Theirs"), "Secret", score(), executable=True)
    campaign = draw(workspace, "Parent", score())

    for reach in (execute(theirs.pk), request(theirs.pk), execute(999_999)):
        answer = save(browser, campaign, flow=flow(reach))
        assert (answer.status_code, answer.json()["code"]) == (409, "other_workspace")
        assert "Secret" not in answer.content.decode()


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        ({"flow": flow(step("s1", "wait", duration="4 hrs"))}, "s1"),
        ({"flow": flow(score(change="+x"))}, "s1"),
        ({"flow": flow(step("s1", "send_pigeon"))}, "s1"),
        ({"smart_list": smart_list(rule("f1", "no_such_filter"))}, "f1"),
        ({"smart_list": smart_list(lives_in(""), lives_in("Rome", id="f2"), match="advanced", logic="1 and")}, None),
    ],
)
def test_what_cannot_work_is_saved_with_an_error_at_its_place(
    browser: Browser, workspace: Workspace, bad: Any, place: str | None
) -> None:
    saved = save(browser, draw(workspace, "Scoring", score()), **bad)

    errors = [each for each in saved.json()["problems"] if each["severity"] == "error"]
    assert saved.status_code == 200
    assert place in {each["where"]["step"] or each["where"]["rule"] for each in errors}


def test_l01_logic_that_mixes_and_with_or_is_an_error(browser: Browser, workspace: Workspace) -> None:
    mixed = smart_list(
        lives_in("A"), lives_in("B", id="f2"), lives_in("C", id="f3"), match="advanced", logic="1 and 2 or 3"
    )

    saved = save(browser, draw(workspace, "Scoring", score()), smart_list=mixed).json()

    assert [each["code"] for each in saved["problems"]] == ["logic_invalid"]


def test_l02_a_smart_list_that_leads_into_a_circle_is_an_error_of_the_campaign(workspace: Workspace) -> None:
    one = draw_smart_list(workspace, "One", lives_in("Paris"))
    two = draw_smart_list(workspace, "Two", in_list(one.pk))
    edit_smart_list(one, in_list(two.pk))
    campaign = draw(workspace, "Scoring", score())

    draft = edit(campaign, score(), smart_list=smart_list(in_list(one.pk)))

    [problem] = draft.problems
    assert (problem.code, problem.where.rule) == ("smart_list_circle", "f1")
    assert '"One" > "Two" > "One"' in problem.message


def in_list(smart_list_id: int) -> dict[str, Any]:
    return rule("f1", "member_of_smart_list", operator="in", smart_lists=[smart_list_id])


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"edit_number": "x"},
        {"edit_number": 1, "flow": {"steps": "none"}},
        {"edit_number": 1, "flow": {"steps": [{"id": "s1"}]}},
        {"edit_number": 1, "flow": {"steps": [score("s1"), score("s1")]}},
        {"edit_number": 1, "smart_list": {"match": "some"}},
        {"edit_number": 1, "flow": {"steps": [step("s1", "interesting_moment", description="\u0000")]}},
        {"edit_number": 1, "colour": "red"},
    ],
)
def test_a_body_that_is_no_draft_is_refused_and_changes_nothing(
    browser: Browser, workspace: Workspace, body: Any
) -> None:
    campaign = draw(workspace, "Scoring", score())

    answer = browser.put(address(campaign), body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    campaign.refresh_from_db()
    assert campaign.edit_number == 1


def test_an_id_that_no_database_holds_does_no_harm(browser: Browser, workspace: Workspace) -> None:
    huge = rule("f1", "member_of_list", operator="in", lists=[10**30])

    saved = save(browser, draw(workspace, "Scoring", score()), smart_list=smart_list(huge))

    assert (saved.status_code, saved.json()["problems"][0]["severity"]) == (200, "error")


def test_c17_the_index_knows_what_draft_and_published_version_name(workspace: Workspace) -> None:
    child = draw(workspace, "Child", score(), executable=True)
    text = "{{lead.City}} {{my.Greeting}}"
    moment = step("m1", "interesting_moment", type="Web", description=text)
    asked = choice("c1", lives_in("Paris"), campaign=child.pk, parent_context=True)
    branching = {**execute(child.pk), "choices": [asked]}

    parent = draw(workspace, "Parent", branching, moment)

    rows = Reference.objects.filter(source_type="campaign", source_id=parent.pk, published=True)
    named = set(rows.values_list("target_type", "target_id", "target_name", "relation"))
    assert named >= {
        ("campaign", child.pk, "", "executes"),
        ("field", None, "city", "reads"),
        ("token", None, "greeting", "reads"),
    }
    assert rows.count() == Reference.objects.filter(source_id=parent.pk, published=False).count()


def test_executables_that_a_campaign_reaches_are_opened_in_place(browser: Browser, workspace: Workspace) -> None:
    inner = draw(workspace, "Inner", score(change="+2"), executable=True)
    outer = draw(workspace, "Outer", execute(inner.pk), executable=True, smart_list=smart_list(lives_in("Paris")))
    parent = draw(workspace, "Parent", execute(outer.pk))

    opened = browser.get(address(parent, "flow/open")).json()["campaigns"]

    assert {each["name"] for each in opened.values()} == {"Inner", "Outer"}
    assert opened[str(inner.pk)]["words"] == {"s1": {"default": "Add 2 to Person Score"}}
    assert "Paris" in opened[str(outer.pk)]["smart_list_words"]["f1"]


def test_w01_a_stranger_finds_no_draft_and_a_viewer_saves_none(workspace: Workspace) -> None:
    campaign = draw(workspace, "Scoring", score())
    stranger, viewer = browser_as(None, workspace), browser_as(Role.VIEWER, workspace)

    for page in ("draft", "flow/open", "tokens"):
        assert stranger.get(address(campaign, page)).status_code == 404, page
        assert viewer.get(address(campaign, page)).status_code == 200, page
    assert save(stranger, campaign, flow=flow()).status_code == 404
    assert save(viewer, campaign, flow=flow()).status_code == 403
    assert stranger.post(address(campaign, "publish"), {}).status_code == 404
    assert viewer.post(address(campaign, "publish"), {}).status_code == 403


def test_w01_a_draft_of_another_workspace_is_not_found_from_mine(browser: Browser, workspace: Workspace) -> None:
    theirs = draw(make_workspace("Theirs"), "Secret", score())
    elsewhere = f"/api/v1/workspaces/{workspace.pk}/campaigns/{theirs.pk}"

    assert browser.get(f"{elsewhere}/draft").status_code == 404
    assert browser.put(f"{elsewhere}/draft", {"edit_number": 1, "flow": flow()}).status_code == 404
    assert browser.post(f"{elsewhere}/publish", {}).status_code == 404
