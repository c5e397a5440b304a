"""A campaign's versions: its history in words, restoring one, and the people who wait on an older one (F06, F10)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Person, Revision, Run, SmartCampaign, Waiting, Workspace
from campaigns.runtime import control, jobs
from tests.definitions import JSON, flow, lives_in, smart_list
from tests.editing import draw_smart_list, edit, edit_smart_list
from tests.factories import Browser, browser_as, make_actor, make_people, make_smart_list, make_workspace
from tests.stories import acting as act

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def address(campaign: SmartCampaign, rest: str = "") -> str:
    return f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}{rest}"


def read(browser: Browser, campaign: SmartCampaign, rest: str) -> Any:
    answer = browser.get(address(campaign, rest))
    assert answer.status_code == 200, answer.content
    return answer.json()


def pause(id: str) -> JSON:
    return act.step("wait", id=id, duration="2 days")


def parent_with_people_waiting(workspace: Workspace, people: int = 3) -> tuple[SmartCampaign, list[Person], Run]:
    """Everybody stands behind the wait; a note of version 1 comes next."""
    everybody = make_people(workspace, people)
    parent = act.published(workspace, "Parent", pause("w1"), act.note("old ending", id="n1"))
    return parent, everybody, act.run(parent)


def publish(browser: Browser, campaign: SmartCampaign, **sent: Any) -> None:
    answer = browser.post(address(campaign, "/publish"), sent)
    assert answer.status_code == 200, answer.content
    while jobs.work():
        pass


def test_f10_history_tells_who_published_what_and_how_it_differs_in_words(
    workspace: Workspace, browser: Browser
) -> None:
    campaign = act.published(workspace, "Leads", act.score("+5", id="s1"))
    act.run(campaign)
    edit(campaign, act.score("+7", id="s1"), act.note("hello", id="n1"), smart_list=smart_list(lives_in("Paris")))

    newest, oldest = read(browser, campaign, "/versions")["items"]

    assert (oldest["number"], oldest["used"], newest["current"]) == (1, True, True)
    assert newest["published_by"]
    said = [(each["part"], each["change"], each["before"], each["after"]) for each in newest["changes"]]
    assert said == [
        ("filter", "added", [], ["City is Paris"]),
        ("step", "changed", ["Add 5 to Person Score"], ["Add 7 to Person Score"]),
        ("step", "added", [], ["Milestone: hello"]),
    ]


def test_f10_edits_of_two_people_are_two_versions(workspace: Workspace, browser: Browser) -> None:
    campaign = act.published(workspace, "Leads", act.score("+5", id="s1"))
    edit(campaign, act.score("+6", id="s1"))
    edit(campaign, act.score("+7", id="s1"))

    assert [each["number"] for each in read(browser, campaign, "/versions")["items"]] == [3, 2, 1]


def test_f10_an_older_version_comes_back_into_the_draft(workspace: Workspace, browser: Browser) -> None:
    campaign = act.published(workspace, "Leads", act.score("+5", id="s1"))
    act.run(campaign)
    edit(campaign, act.score("+7", id="s1"))
    campaign.refresh_from_db()

    shown = read(browser, campaign, "/versions/1")
    restored = browser.post(address(campaign, "/versions/1/restore"), {"edit_number": campaign.edit_number})

    assert shown["restoring"][0]["after"] == ["Add 5 to Person Score"]
    assert restored.json()["flow"]["steps"][0]["default"]["params"]["change"] == "+5"
    assert [each["number"] for each in read(browser, campaign, "/versions")["items"]] == [3, 2, 1]


def test_f10_restoring_from_a_stale_edit_number_overwrites_nobody(workspace: Workspace, browser: Browser) -> None:
    campaign = act.published(workspace, "Leads", act.score("+5", id="s1"))
    edit(campaign, act.score("+7", id="s1"))

    refused = browser.post(address(campaign, "/versions/1/restore"), {"edit_number": 0})

    assert (refused.status_code, refused.json()["code"]) == (409, "stale_edit")


def test_c11_a_version_with_a_wait_does_not_come_back_into_an_executable(
    workspace: Workspace, browser: Browser
) -> None:
    campaign = act.executable(workspace, "Child", act.score("+5", id="s1"))
    Revision.objects.filter(campaign=campaign).update(flow=flow(pause("w1")))

    refused = browser.post(address(campaign, "/versions/1/restore"), {"edit_number": campaign.edit_number})

    campaign.refresh_from_db()
    assert (refused.status_code, refused.json()["code"]) == (409, "step_not_allowed_in_executable")
    assert [each["id"] for each in campaign.draft_flow["steps"]] == ["s1"]


def test_f06_publishing_says_how_many_people_wait_at_which_step(workspace: Workspace, browser: Browser) -> None:
    parent, _, _ = parent_with_people_waiting(workspace)
    edit(parent, pause("w1"), act.note("new ending", id="n1"))

    inside = read(browser, parent, "/inside")

    assert (inside["people"], inside["outdated"], inside["movable"]) == (3, 3, 3)
    (place,) = inside["places"]
    assert (place["version"], place["number"], place["words"], place["keeps"]) == (1, 1, "Wait 2 days", True)


def test_f06_who_waits_finishes_on_the_version_of_entry(workspace: Workspace, browser: Browser) -> None:
    parent, people, run = parent_with_people_waiting(workspace)
    edit(parent, pause("w1"), act.note("new ending", id="n1"))

    publish(browser, parent)
    act.let_pass(days=2)

    assert [act.notes_of(person) for person in people] == [["old ending"]] * 3
    assert act.numbers_of(run) == {"entered": 3, "finished": 3}


def test_f06_whoever_publishes_may_move_the_waiting_people_to_the_new_version(
    workspace: Workspace, browser: Browser
) -> None:
    parent, people, run = parent_with_people_waiting(workspace)
    edit(parent, act.note("comes too late", id="n0"), pause("w1"), act.note("new ending", id="n1"))

    publish(browser, parent, move_people=True)
    moved = read(browser, parent, "/inside")["moving"]
    act.let_pass(days=2)

    assert [act.notes_of(person) for person in people] == [["new ending"]] * 3
    assert (moved["state"], moved["moved"], moved["stayed"]) == ("done", 3, 0)
    assert act.numbers_of(run) == {"entered": 3, "finished": 3}


def test_f06_people_whose_step_is_gone_stay_on_the_old_version_and_are_listed(
    workspace: Workspace, browser: Browser
) -> None:
    parent, people, _ = parent_with_people_waiting(workspace)
    edit(parent, pause("w2"), act.note("new ending", id="n1"))

    before = read(browser, parent, "/inside/people?staying=true")["items"]
    publish(browser, parent, move_people=True)
    after = read(browser, parent, "/inside/people?staying=true")["items"]
    act.let_pass(days=2)

    assert [each["person"] for each in before] == [each["person"] for each in after] == [each.pk for each in people]
    assert {each["version"] for each in after} == {1}
    assert [act.notes_of(person) for person in people] == [["old ending"]] * 3


def test_f06_who_is_held_in_an_executable_moves_when_the_call_is_still_there(
    workspace: Workspace, browser: Browser, stumble: str
) -> None:
    person = make_people(workspace, 1, city="Paris")[0]
    child = act.executable(workspace, "Child", act.step(stumble, id="x1", city="Paris"), act.note("child", id="c1"))
    parent = act.published(workspace, "Parent", act.execute(child, id="e1"), act.note("old ending", id="n1"))
    run = act.run(parent)
    edit(parent, act.execute(child, id="e1"), act.note("new ending", id="n1"))

    (place,) = read(browser, parent, "/inside")["places"]
    publish(browser, parent, move_people=True)
    act.publish(child, act.note("mended", id="x1"), act.note("child", id="c1"))
    control.retry_held(run, list(Waiting.objects.filter(run=run).values_list("entry", flat=True)))
    act.work()

    assert (place["state"], place["path"], place["keeps"]) == ("held", "e1", True)
    assert place["words"].startswith("Child: ")
    assert act.notes_of(person) == ["mended", "child", "new ending"]


def test_f06_who_is_held_in_a_call_that_is_gone_keeps_the_old_version(
    workspace: Workspace, browser: Browser, stumble: str
) -> None:
    make_people(workspace, 1, city="Paris")
    child = act.executable(workspace, "Child", act.step(stumble, id="x1", city="Paris"))
    other = act.executable(workspace, "Other", act.note("other", id="o1"))
    parent = act.published(workspace, "Parent", act.execute(child, id="e1"))
    act.run(parent)
    edit(parent, act.execute(other, id="e1"))

    publish(browser, parent, move_people=True)

    (place,) = read(browser, parent, "/inside")["places"]
    assert (place["version"], place["outdated"], place["keeps"]) == (1, True, False)


def test_f06_who_was_just_woken_takes_the_new_version_too(workspace: Workspace, browser: Browser) -> None:
    parent, people, run = parent_with_people_waiting(workspace)
    edit(parent, pause("w1"), act.note("new ending", id="n1"))
    act.Run.objects.filter(pk=run.pk).update(next_wake_at=run.started_at)
    Waiting.objects.filter(run=run).update(wake_at=run.started_at)
    act.wake_due()  # their waves are ready, and no worker has begun

    publish(browser, parent, move_people=True)
    act.work()

    assert [act.notes_of(person) for person in people] == [["new ending"]] * 3


def test_f10_a_smart_list_has_a_history_and_an_older_version_comes_back(workspace: Workspace, browser: Browser) -> None:
    asset = draw_smart_list(workspace, "Italians", lives_in("Rome"))
    colleague = make_actor(Role.MARKETER, workspace, first_name="Bea")
    edit_smart_list(asset, lives_in("Oslo"), actor=colleague)
    edit_smart_list(asset, lives_in("Turin"), actor=colleague)
    url = f"/api/v1/workspaces/{workspace.pk}/smart-lists/{asset.pk}"

    def told() -> list[tuple[Any, ...]]:
        rows = browser.get(f"{url}/versions").json()["items"]
        return [
            (row["number"], row["current"], [(c["change"], c["before"], c["after"]) for c in row["changes"]])
            for row in rows
        ]

    rome, turin = ["City is Rome"], ["City is Turin"]
    no_lines: list[str] = []
    first = (1, False, [("added", no_lines, rome)])
    assert told() == [(2, True, [("changed", rome, turin)]), first]
    number = browser.get(url).json()["edit_number"]
    assert browser.post(f"{url}/versions/1/restore", {"edit_number": number - 1}).status_code == 409
    assert browser.get(f"{url}/versions/1").json()["restoring"][0]["after"] == rome
    assert browser.post(f"{url}/versions/1/restore", {"edit_number": number}).status_code == 200
    assert told()[0] == (3, True, [("changed", turin, rome)])
    assert browser.get(url).json()["smart_list"]["filters"] == [lives_in("Rome")]


def test_f10_what_a_copied_smart_list_held_before_its_first_edit_is_a_version(
    workspace: Workspace, browser: Browser
) -> None:
    asset = make_smart_list(workspace, definition=smart_list(lives_in("Rome")))
    edit_smart_list(asset, lives_in("Oslo"))
    versions = browser.get(f"/api/v1/workspaces/{workspace.pk}/smart-lists/{asset.pk}/versions").json()["items"]
    assert [len(each["changes"]) for each in versions] == [1, 1]
