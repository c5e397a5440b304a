"""Create Task, Change Owner, Change Person Partition, Change Program Member Data (F07)."""

from datetime import date

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Partition, Person, PersonKey, Task
from tests.factories import (
    make_member,
    make_member_field,
    make_people,
    make_person,
    make_program,
    make_user,
    make_workspace,
)
from tests.stories.acting import (
    executable,
    execute,
    field_is,
    listening,
    log_of,
    note,
    notes_of,
    published,
    rows_of,
    run,
    smart_list,
    step,
    trigger,
    values_of,
)

pytestmark = pytest.mark.django_db


def test_f07_a_task_goes_to_the_persons_owner_with_tokens_in_it() -> None:
    workspace = make_workspace()
    rep = make_user(Role.MARKETER, workspace, email="rep@example.com")
    person = make_person(workspace, first_name="Anna", owner="rep@example.com")
    asks = step("create_task", subject="Call {{lead.First Name}}", description="{{campaign.name}}", due_in=2)
    run(published(workspace, "Parent", asks))
    task = Task.objects.get()
    (row,) = rows_of(person, "create_task")
    assert (task.person_id, task.owner_id, task.subject, task.description) == (person.pk, rep.pk, "Call Anna", "Parent")
    assert (task.due_on - row.occurred_at.date()).days == 2
    assert row.attributes["Assigned To"] == "rep@example.com"
    assert date.fromisoformat(row.attributes["Due On"]) == task.due_on


def test_f08_a_task_without_a_subject_fails_for_that_person_alone() -> None:
    workspace = make_workspace()
    anna, nobody = make_person(workspace, first_name="Anna"), make_person(workspace)
    run(published(workspace, "Parent", step("create_task", subject="{{lead.First Name}}"), note("after")))
    assert [task.person_id for task in Task.objects.all()] == [anna.pk]
    assert rows_of(nobody, "create_task")[0].get_result_display() == "failed"
    assert notes_of(nobody) == ["after"]


def test_f07_change_owner_starts_campaigns_and_is_seen_by_the_next_step() -> None:
    workspace = make_workspace()
    rep = make_user(Role.MARKETER, workspace, email="rep@example.com")
    person = make_person(workspace, owner="old@example.com")
    listening(workspace, "Listens", note("heard"), on=trigger("owner_is_changed"))
    changes, again = step("change_owner", owner=rep.pk), step("change_owner", owner=rep.pk)
    run(published(workspace, "Parent", changes, note("{{lead.Owner}}"), again))
    assert values_of(person)["owner"] == "rep@example.com"
    assert sorted(notes_of(person)) == ["heard", "rep@example.com"]
    changed = {"Owner": "rep@example.com", "Old Owner": "old@example.com", "Source": "Parent"}
    assert log_of(person, "change_owner") == [("change_owner", changed)]


def test_f08_an_owner_without_a_role_here_is_refused_and_the_person_goes_on() -> None:
    workspace = make_workspace()
    stranger = make_user(Role.MARKETER, make_workspace())
    person = make_person(workspace)
    run(published(workspace, "Parent", step("change_owner", owner=stranger.pk), note("after")))
    assert rows_of(person, "change_owner")[0].get_result_display() == "failed"
    assert notes_of(person) == ["after"]


def test_f07_a_person_changes_partition_and_imports_find_them_there() -> None:
    workspace = make_workspace()
    europe = Partition.objects.create(name="Europe")
    workspace.partitions.add(europe)
    person = make_person(workspace, email="anna@example.com")
    moves = step("change_person_partition", partition=europe.pk)
    run(published(workspace, "Parent", moves, note("still here")))
    person.refresh_from_db()
    assert person.partition_id == europe.pk
    assert PersonKey.objects.get(person=person).partition_id == europe.pk
    assert log_of(person, "change_person_partition")[0][1]["New Partition"] == "Europe"
    assert notes_of(person) == ["still here"]


