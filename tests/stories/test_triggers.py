"""Triggers: each activity enters every matching active campaign once, whoever caused it (S10)."""

import pytest

from campaigns.models import Activity, Person, Workspace
from campaigns.runtime import launch, record
from campaigns.runtime.record import Source
from tests.factories import make_list, make_person, make_program, make_workspace, status_of
from tests.stories.acting import (
    executable,
    execute,
    field_is,
    listening,
    log_of,
    note,
    notes_of,
    publish,
    published,
    remove_from,
    rows_of,
    run,
    score,
    smart_list,
    step,
    trigger,
    values_of,
    work,
    write,
)

pytestmark = pytest.mark.django_db
DESIGNER = Source("Designer", "Ada")
CREATED = trigger("person_is_created")


def create(workspace: Workspace, **values: str) -> Person:
    (id_,) = record.create_people(workspace.primary_partition_id, [values], source=Source("Import", "leads.csv"))
    return Person.objects.get(pk=id_)


def test_s10_an_import_starts_every_matching_campaign_once() -> None:
    workspace = make_workspace()
    listening(workspace, "First", note("first"), on=CREATED)
    listening(workspace, "Second", note("second"), on=CREATED)
    person = create(workspace, city="Rome")
    work()
    assert sorted(notes_of(person)) == ["first", "second"]


def test_s10_an_edit_starts_campaigns_whose_constraints_accept_it() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    for new in ("Paris", "Oslo"):
        constraint = {"attribute": "New Value", "operator": "is", "values": [new]}
        on = trigger("data_value_changes", field="city", constraints=[constraint])
        listening(workspace, f"To {new}", note(f"to {new}"), on=on)
    record.change_people({person.pk: {"city": "Paris"}}, source=DESIGNER)
    work()
    assert notes_of(person) == ["to Paris"]


def test_s10_a_change_to_another_field_starts_nothing() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    listening(workspace, "On city", note("city"), on=trigger("data_value_changes", field="city"))
    record.change_people({person.pk: {"country": "France"}}, source=DESIGNER)
    work()
    assert notes_of(person) == []


def test_s10_what_a_flow_does_starts_campaigns_too() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    listed = make_list(workspace)
    listening(workspace, "On list", note("listed"), on=trigger("added_to_list", lists=[listed.pk]))
    run(published(workspace, "Batch", step("add_to_list", list=listed.pk), note("batch")))
    assert notes_of(person) == ["batch", "listed"]


def test_s10_leaving_a_list_and_joining_a_program_start_campaigns_by_hand_and_by_flow() -> None:
    workspace = make_workspace()
    person, later = make_person(workspace, city="Rome"), make_person(workspace, city="Oslo")
    listed, program = make_list(workspace, people=(person, later)), make_program(workspace)
    for kind in ("removed_from_list", "added_to_program", "program_status_is_changed"):
        listening(workspace, kind, note(kind), on=trigger(kind))
    engaged = status_of(program, "Engaged").pk
    record.take_off_list(listed.pk, [person.pk], source=DESIGNER)
    record.set_status(program.pk, engaged, [person.pk], source=DESIGNER)
    work()
    off, on = (
        step("remove_from_list", list=listed.pk),
        step("change_program_status", program=program.pk, status=engaged),
    )
    run(published(workspace, "Batch", off, on, who=smart_list(field_is("city", "Oslo"))))
    everything = ["added_to_program", "program_status_is_changed", "removed_from_list"]
    assert sorted(notes_of(person)) == sorted(notes_of(later)) == everything


def test_s10_an_interesting_moment_starts_a_campaign() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    listening(workspace, "On moment", write("city", "Oslo"), on=trigger("has_interesting_moment", types=["Milestone"]))
    run(published(workspace, "Batch", note("told")))
    assert values_of(person)["city"] == "Oslo"


def test_s10_what_a_childs_activity_triggers_runs_on_its_own_and_the_parent_does_not_wait() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = listening(
        workspace, "On score", note("{{trigger.New Value}}"), on=trigger("score_is_changed", field="score")
    )
    child = executable(workspace, "Child", score("+5"), note("child"))
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert notes_of(person) == ["child", "parent", "5"]
    assert rows_of(person, "interesting_moment")[-1].run_id == started.runs.get().pk


def test_s10_the_values_of_the_activity_are_kept_while_filters_see_the_data_of_pick_up() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    listening(
        workspace,
        "On city",
        note("{{trigger.New Value}} then {{lead.City}}"),
        on=trigger("data_value_changes", field="city"),
        filters=[field_is("country", "France")],
    )
    record.change_people({person.pk: {"city": "Paris"}}, source=DESIGNER)
    record.change_people({person.pk: {"city": "Lyon", "country": "France"}}, source=DESIGNER)
    work()
    assert notes_of(person) == ["Paris then Lyon", "Lyon then Lyon"]


