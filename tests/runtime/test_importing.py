"""Imports from upload to the last slice: good lines go in once, bad ones are reported."""

from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from campaigns.definitions.activity_types import BY_KEY
from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.fields import FieldType
from campaigns.definitions.imports import ColumnTarget, ImportOrder, NewField
from campaigns.errors import Invalid
from campaigns.models import (
    Activity,
    FieldDefinition,
    ImportFault,
    ImportSlice,
    Job,
    ListMember,
    Person,
    PersonKey,
    ProgramMember,
    Workspace,
)
from campaigns.runtime import jobs
from campaigns.services.importing import upload as uploading
from campaigns.services.importing.start import start_import
from campaigns.services.importing.upload import upload
from campaigns.services.importing.whole import import_file
from tests.factories import make_field, make_list, make_person, make_program, make_workspace, status_of

pytestmark = pytest.mark.django_db
FILE = b"Code,Name,Visits\na1,Ann,1\nb2,Bob,\nc3,Cid,many\n"


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def run(workspace: Workspace, content: bytes = FILE, **places: Any) -> Job:
    job = start(workspace, content, **places)
    while jobs.work():
        pass
    job.refresh_from_db()
    return job


def start(workspace: Workspace, content: bytes = FILE, **places: Any) -> Job:
    """Code is the key; every column goes into a field of its name, of the type that its name in `typed` has."""
    typed = {"Visits": FieldType.INTEGER}
    known = set(FieldDefinition.objects.values_list("name", flat=True))
    job = upload(SYSTEM, workspace.pk, file_name="people.csv", content=content)
    mapping = [
        ColumnTarget(column=name, field=name.lower())
        if name.lower() in known
        else ColumnTarget(column=name, new=NewField(label=name, type=typed.get(name, FieldType.TEXT)))
        for name in (column["name"] for column in job.params["columns"])
    ]
    order = ImportOrder(mapping=tuple(mapping), key="Code", **places)
    return start_import(SYSTEM, workspace.pk, job.pk, order=order)


def values_by_code() -> dict[str, dict[str, object]]:
    return {person.values["code"]: person.values for person in Person.objects.all()}


def test_good_lines_go_in_and_a_bad_cell_rejects_its_line_alone(workspace: Workspace) -> None:
    job = run(workspace)
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert job.outcome == {"created": 2, "updated": 0, "unchanged": 0, "rejected": 1}
    assert values_by_code() == {"a1": {"code": "a1", "name": "Ann", "visits": 1}, "b2": {"code": "b2", "name": "Bob"}}
    fault = ImportFault.objects.get()
    assert (fault.line, fault.column, fault.value) == (4, "Visits", "many")
    assert not ImportSlice.objects.exists()


def test_a_second_import_updates_and_makes_no_duplicates(workspace: Workspace) -> None:
    run(workspace)
    job = run(workspace, b"Code,Name,Visits\nA1,,2\nb2,Bob,\nd4,Dan,\n")
    assert job.outcome == {"created": 1, "updated": 1, "unchanged": 1, "rejected": 0}
    assert values_by_code()["A1"] == {"code": "A1", "name": "Ann", "visits": 2}
    assert Person.objects.count() == 3


def test_lines_that_repeat_a_key_are_one_person_and_the_later_line_wins(workspace: Workspace) -> None:
    job = run(workspace, b"Code,Name,Visits\na1,Ann,1\nA1,Anna,\n")
    assert values_by_code() == {"A1": {"code": "A1", "name": "Anna", "visits": 1}}
    assert (job.outcome["created"], job.outcome["updated"], job.params["repeated"]) == (1, 1, 1)


def test_lines_that_repeat_a_key_in_another_slice_are_one_person_too(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "SLICE", 1)
    job = run(workspace, b"Code,Name,Visits\na1,Ann,1\nA1,Anna,\n")
    assert values_by_code() == {"A1": {"code": "A1", "name": "Anna", "visits": 1}}
    assert (job.outcome["created"], job.outcome["updated"], job.params["repeated"]) == (1, 1, 1)


def test_changes_are_logged_with_the_file_as_their_source(workspace: Workspace) -> None:
    run(workspace)
    run(workspace, b"Code,Name,Visits\na1,Ann,2\n")
    new = Activity.objects.filter(type_id=BY_KEY["new_person"].id)
    assert [each.attributes for each in new] == [{"Source Type": "Import", "Source Info": "people.csv"}] * 2
    change = Activity.objects.get(type_id=BY_KEY["change_data_value"].id)
    assert change.attributes["Source"] == "Import: people.csv"
    assert (change.attributes["Attribute Name"], change.attributes["New Value"]) == ("visits", 2)


