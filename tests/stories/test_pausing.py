"""Pause and resume: nobody is lost, nothing is repeated, entries still queue (S03)."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Run, Wave
from campaigns.runtime import control
from campaigns.runtime.drain import drain
from campaigns.runtime.preparing import prepare_runs
from campaigns.storage import waves
from tests.factories import browser_as, make_people, make_person, make_workspace
from tests.stories.acting import (
    let_pass,
    listening,
    note,
    notes_of,
    numbers_of,
    published,
    run,
    score,
    start,
    step,
    trigger,
    values_of,
    wait,
    work,
    write,
)
from tests.stories.bell import Bell

pytestmark = pytest.mark.django_db


def test_s03_a_paused_run_stands_still_and_resumed_it_does_the_rest_once() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 6)
    started = start(published(workspace, "Batch", score("+1"), note("done")), given={"own": "waves stand alone"})
    prepare_runs()
    waves.split(Wave.objects.get(), 2, attempt=0)
    drain("batch", claims=1)
    control.pause(started)
    work()
    reached = [person for person in people if notes_of(person)]
    assert len(reached) == 2
    assert numbers_of(started) == {"entered": 2, "finished": 2}
    assert started.state == Run.State.RUNNING

    control.resume(started)
    work()
    assert [values_of(person)["score"] for person in people] == [1] * 6
    assert [notes_of(person) for person in people] == [["done"]] * 6
    assert numbers_of(started) == {"entered": 6, "finished": 6}
    assert started.state == Run.State.DONE


def test_s03_who_waits_in_a_paused_run_wakes_when_it_is_resumed() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = run(published(workspace, "Batch", wait("1 hour"), note("after")))
    control.pause(started)
    let_pass(hours=2)
    assert notes_of(person) == []
    control.resume(started)
    let_pass(seconds=0)
    assert notes_of(person) == ["after"]


def test_s03_an_answer_that_comes_while_the_run_is_paused_is_taken_when_it_is_resumed(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = start(published(workspace, "Rings", step("ring"), note("after")))
    while drain("batch"):
        pass
    control.pause(started)
    work()
    assert (len(bell.keys), notes_of(person)) == (1, [])
    control.resume(started)
    work()
    assert notes_of(person) == ["ring", "after"]
    assert numbers_of(started) == {"entered": 1, "finished": 1}


def test_s03_entries_of_a_paused_trigger_campaign_queue_until_it_is_resumed() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    listening(workspace, "Hot", note("hot"), on=trigger("score_is_changed", field="score"))
    paused = Run.objects.get(kind="trigger")
    control.pause(paused)
    run(published(workspace, "Batch", score("+1")))
    assert notes_of(person) == []
    control.resume(paused)
    work()
    assert notes_of(person) == ["hot"]


def test_s03_a_run_that_is_paused_before_it_was_picked_picks_its_members_when_it_is_resumed() -> None:
    workspace = make_workspace()
    started = start(published(workspace, "Batch", write("city", "Rome")))
    control.pause(started)
    work()
    person = make_person(workspace)
    control.resume(started)
    work()
    assert values_of(person)["city"] == "Rome"


def test_s03_a_paused_run_can_be_aborted_and_an_ended_one_not_paused() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Batch", note("x"))
    started = start(campaign)
    browser = browser_as(Role.MARKETER, workspace)
    path = f"/api/v1/workspaces/{workspace.pk}/runs/{started.pk}"
    shown = browser.post(f"{path}/pause", {}).json()
    assert (shown["paused"], shown["state"]) == (True, "preparing")
    runs = browser.get(f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/runs").json()["items"]
    assert runs[0]["paused"] is True
    assert browser.post(f"{path}/abort", {}).json()["paused"] is False
    work()
    assert notes_of(person) == []
    for action in ("pause", "resume"):
        assert browser.post(f"{path}/{action}", {}).json()["code"] == "run_ended"
    assert browser_as(Role.VIEWER, workspace).post(f"{path}/pause", {}).status_code == 403
