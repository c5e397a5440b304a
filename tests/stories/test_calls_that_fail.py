"""Calls that let nobody through, each with its reason in the log; the caller goes on (C09 to C13)."""

import pytest

from campaigns.models import Person
from tests.factories import make_list, make_person, make_smart_list, make_workspace
from tests.stories.acting import (
    calls_of,
    executable,
    execute,
    field_is,
    listening,
    log_of,
    members_of,
    note,
    notes_of,
    on_list,
    on_smart_list,
    publish,
    published,
    rows_of,
    run,
    score,
    smart_list,
    step,
    trigger,
    wait,
    was_executed,
)

pytestmark = pytest.mark.django_db


def reason_of(person: Person) -> str:
    """Of the one call, which was refused."""
    ((_, qualified, reason),) = calls_of(person)
    assert qualified == "FALSE"
    return reason or ""


def test_c10_an_empty_smart_list_lets_everyone_through() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"), who=smart_list())
    run(published(workspace, "Parent", execute(child)))
    assert notes_of(person) == ["child"]


def test_c10_an_invalid_smart_list_lets_nobody_through_and_says_why() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    broken = smart_list(field_is("city", "Paris"), field_is("no_such_field", "x")) | {"match": "any"}
    child = executable(workspace, "Child", note("child"), who=broken)
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert notes_of(person) == ["parent"]
    assert reason_of(person).startswith("Invalid smart list: Filter 2")


def test_c10_a_fault_in_a_smart_list_referred_to_counts_as_well() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    inner = make_smart_list(workspace, "Inner", definition=smart_list(on_list(987654)))
    outer = make_smart_list(workspace, "Outer", definition=smart_list(on_smart_list(inner.pk)))
    child = executable(workspace, "Child", note("child"), who=smart_list(on_smart_list(outer.pk)))
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert notes_of(person) == ["parent"]
    assert "Inner" in reason_of(person) and "Outer" in reason_of(person)


def test_c10_a_fault_counts_wherever_it_sits() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    inner = make_smart_list(workspace, "Inner", definition=smart_list(on_list(987654)))
    negated = {"kind": "member_of_smart_list", "params": {"operator": "not_in", "smart_lists": [inner.pk]}}
    roman, gone = field_is("city", "Rome"), field_is("no_such_field", "x")
    left_out = smart_list(roman, gone) | {"match": "advanced", "logic": "1"}
    cut_off = smart_list(roman) | {"match": "advanced", "logic": "1 or"}
    broken = [
        executable(workspace, f"Child {number}", note("child"), who=who)
        for number, who in enumerate((smart_list(negated), left_out, cut_off))
    ]
    run(published(workspace, "Parent", *map(execute, broken), note("parent")))
    assert notes_of(person) == ["parent"]
    assert [(qualified, (why or "")[:18]) for _, qualified, why in calls_of(person)] == [
        ("FALSE", "Invalid smart list")
    ] * 3


def test_c10_a_trigger_campaign_with_a_broken_filter_takes_nobody_in() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    on_score = trigger("score_is_changed", field="score")
    hears = listening(workspace, "Hears", note("heard"), on=on_score, filters=[on_list(987654)])
    run(published(workspace, "Scores", score("+1")))
    assert (notes_of(person), members_of(hears)) == ([], set())


def test_c10_a_smart_list_asset_works_as_the_executables_smart_list() -> None:
    workspace = make_workspace()
    inside, outside = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    parisians = make_smart_list(workspace, "Parisians", definition=smart_list(field_is("city", "paris")))
    child = executable(workspace, "Child", note("child"), who=smart_list(on_smart_list(parisians.pk)))
    run(published(workspace, "Parent", execute(child)))
    assert (notes_of(inside), notes_of(outside)) == (["child"], [])


def test_c10_an_executable_with_a_broken_step_lets_nobody_through() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"), score("+x"))
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert notes_of(person) == ["parent"]
    assert reason_of(person).startswith("Invalid flow: ")
    assert '"+x" is not a change of a score' in reason_of(person)


def test_c10_mending_the_executable_mends_its_callers() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", score("+x"))
    parent = published(workspace, "Parent", execute(child))
    run(parent)
    publish(child, note("mended"))
    run(parent)
    assert [qualified for _, qualified, _ in calls_of(person)] == ["FALSE", "TRUE"]
    assert notes_of(person) == ["mended"]


def test_c11_a_wait_in_an_executable_never_runs() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"), wait("1 minute"))
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert notes_of(person) == ["parent"]
    assert reason_of(person).startswith("Invalid flow: Step 2")
    assert "Wait" in reason_of(person) and "executable campaign" in reason_of(person)


