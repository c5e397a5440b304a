"""Remove from Flow: out of this campaign and all its callers, or out of another one's waits and queue (C16)."""

import pytest

from campaigns.models import Run, Wave
from campaigns.runtime.drain import drain
from campaigns.runtime.preparing import prepare_runs
from tests.factories import make_person, make_workspace
from tests.stories.acting import (
    executable,
    execute,
    field_is,
    let_pass,
    log_of,
    note,
    notes_of,
    numbers_of,
    publish,
    published,
    remove_from,
    request,
    requestable,
    run,
    smart_list,
    start,
    step,
    wait,
    work,
)
from tests.stories.bell import Bell

pytestmark = pytest.mark.django_db


def test_c16_this_campaign_in_an_executable_ends_every_caller() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    inner = executable(workspace, "Inner", note("inner"), remove_from(), note("never"))
    outer = executable(workspace, "Outer", execute(inner), note("never"))
    started = run(published(workspace, "Parent", note("before"), execute(outer), note("never")))
    assert notes_of(person) == ["before", "inner"]
    assert numbers_of(started) == {"entered": 1, "left": 1}
    assert started.state == Run.State.DONE
    assert log_of(person, "remove_from_flow")[0][1]["Removed From"] == "Parent, Outer, Inner"


def test_c16_only_who_is_removed_leaves() -> None:
    workspace = make_workspace()
    leaves, stays = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    child = executable(workspace, "Parisians leave", remove_from(), who=smart_list(field_is("city", "Paris")))
    started = run(published(workspace, "Parent", execute(child), note("after")))
    assert (notes_of(leaves), notes_of(stays)) == ([], ["after"])
    assert numbers_of(started) == {"entered": 2, "left": 1, "finished": 1}