def test_l02_a_partition_is_filtered_by_and_a_child_sees_the_one_just_moved_to() -> None:
    workspace = make_workspace()
    other = Partition.objects.create(name="Other")
    workspace.partitions.add(other)
    person, elsewhere = make_people(workspace, 2)
    Person.objects.filter(pk=elsewhere.pk).update(partition=other)
    lives = {"kind": "person_partition", "params": {"operator": "in", "partitions": [other.pk]}}
    lives_not = {"kind": "person_partition", "params": {"operator": "not_in", "partitions": [other.pk]}}
    child = executable(workspace, "Child", note("moved"), who=smart_list(lives))

    moves = step("change_person_partition", partition=other.pk)
    started = run(published(workspace, "Moves", execute(child), moves, execute(child), who=smart_list(lives_not)))

    assert started.total == 1
    assert (notes_of(person), notes_of(elsewhere)) == (["moved"], [])


def test_w01_nobody_is_moved_into_a_partition_that_the_workspace_does_not_see() -> None:
    workspace, other = make_workspace(), make_workspace()
    person = make_person(workspace)
    moves = step("change_person_partition", partition=other.primary_partition_id)
    run(published(workspace, "Parent", moves, note("after")))
    person.refresh_from_db()
    assert person.partition_id == workspace.primary_partition_id
    assert rows_of(person, "change_person_partition")[0].get_result_display() == "failed"
    assert notes_of(person) == ["after"]


def test_f07_member_data_is_written_for_members_and_read_by_later_steps() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Fair")
    member, stranger = make_people(workspace, 2, city="Rome")
    make_member(program, member)
    child = executable(workspace, "Child", note("seat {{member.seat}}"))
    writes = step("change_program_member_data", program=program.pk, attribute="Seat", value="{{lead.City}} 7")
    run(published(workspace, "Parent", writes, execute(child, parent_context=True), program=program))
    assert program.members.get(person=member).values == {"Seat": "Rome 7"}
    assert notes_of(member) == ["seat Rome 7"]
    assert rows_of(stranger, "change_program_member_data")[0].get_result_display() == "skipped"
    clears = step("change_program_member_data", program=program.pk, attribute="seat", value="NULL")
    run(published(workspace, "Clears", clears))
    assert program.members.get(person=member).values == {}
    assert log_of(member, "change_program_member_data")[-1][1]["Old Value"] == "Rome 7"


def test_s10_a_change_of_member_data_starts_campaigns_and_stays_in_history() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Fair")
    member, other = make_people(workspace, 2, city="Rome")
    for each in (member, other):
        make_member(program, each)
    seat = {"attribute": "Attribute Name", "operator": "is", "values": ["seat"]}
    listening(
        workspace,
        "Heard",
        note("{{trigger.New Value}}"),
        on=trigger("program_member_data_is_changed", constraints=[seat]),
    )
    changed = {"operator": "occurred", "programs": [program.pk], "constraints": [seat]}
    was_changed = {"kind": "program_member_data_was_changed", "params": changed}

    one = smart_list(field_is("email", member.values["email"]))
    writes = step("change_program_member_data", program=program.pk, attribute="Seat", value="7")
    run(published(workspace, "Writes", writes, who=one))
    run(published(workspace, "Seated", note("seated"), who=smart_list(was_changed)))

    assert (notes_of(member), notes_of(other)) == (["7", "seated"], [])


def test_f07_a_defined_member_field_keeps_one_form_and_fails_what_does_not_fit_its_type() -> None:
    workspace = make_workspace()
    make_member_field(workspace, "Guests", type="integer")
    program = make_program(workspace)
    fits, wrong = make_person(workspace, city=" 3 "), make_person(workspace, city="some")
    for person in (fits, wrong):
        make_member(program, person)
    writes = step("change_program_member_data", program=program.pk, attribute="guests", value="{{lead.City}}")
    run(published(workspace, "Parent", writes, note("after"), program=program))
    assert program.members.get(person=fits).values == {"Guests": "3"}
    (failed,) = rows_of(wrong, "change_program_member_data")
    assert (failed.get_result_display(), notes_of(wrong)) == ("failed", ["after"])
    assert program.members.get(person=wrong).values == {}
