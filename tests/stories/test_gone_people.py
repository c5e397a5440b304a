"""People who are deleted, or move out of sight, in the middle of a flow: waiting, queued, in a run, held (F07, C16)."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from campaigns.definitions.actor import SYSTEM
from campaigns.models import ListMember, Partition, Person, Run, Task, Waiting, Wave, WebVisitor, Workspace
from campaigns.runtime.control import retry_failed, retry_held
from campaigns.runtime.drain import drain
from campaigns.runtime.preparing import prepare_runs
from campaigns.services.people import delete_person
from tests.factories import make_list, make_people, make_person, make_workspace
from tests.stories.acting import (
    executable,
    execute,
    field_is,
    let_pass,
    listening,
    note,
    notes_of,
    numbers_of,
    published,
    request,
    requestable,
    rows_of,
    run,
    score,
    smart_list,
    start,
    step,
    trigger,
    wait,
    work,
    write,
)
from tests.stories.service import Service, call, make_webhook

pytestmark = pytest.mark.django_db
Going = Callable[[Workspace, Person], None]


def is_deleted(workspace: Workspace, person: Person) -> None:
    delete_person(SYSTEM, workspace.pk, person.pk)


def moves_away(workspace: Workspace, person: Person) -> None:
    """By a campaign of another workspace, which sees both partitions."""
    elsewhere, there = make_workspace(), Partition.objects.create(name="There")
    elsewhere.partitions.add(there, workspace.primary_partition)
    only = smart_list(field_is("email", person.values["email"]))
    run(published(elsewhere, "Moves", step("change_person_partition", partition=there.pk), who=only))


def is_elsewhere(workspace: Workspace, person: Person) -> None:
    """At once, before anything that is queued is worked on."""
    Person.objects.filter(pk=person.pk).update(partition=make_workspace().primary_partition_id)


goes = pytest.mark.parametrize("going", [is_deleted, moves_away])


@goes
def test_f07_who_goes_while_waiting_never_comes_back(going: Going) -> None:
    workspace = make_workspace()
    gone, stays = make_people(workspace, 2)
    started = run(published(workspace, "Parent", note("before"), wait("1 day"), note("after")))
    going(workspace, gone)
    let_pass(days=1)
    assert (notes_of(gone), notes_of(stays)) == (["before"], ["before", "after"])
    assert numbers_of(started) == {"entered": 2, "finished": 1, "left": 1}
    assert started.state == Run.State.DONE


@goes
def test_f07_who_goes_while_a_running_batch_has_picked_them_never_enters(going: Going) -> None:
    workspace = make_workspace()
    gone, stays = make_people(workspace, 2)
    target = requestable(workspace, "Target", note("target"))
    run_of = start(published(workspace, "Asks", request(target)))
    prepare_runs()
    going(workspace, gone)
    work()
    assert (notes_of(gone), notes_of(stays)) == ([], ["target"])
    numbers_of(run_of)
    assert not Wave.objects.exists()


@pytest.mark.parametrize("going", [is_deleted, is_elsewhere])
def test_f07_who_goes_while_queued_at_a_requested_campaign_never_enters_it(going: Going) -> None:
    workspace = make_workspace()
    gone, stays = make_people(workspace, 2)
    target = requestable(workspace, "Target", note("target"))
    start(published(workspace, "Asks", request(target)))
    while drain("batch"):
        pass
    going(workspace, gone)
    work()
    assert (notes_of(gone), notes_of(stays)) == ([], ["target"])
    assert numbers_of(target.runs.get(kind="request")) == {"entered": 1, "finished": 1}


@goes
def test_f07_who_goes_while_an_answer_is_awaited_goes_no_further(going: Going, service: Service) -> None:
    workspace = make_workspace()
    gone, stays = make_people(workspace, 2)
    started = start(published(workspace, "Asks", call(make_webhook(workspace, service)), note("after")))
    while drain("batch"):
        pass
    going(workspace, gone)
    work()
    assert (notes_of(gone), notes_of(stays)) == ([], ["after"])
    assert numbers_of(started) == {"entered": 2, "finished": 1, "left": 1}
    assert started.state == Run.State.DONE


@goes
def test_f08_of_who_went_a_failed_step_is_not_repeated(going: Going) -> None:
    workspace = make_workspace()
    gone = make_person(workspace, email="gone@example.com", city="ten")
    started = run(published(workspace, "Parent", score("{{lead.City}}")))
    (failed,) = rows_of(gone, "change_score")
    going(workspace, gone)
    retry_failed(started, [failed.pk])
    work()
    assert len(rows_of(gone, "change_score")) == 1
    assert numbers_of(started) == {"entered": 1, "finished": 1}
    assert started.state == Run.State.DONE


@goes
@pytest.mark.usefixtures("stumble")
def test_f08_who_goes_while_held_is_not_retried(going: Going) -> None:
    workspace = make_workspace()
    gone = make_person(workspace, email="gone@example.com", city="Oslo")
    started = run(published(workspace, "Parent", step("stumble", city="Oslo"), note("after")))
    held = Waiting.objects.get(person=gone)
    going(workspace, gone)
    retry_held(started, [held.entry])
    work()
    assert notes_of(gone) == []
    assert numbers_of(started) == {"entered": 1, "left": 1}


def test_f07_delete_person_in_a_child_leaves_the_caller_and_every_other_run() -> None:
    workspace = make_workspace()
    gone, stays = make_person(workspace, city="Oslo"), make_person(workspace)
    waits = run(published(workspace, "Waits", wait("1 day"), note("waited")))
    child = executable(
        workspace, "Child", step("delete_person"), note("child"), who=smart_list(field_is("city", "Oslo"))
    )
    caller = run(published(workspace, "Caller", execute(child), note("caller")))
    let_pass(days=1)
    assert (notes_of(gone), notes_of(stays)) == ([], ["caller", "waited"])
    assert numbers_of(caller) == {"entered": 2, "finished": 1, "left": 1}
    assert numbers_of(waits) == {"entered": 2, "finished": 1, "left": 1}
    (row,) = rows_of(gone, "delete_person")
    assert (row.campaign_id, row.run_id) == (child.pk, caller.pk)


def test_f07_a_deleted_person_leaves_a_tombstone_and_nothing_else() -> None:
    workspace = make_workspace()
    person = make_person(workspace, email="gone@example.com")
    members = make_list(workspace, people=(person,))
    flow = (step("create_task", subject="x"), write("city", "Rome"), step("add_to_list", list=members.pk))
    run(published(workspace, "Deletes", *flow, step("delete_person")))
    person.refresh_from_db()
    assert (person.values, person.normal) == ({}, {})
    assert person.deleted_at is not None
    assert not ListMember.objects.exists()
    assert not Task.objects.exists()
    assert run(published(workspace, "Later", note("nobody"))).counts.get("entered", 0) == 0


def test_f07_what_a_step_before_the_deletion_started_finds_nobody() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    listening(workspace, "Listens", note("heard"), on=trigger("data_value_changes", field="city"))
    run(published(workspace, "Deletes", write("city", "Rome"), step("delete_person")))
    assert notes_of(person) == []


def test_f07_a_deleted_persons_browser_is_nobodys_again() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    now = timezone.now()
    WebVisitor.objects.create(workspace=workspace, cookie="c1", person=person, first_seen=now, last_seen=now)
    is_deleted(workspace, person)
    assert not WebVisitor.objects.exists()