def test_s10_filters_decide_at_pick_up() -> None:
    workspace = make_workspace()
    campaign = listening(workspace, "Parisians", note("here"), on=CREATED, filters=[field_is("city", "Paris")])
    inside, outside = create(workspace, city="Paris"), create(workspace, city="Rome")
    work()
    assert (notes_of(inside), notes_of(outside)) == (["here"], [])
    counts = campaign.runs.get().counts
    assert counts["refused"] == {"The person is not in the campaign's smart list.": 1}


def test_s10_a_change_that_changes_nothing_starts_nothing() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    listening(workspace, "On city", note("city"), on=trigger("data_value_changes", field="city"))
    record.change_people({person.pk: {"city": "Rome"}}, source=DESIGNER)
    run(published(workspace, "Same", write("city", "Rome")))
    assert notes_of(person) == []


def test_s10_a_skipped_or_failed_step_starts_nothing() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="ten")
    listening(workspace, "On score", note("score"), on=trigger("score_is_changed", field="score"))
    run(published(workspace, "Fails", score("{{lead.City}}")))
    assert notes_of(person) == []


def test_s10_another_workspaces_campaign_does_not_hear_of_people_whom_it_does_not_see() -> None:
    ours, theirs = make_workspace(), make_workspace()
    listening(theirs, "Theirs", note("theirs"), on=CREATED)
    person = create(ours, city="Rome")
    work()
    assert notes_of(person) == []


def test_s10_two_workspaces_that_see_the_same_people_both_hear() -> None:
    ours = make_workspace()
    theirs = make_workspace(partition=ours.primary_partition)
    listening(ours, "Ours", note("ours"), on=CREATED)
    listening(theirs, "Theirs", note("theirs"), on=CREATED)
    person = create(ours, city="Rome")
    work()
    assert sorted(notes_of(person)) == ["ours", "theirs"]


def test_s10_one_step_that_adds_many_people_starts_each_of_them() -> None:
    workspace = make_workspace()
    listening(workspace, "New", score("+1"), on=CREATED)
    rows = [{"city": f"City {number}"} for number in range(450)]
    ids = record.create_people(workspace.primary_partition_id, rows, source=Source("Import"))
    work()
    assert [person.values["score"] for person in Person.objects.filter(pk__in=ids)] == [1] * 450


def test_s10_more_people_at_once_than_one_wave_holds_have_entries_of_their_own() -> None:
    workspace = make_workspace()
    listening(workspace, "New", score("+1"), on=CREATED)
    listening(workspace, "New too", score("+1"), on=CREATED)
    rows = [{"city": "Rome"}] * 4200
    ids = record.create_people(workspace.primary_partition_id, rows, source=Source("Import"))
    work()
    scored = Activity.objects.filter(person__in=ids, type_id=22)
    assert scored.count() == scored.values("entry").distinct().count() == 8400


def test_s10_a_deactivated_campaign_hears_nothing_more() -> None:
    workspace = make_workspace()
    campaign = listening(workspace, "New", note("new"), on=CREATED)
    launch.deactivate(campaign)
    person = create(workspace, city="Rome")
    work()
    assert notes_of(person) == []


def test_s10_an_active_campaign_that_is_published_anew_listens_to_its_new_triggers() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = listening(workspace, "New", note("old"), on=CREATED)
    publish(campaign, note("new"), who=smart_list(triggers=[trigger("score_is_changed", field="score")]))
    record.change_people({person.pk: {"score": 1}}, source=DESIGNER)
    assert notes_of(create(workspace, city="Rome")) == []
    work()
    assert notes_of(person) == ["new"]


def test_s10_any_list_or_just_those_named() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    named, other = make_list(workspace), make_list(workspace)
    listening(workspace, "Any", note("any {{trigger.Name}}"), on=trigger("added_to_list", lists=[]))
    listening(workspace, "Named", note("named"), on=trigger("added_to_list", lists=[named.pk]))
    for each in (named, other):
        record.put_on_list(each.pk, [person.pk], source=DESIGNER)
    work()
    assert sorted(notes_of(person)) == sorted([f"any {named.name}", f"any {other.name}", "named"])


def test_c16_what_an_earlier_step_started_is_taken_out_by_a_later_one() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    heard = listening(workspace, "On score", note("heard"), on=trigger("score_is_changed", field="score"))
    run(published(workspace, "Before", score("+1"), remove_from(heard)))
    assert notes_of(person) == []
    run(published(workspace, "After", remove_from(heard), score("+1")))
    assert notes_of(person) == ["heard"]


def test_s10_a_program_status_set_by_a_person_is_logged_like_any_change() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    program = make_program(workspace, "Webinar")
    record.set_status(program.pk, status_of(program, "Member").pk, [person.pk], source=DESIGNER)
    assert log_of(person)[0][1]["New Status"] == "Member"