@pytest.mark.parametrize("named", ["root", "outer"])
def test_c16_naming_a_caller_of_the_chain_ends_the_whole_chain(named: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    root = published(workspace, "Root")
    outer = executable(workspace, "Outer")
    inner = executable(workspace, "Inner", remove_from(root if named == "root" else outer), note("never"))
    publish(outer, execute(inner), note("never"))
    publish(root, execute(outer), note("never"))
    started = run(root)
    assert notes_of(person) == []
    assert numbers_of(started) == {"entered": 1, "left": 1}


def test_c16_naming_an_unrelated_campaign_ends_its_waits_and_leaves_this_one() -> None:
    workspace = make_workspace()
    person, other = make_person(workspace, city="Paris"), make_person(workspace)
    waits = published(workspace, "Waits", wait("1 day"), note("waited"))
    waiting = run(waits)
    who = smart_list(field_is("city", "Paris"))
    run(published(workspace, "Removes", remove_from(waits), note("goes on"), who=who))
    let_pass(days=1, minutes=1)
    assert notes_of(person) == ["goes on"]
    assert notes_of(other) == ["waited"]
    assert numbers_of(waiting) == {"entered": 2, "left": 1, "finished": 1}
    assert waiting.state == Run.State.DONE


def test_c16_the_run_whose_last_waiting_person_was_taken_out_is_over() -> None:
    workspace = make_workspace()
    make_person(workspace)
    waits = published(workspace, "Waits", wait("1 day"))
    waiting = run(waits)
    run(published(workspace, "Removes", remove_from(waits)))
    waiting.refresh_from_db()
    assert waiting.state == Run.State.DONE
    assert numbers_of(waiting) == {"entered": 1, "left": 1}


def test_c16_naming_an_unrelated_campaign_takes_people_out_of_its_queue() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    removed_from = requestable(workspace, "Requested", note("never"))
    run(published(workspace, "Parent", request(removed_from), remove_from(removed_from), note("parent")))
    assert notes_of(person) == ["parent"]


def test_c16_people_in_the_queue_of_a_batch_run_are_taken_out() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    removes_from = published(workspace, "Queued", note("never"))
    removes = published(workspace, "Removes", remove_from(removes_from), settings={"priority": "high"})
    queued = start(removes_from)
    prepare_runs()
    start(removes)
    prepare_runs()
    Wave.objects.filter(run=queued).update(rank=4e9)
    work()
    assert notes_of(person) == []
    assert numbers_of(queued) == {}
    queued.refresh_from_db()
    assert queued.state == Run.State.DONE


def test_c16_a_request_after_the_removal_enters_again() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    again = requestable(workspace, "Again", wait("1 day"), note("again"))
    parent = published(workspace, "Parent", remove_from(again), request(again))
    run(parent)
    run(parent)
    let_pass(days=1, minutes=1)
    assert notes_of(person) == ["again"]


def test_c16_naming_an_executable_from_elsewhere_ends_waiting_flows_that_called_it() -> None:
    workspace = make_workspace()
    person, other = make_person(workspace, city="Paris"), make_person(workspace)
    child = executable(workspace, "Child", who=smart_list(field_is("city", "Paris")))
    caller = published(workspace, "Caller", execute(child), wait("1 day"), note("after the wait"))
    unrelated = published(workspace, "Unrelated", wait("1 day"), note("unrelated"))
    called = run(caller)
    run(unrelated)
    run(published(workspace, "Removes", remove_from(child), note("goes on")))
    let_pass(days=1, minutes=1)
    assert notes_of(person) == ["goes on", "unrelated"]
    assert sorted(notes_of(other)) == ["after the wait", "goes on", "unrelated"], "the child did not let them through"
    assert numbers_of(called) == {"entered": 2, "left": 1, "finished": 1}


def test_c16_naming_an_executable_from_elsewhere_reaches_people_who_wake_already() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child")
    called = run(published(workspace, "Caller", execute(child), wait("1 hour"), note("never")))
    removes = published(workspace, "Removes", remove_from(child))
    start(removes)
    prepare_runs()
    Wave.objects.update(rank=0)
    let_pass(hours=1, minutes=1)
    assert notes_of(person) == []
    assert numbers_of(called) == {"entered": 1, "left": 1}


@pytest.mark.parametrize("inside", [False, True])
def test_c16_who_is_held_is_taken_out_too(stumble: str, inside: bool) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    trips = step(stumble, city="Rome")
    child = executable(workspace, "Child", *([trips] if inside else []))
    caller = published(workspace, "Caller", execute(child), *([] if inside else [trips]), note("never"))
    held = run(caller)
    assert numbers_of(held) == {"entered": 1, "held": 1}
    run(published(workspace, "Removes", remove_from(child if inside else caller), note("goes on")))
    assert notes_of(person) == ["goes on"]
    assert numbers_of(held) == {"entered": 1, "left": 1}


def test_c16_who_waits_for_an_answer_is_taken_out_and_the_answer_moves_nobody(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"))
    called = start(published(workspace, "Caller", execute(child), step("ring"), note("never")))
    removes = published(workspace, "Removes", remove_from(child), note("goes on"))
    while drain("batch"):
        pass
    start(removes)
    work()
    assert notes_of(person) == ["child", "goes on"]
    assert numbers_of(called) == {"entered": 1, "left": 1}


def test_c16_this_campaign_in_a_child_of_a_requested_campaign_leaves_the_requester_alone() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"), remove_from(), note("never"))
    target = requestable(workspace, "Target", execute(child), note("never"))
    run(published(workspace, "Parent", request(target), wait("1 hour"), note("parent")))
    let_pass(hours=1, minutes=1)
    assert notes_of(person) == ["child", "parent"]


def test_c16_in_a_requested_campaign_it_ends_that_campaign_alone() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", note("target"), remove_from(), note("never"))
    run(published(workspace, "Parent", request(target), wait("1 hour"), note("parent")))
    let_pass(hours=1, minutes=1)
    assert notes_of(person) == ["target", "parent"]


def test_c16_an_executable_called_earlier_by_this_very_entry_does_not_end_it() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"))
    run(published(workspace, "Parent", execute(child), remove_from(child), note("parent")))
    assert notes_of(person) == ["child", "parent"]