def test_c04_an_executable_that_got_a_trigger_is_not_run() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"), who=smart_list(triggers=[trigger("person_is_created")]))
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert notes_of(person) == ["parent"]
    assert "trigger" in reason_of(person)


def test_c12_the_fourth_executable_in_a_chain_does_not_run() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    fourth = executable(workspace, "Fourth", note("4"))
    third = executable(workspace, "Third", note("3"), execute(fourth), note("3 after"))
    second = executable(workspace, "Second", execute(third))
    first = executable(workspace, "First", execute(second))
    run(published(workspace, "Parent", execute(first), note("parent")))
    assert notes_of(person) == ["3", "3 after", "parent"]
    call = rows_of(person, "execute_campaign")[-1]
    assert call.attributes["Campaign"] == "Fourth"
    assert call.attributes["Qualified"] == "FALSE"
    assert call.get_result_display() == "failed"
    assert call.reason == call.attributes["Reason"] == "Chain too deep: more than 3 executable campaigns in a row."


def test_c12_a_circle_is_stopped_where_it_closes() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    first, second = executable(workspace, "First"), executable(workspace, "Second")
    publish(second, note("second"), execute(first), note("second after"))
    publish(first, note("first"), execute(second), note("first after"))
    run(published(workspace, "Parent", execute(first)))
    assert notes_of(person) == ["first", "second", "second after", "first after"]
    call = rows_of(person, "execute_campaign")[-1]
    assert (call.attributes["Campaign"], call.attributes["Qualified"], call.result) == ("First", "FALSE", 2)
    assert call.reason is not None and "circle" in call.reason


def test_c13_an_executable_of_another_workspace_is_not_run() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    theirs = executable(make_workspace(), "Theirs", note("theirs"))
    run(published(workspace, "Parent", execute(theirs), note("parent")))
    assert notes_of(person) == ["parent"]
    assert "another workspace" in reason_of(person)
    assert calls_of(person)[0][0] != "Theirs"


def test_c13_a_campaign_of_another_workspace_is_not_requested() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    theirs = executable(make_workspace(), "Theirs", note("theirs"))
    run(published(workspace, "Parent", step("request_campaign", campaign=theirs.pk), note("parent")))
    assert notes_of(person) == ["parent"]
    assert rows_of(person, "request_campaign")[0].get_result_display() == "failed"


def test_c03_a_campaign_that_is_not_executable_is_not_executed() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    batch = published(workspace, "Batch", note("batch"))
    run(published(workspace, "Parent", execute(batch), note("parent")))
    assert notes_of(person) == ["parent"]
    assert reason_of(person) == "Invalid flow: The campaign is not executable."


def test_c09_the_filter_campaign_was_executed_tells_qualified_from_not_qualified() -> None:
    workspace = make_workspace()
    inside, outside = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    child = executable(workspace, "Child", who=smart_list(field_is("city", "Paris")))
    run(published(workspace, "Parent", execute(child)))
    for qualified, text in ((True, "qualified"), (False, "not qualified"), (None, "called")):
        who = smart_list(was_executed(child, qualified=qualified))
        run(published(workspace, f"Told {text}", note(text), who=who))
    assert notes_of(inside) == ["qualified", "called"]
    assert notes_of(outside) == ["not qualified", "called"]


def test_c09_the_filter_counts_how_often_a_campaign_was_executed() -> None:
    workspace = make_workspace()
    twice, once = make_person(workspace, city="Paris"), make_person(workspace)
    child = executable(workspace, "Child")
    run(published(workspace, "All", execute(child)))
    run(published(workspace, "Parisians", execute(child), who=smart_list(field_is("city", "Paris"))))
    run(published(workspace, "Told", note("twice"), who=smart_list(was_executed(child, at_least=2))))
    assert (notes_of(twice), notes_of(once)) == (["twice"], [])


def test_c09_a_call_names_its_context_whether_the_person_qualified_or_not() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", who=smart_list(field_is("city", "Rome")))
    run(published(workspace, "Parent", execute(child), execute(child, parent_context=True)))
    assert [each["Used Parent Campaign Token Context"] for _, each in log_of(person)] == ["FALSE", "TRUE"]


def test_c10_a_deleted_list_makes_the_smart_list_invalid_at_run_time_too() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    listed = make_list(workspace, people=(person,))
    child = executable(workspace, "Child", note("child"), who=smart_list(on_list(listed.pk)))
    parent = published(workspace, "Parent", execute(child), note("parent"))
    listed.delete()
    run(parent)
    assert notes_of(person) == ["parent"]
    assert reason_of(person).startswith("Invalid smart list")