def test_people_get_on_the_list_and_into_the_program_also_when_nothing_else_changes(workspace: Workspace) -> None:
    run(workspace)
    buyers, program = make_list(workspace), make_program(workspace)
    run(workspace, list=buyers.pk, program=program.pk, status=status_of(program, "Engaged").pk)
    people = set(Person.objects.values_list("pk", flat=True))
    assert set(ListMember.objects.filter(list=buyers).values_list("person", flat=True)) == people
    members = ProgramMember.objects.filter(program=program)
    assert {(each.person_id, each.status.name) for each in members} == {(person, "Engaged") for person in people}


def test_people_who_were_there_before_the_field_became_a_key_are_found_by_it(workspace: Workspace) -> None:
    make_field("Code")
    old = make_person(workspace, {"code": "A1", "name": "Old"})
    run(workspace, b"Code,Name\na1,New\n")
    assert Person.objects.get().pk == old.pk
    assert values_by_code() == {"a1": {"code": "a1", "name": "New"}}
    assert PersonKey.objects.get().value == "a1"
    assert FieldDefinition.objects.get(name="code").is_key


def test_a_key_that_several_people_share_rejects_its_line(workspace: Workspace) -> None:
    make_field("Code")
    for name in ("Ann", "Bob"):
        make_person(workspace, {"code": "a1", "name": name})
    job = run(workspace, b"Code,Name\na1,New\nb2,Cid\n")
    assert (job.outcome["created"], job.outcome["rejected"]) == (1, 1)
    assert "2 people share this key" in ImportFault.objects.get().reason


def test_w01_people_of_other_partitions_are_not_found_by_their_key(workspace: Workspace) -> None:
    run(make_workspace())
    job = run(workspace)
    assert job.outcome["created"] == 2
    assert Person.objects.filter(partition=workspace.primary_partition).count() == 2


def test_who_was_deleted_is_not_found_by_the_key_but_made_anew(workspace: Workspace) -> None:
    run(workspace)
    Person.objects.update(deleted_at=timezone.now())
    assert run(workspace).outcome["created"] == 2


def test_an_import_that_breaks_off_goes_on_where_it_was_and_repeats_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "SLICE", 2)
    content = b"Code,Name\n" + b"".join(b"c%d,Name %d\n" % (number, number) for number in range(5))
    job = start(workspace, content)
    assert jobs.work()
    worker = jobs.WORKERS["import"]

    def broken(job: Job) -> bool:
        worker(job)
        raise OSError("The disk is full.")

    monkeypatch.setattr(jobs, "WORKERS", {"import": broken})
    assert jobs.work()
    job.refresh_from_db()
    assert (job.state, job.done, job.attempt, Person.objects.count()) == ("running", 2, 1, 2)
    monkeypatch.setattr(jobs, "WORKERS", {"import": worker})
    while jobs.work():
        pass
    job.refresh_from_db()
    assert (job.state, job.done, job.outcome["created"]) == ("done", 5, 5)
    assert Activity.objects.count() == Person.objects.count() == 5


def test_a_slice_that_fails_again_and_again_fails_the_import_with_the_reason(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = start(workspace)

    def broken(job: Job) -> bool:
        raise OSError("The disk is full.")

    monkeypatch.setattr(jobs, "WORKERS", {"import": broken})
    turns = 0
    while jobs.work():
        turns += 1
    job.refresh_from_db()
    assert (turns, job.state) == (jobs.MAX_ATTEMPTS, "failed")
    assert "The disk is full." in job.reason
    assert not ImportSlice.objects.exists()


def test_an_import_whose_worker_died_at_the_same_place_is_given_up(workspace: Workspace) -> None:
    job = start(workspace)
    Job.objects.update(state="running", attempt=jobs.MAX_ATTEMPTS)
    assert not jobs.work()
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == ("failed", 0)


def test_an_import_whose_list_was_deleted_fails_and_says_so(workspace: Workspace) -> None:
    buyers = make_list(workspace)
    job = start(workspace, list=buyers.pk)
    buyers.delete()
    while jobs.work():
        pass
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == ("failed", 0)
    assert "list" in job.reason


def test_jobs_are_worked_on_in_their_order(workspace: Workspace) -> None:
    first = start(workspace)
    second = start(workspace, b"Code,Name\nz9,Zoe\n")
    assert jobs.work()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("done", "queued")


def test_a_file_without_a_telling_column_needs_the_key_named(workspace: Workspace) -> None:
    with pytest.raises(Invalid, match="No column tells all lines apart"):
        import_file(SYSTEM, workspace.pk, file_name="x.csv", content=b"City\nRome\nRome\n")


@pytest.mark.django_db(transaction=True)  # the connection may be closed
def test_a_database_that_is_busy_costs_no_attempt(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    job = start(workspace)

    def busy(job: Job) -> bool:
        raise OperationalError("deadlock detected")

    monkeypatch.setattr(jobs, "WORKERS", {"import": busy})
    assert not jobs.work()
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("running", 0)
