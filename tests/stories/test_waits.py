"""Wait, what people keep over it, and who is gone when they wake (F05, F06, T10)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from campaigns.models import Run, Waiting, Workspace
from campaigns.runtime import record
from campaigns.runtime.due import wake_due
from campaigns.runtime.preparing import prepare_runs
from campaigns.runtime.record import Source
from tests.factories import make_list, make_people, make_person, make_program, make_token, make_workspace
from tests.stories.acting import (
    executable,
    execute,
    field_is,
    let_pass,
    listening,
    log_of,
    members_of,
    note,
    notes_of,
    numbers_of,
    publish,
    published,
    rows_of,
    run,
    smart_list,
    start,
    step,
    trigger,
    wait,
    work,
    write,
)

pytestmark = pytest.mark.django_db


def test_f05_a_wait_parks_until_its_time_and_then_the_next_step_comes() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = run(published(workspace, "Parent", note("before"), wait("4 hours"), note("after")))
    assert started.state == Run.State.WAITING
    let_pass(hours=3, minutes=59)
    assert notes_of(person) == ["before"]
    let_pass(minutes=1)
    assert notes_of(person) == ["before", "after"]
    assert numbers_of(started) == {"entered": 1, "finished": 1}
    assert started.state == Run.State.DONE


def test_f05_two_waits_in_a_row_last_as_long_as_both() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Parent", wait("1 hour"), wait("1 hour"), note("after")))
    let_pass(hours=1)
    assert notes_of(person) == []
    let_pass(hours=1)
    assert notes_of(person) == ["after"]


def test_f05_a_duration_that_can_not_be_read_is_logged_and_never_passed_over_in_silence() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Parent", wait("4 hrs"), note("after")))
    (row,) = rows_of(person, "wait")
    assert row.get_result_display() == "failed"
    assert row.reason
    assert notes_of(person) == ["after"]


def test_f05_days_follow_the_calendar_of_the_workspaces_zone() -> None:
    workspace = make_workspace(timezone="Europe/Berlin")
    person = make_person(workspace)
    run(published(workspace, "Parent", wait("1 day")))
    began = rows_of(person, "wait")[0].occurred_at
    until = datetime.fromisoformat(log_of(person, "wait")[0][1]["Until"])
    zone = Workspace.objects.get(pk=workspace.pk).timezone
    local, later = began.astimezone(ZoneInfo(zone)), until.astimezone(ZoneInfo(zone))
    assert (later.hour, later.minute) == (local.hour, local.minute)
    assert (later.date() - local.date()).days == 1


def test_f05_the_wait_is_logged_with_its_end() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Parent", wait("30 minutes")))
    until = datetime.fromisoformat(log_of(person, "wait")[0][1]["Until"])
    assert 29 * 60 < (until - datetime.now(UTC)).total_seconds() <= 30 * 60


def test_f05_waking_twice_at_once_goes_on_once() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Parent", wait("1 hour"), note("after")))
    Waiting.objects.update(wake_at=timezone.now())
    Run.objects.update(next_wake_at=timezone.now())
    assert [wake_due(), wake_due()] == [True, False]
    work()
    assert notes_of(person) == ["after"]


def test_f02_people_are_not_checked_again_after_a_wait() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    who = smart_list(field_is("city", "Paris"))
    run(published(workspace, "Parisians", write("city", "Rome"), note("1"), wait("1 day"), note("2"), who=who))
    let_pass(days=1)
    assert notes_of(person) == ["1", "2"]


def test_f06_who_waits_keeps_the_parents_own_steps() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    parent = published(workspace, "Parent", wait("1 day"), note("old"))
    run(parent)
    publish(parent, note("new"))
    let_pass(days=1)
    assert notes_of(person) == ["old"]


def test_f06_after_the_wait_calls_take_the_executables_published_version() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("old child"))
    parent = published(workspace, "Parent", execute(child), wait("1 day"), execute(child), note("old parent"))
    run(parent)
    publish(child, note("new child"))
    publish(parent, note("new parent"))
    let_pass(days=1)
    assert notes_of(person) == ["old child", "new child", "old parent"]


def test_f10_up_to_the_next_wait_a_run_keeps_the_campaigns_as_they_were() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("old child"))
    parent = published(workspace, "Parent", execute(child), note("old parent"))
    start(parent)
    publish(child, note("new child"))
    publish(parent, note("new parent"))
    work()
    assert notes_of(person) == ["old child", "old parent"]


def test_f10_new_entries_take_what_was_published_since() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("old child"))
    parent = published(workspace, "Parent", execute(child))
    run(parent)
    publish(child, note("new child"))
    run(parent)
    assert notes_of(person) == ["old child", "new child"]


def test_f10_an_unpublished_draft_changes_nothing_that_runs() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    parent = published(workspace, "Parent", note("published"))
    parent.draft_flow = {"steps": [note("draft")]}
    parent.save()
    run(parent)
    assert notes_of(person) == ["published"]


def test_t10_tokens_resolve_when_the_step_acts_after_the_wait_too() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    program = make_program(workspace)
    token = make_token(program, "word", "old")
    text = "{{my.word}} {{lead.City}}"
    run(published(workspace, "Parent", note(text), wait("1 day"), note(text), program=program))
    token.value = "new"
    token.save()
    record.change_people({person.pk: {"city": "Paris"}}, source=Source("Designer"))
    let_pass(days=1)
    assert notes_of(person) == ["old Rome", "new Paris"]


def test_t06_given_values_are_still_there_after_a_wait() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    program = make_program(workspace)
    make_token(program, "word", "own")
    run(published(workspace, "Parent", wait("1 day"), note("{{my.word}}"), program=program), given={"word": "given"})
    let_pass(days=1)
    assert notes_of(person) == ["given"]


def test_engine19_a_deleted_person_leaves_the_wait_and_the_run_ends() -> None:
    workspace = make_workspace()
    stays, gone = make_people(workspace, 2)
    started = run(published(workspace, "Parent", wait("1 day"), note("after")))
    record.delete_people([gone.pk], source=Source("Designer"))
    assert numbers_of(started) == {"entered": 2, "waiting": 1, "left": 1}
    let_pass(days=1)
    assert notes_of(stays) == ["after"]
    assert [key for key, _ in log_of(gone)] == ["wait", "delete_person"]
    assert numbers_of(started) == {"entered": 2, "finished": 1, "left": 1}


def test_engine19_a_run_of_whom_the_last_waiting_person_is_deleted_is_over() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = run(published(workspace, "Parent", wait("1 day")))
    record.delete_people([person.pk], source=Source("Designer"))
    numbers_of(started)
    assert started.state == Run.State.DONE


def test_engine19_a_deleted_person_leaves_the_queue() -> None:
    workspace = make_workspace()
    stays, gone = make_people(workspace, 2)
    started = start(published(workspace, "Parent", note("here")))
    prepare_runs()
    record.delete_people([gone.pk], source=Source("Designer"))
    work()
    assert (notes_of(stays), notes_of(gone)) == (["here"], [])
    started.refresh_from_db()
    assert (started.state, started.total) == (Run.State.DONE, 2)
    assert started.counts["dropped"] == {"The person was deleted, or left the workspace.": 1}
    assert numbers_of(started) == {"entered": 1, "finished": 1}


def test_engine19_who_is_deleted_while_waking_goes_no_further() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = run(published(workspace, "Parent", wait("1 hour"), note("after")))
    Waiting.objects.update(wake_at=timezone.now())
    Run.objects.update(next_wake_at=timezone.now())
    wake_due()
    record.delete_people([person.pk], source=Source("Designer"))
    work()
    assert notes_of(person) == []
    assert numbers_of(started) == {"entered": 1, "left": 1}
    assert started.state == Run.State.DONE


def test_t05_the_trigger_is_still_known_after_a_wait() -> None:
    workspace = make_workspace()
    child = executable(workspace, "Child", note("child {{trigger.New Value}}"))
    flow = [wait("1 hour"), note("{{trigger.Old Value}} > {{trigger.New Value}}"), execute(child)]
    listening(workspace, "Moved", *flow, on=trigger("data_value_changes", field="city"))
    person = make_person(workspace, city="Rome")
    record.change_people({person.pk: {"city": "Paris"}}, source=Source("Designer"))
    work()
    record.change_people({person.pk: {"city": "Oslo"}}, source=Source("Designer"))
    work()
    let_pass(hours=1)
    assert notes_of(person) == ["Rome > Paris", "child Paris", "Paris > Oslo", "child Oslo"]


def test_engine19_who_moved_out_of_the_workspaces_partitions_goes_no_further() -> None:
    workspace, elsewhere = make_workspace(), make_workspace()
    person = make_person(workspace)
    started = run(published(workspace, "Parent", wait("1 day"), note("after")))
    person.partition_id = elsewhere.primary_partition_id
    person.save()
    let_pass(days=1)
    assert notes_of(person) == []
    assert numbers_of(started) == {"entered": 1, "left": 1}
    assert started.state == Run.State.DONE


def test_f05_people_of_two_runs_wait_and_wake_on_their_own() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    parent = published(workspace, "Parent", wait("2 hours"), note("after"))
    run(parent)
    let_pass(hours=1)
    run(parent)
    let_pass(hours=1)
    assert notes_of(person) == ["after"]
    let_pass(hours=1)
    assert notes_of(person) == ["after", "after"]
    assert members_of(parent) == {person.pk}


def test_f05_a_choice_may_wait_for_some_and_not_for_others() -> None:
    workspace = make_workspace()
    listed = make_list(workspace)
    waits, goes = make_person(workspace, city="Paris"), make_person(workspace)
    waiting = wait("1 day")
    waiting["choices"] = [{"id": "c", "condition": field_is("city", operator="is_empty"), "do_nothing": True}]
    started = run(published(workspace, "Parent", waiting, step("add_to_list", list=listed.pk), note("after")))
    assert (notes_of(waits), notes_of(goes)) == ([], ["after"])
    assert numbers_of(started) == {"entered": 2, "waiting": 1, "finished": 1}
    let_pass(days=1)
    assert notes_of(waits) == ["after"]
