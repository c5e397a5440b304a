"""The queue page: what waits, why and since when, in the order in which it is worked on; priorities (S07)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Run, Workspace
from campaigns.runtime import control
from campaigns.runtime.preparing import prepare_runs
from tests.definitions import lives_in, smart_list
from tests.editing import draw
from tests.factories import Browser, browser_as, make_people, make_person, make_workspace
from tests.stories.acting import (
    listening,
    log_of,
    note,
    published,
    requestable,
    run,
    score,
    start,
    step,
    trigger,
    work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def rows(browser: Browser, workspace: Workspace) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get(f"/api/v1/workspaces/{workspace.pk}/queue").json()["items"]
    return found


def test_s07_the_queue_shows_trigger_work_before_batch_work_and_why_each_waits(
    workspace: Workspace, browser: Browser
) -> None:
    person, *_ = make_people(workspace, 3)
    welcome = requestable(workspace, "Welcome", note("x"))
    first, second = start(published(workspace, "First", note("a"))), start(published(workspace, "Second", score("+1")))
    prepare_runs()
    prepare_runs()
    browser.post(f"/api/v1/workspaces/{workspace.pk}/campaigns/{welcome.pk}/request", {"people": [person.pk]})
    third = start(published(workspace, "Third", note("c")))

    shown = rows(browser, workspace)
    assert [(row["name"], row["lane"], row["people"], row["why"]) for row in shown] == [
        ("Welcome", "trigger", 1, "next"),
        ("First", "batch", 3, "next"),
        ("Second", "batch", 3, "behind"),
        ("Third", "batch", 0, "preparing"),
    ]
    assert [row["priority"] for row in shown] == ["medium", "medium", "low", "medium"]
    assert shown[2]["ahead"] == 3

    control.pause(first)
    paused, after = rows(browser, workspace)[1:3]
    assert (paused["why"], paused["seconds"]) == ("paused", None)
    assert (after["run"], after["why"], after["ahead"]) == (second.pk, "next", 0)
    control.resume(first)
    work()
    assert rows(browser, workspace) == []
    assert Run.objects.get(pk=third.pk).state == Run.State.DONE


def test_s07_how_long_it_will_take_is_told_from_the_rate_of_the_last_minute(
    workspace: Workspace, browser: Browser
) -> None:
    make_people(workspace, 4)
    run(published(workspace, "Before", note("a")))
    start(published(workspace, "Now", note("b")))
    prepare_runs()
    (row,) = rows(browser, workspace)
    assert row["seconds"] == 1  # four people done in a second at most, four to do


def test_s07_a_higher_class_is_worked_on_first_and_a_changed_one_counts_for_new_entries(
    workspace: Workspace, browser: Browser
) -> None:
    person = make_person(workspace)
    changed = trigger("score_is_changed", field="score")
    slow = listening(workspace, "Slow", step("change_data_value", field="city", value="Rome"), on=changed)
    listening(workspace, "Quick", note("quick"), on=changed)
    run(published(workspace, "Batch", score("+1")))
    assert [kind for kind, _ in log_of(person)] == ["change_score", "interesting_moment", "change_data_value"]

    path = f"/api/v1/workspaces/{workspace.pk}/campaigns/{slow.pk}"
    assert browser.get(f"{path}/schedule").json()["default_priority"] == "low"
    browser.patch(f"{path}/settings", {"priority": "high"})
    person.values["city"] = "Paris"
    person.save()
    run(published(workspace, "Batch again", score("+1")))
    assert [kind for kind, _ in log_of(person)][3:] == ["change_score", "change_data_value", "interesting_moment"]


def test_s07_other_workspaces_are_not_named(workspace: Workspace, browser: Browser) -> None:
    elsewhere = make_workspace()
    make_people(elsewhere, 2)
    make_people(workspace, 1)
    start(published(elsewhere, "Theirs", note("a")))
    start(published(workspace, "Ours", note("b")))
    prepare_runs()
    prepare_runs()
    (row,) = rows(browser, workspace)
    assert (row["name"], row["ahead"], row["why"]) == ("Ours", 2, "behind")
    assert browser_as(None, workspace).get(f"/api/v1/workspaces/{workspace.pk}/queue").status_code == 404


def test_s06_the_schedule_page_counts_and_lists_who_qualifies_and_who_is_blocked(
    workspace: Workspace, browser: Browser
) -> None:
    fine = make_person(workspace, city="Paris", email="fine@example.com")
    both = make_person(workspace, city="Paris", email="both@example.com", unsubscribed=True, email_invalid=True)
    silent = make_person(workspace, city="Paris")
    before = make_person(workspace, city="Paris", email="before@example.com")
    make_person(workspace, city="Rome", unsubscribed=True)
    campaign = draw(
        workspace,
        "Mail",
        {"id": "s", "kind": "change_score", "choices": [], "default": {"params": {"field": "score", "change": "+1"}}},
        smart_list=smart_list(lives_in("Paris")),
    )
    campaign.members.create(person=before, first=before.created_at, last=before.created_at)
    path = f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/audience"

    counted = browser.get(path).json()
    assert {name: counted[name] for name in ("matching", "qualified", "held_back", "blocked")} == {
        "matching": 4,
        "qualified": 3,
        "held_back": 1,
        "blocked": 2,
    }
    assert {block["label"]: block["count"] for block in counted["blocks"]} == {
        "Unsubscribed": 1,
        "Email invalid": 1,
        "No email address": 1,
    }
    for part, people in (
        ("qualified", [fine, both, silent]),
        ("held_back", [before]),
        ("blocked", [both, silent]),
    ):
        listed = browser.get(f"{path}/people?part={part}").json()["items"]
        assert [row["id"] for row in listed] == [person.pk for person in people]
