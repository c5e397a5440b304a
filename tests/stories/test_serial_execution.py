"""Execute Campaign is serial: the parent's next step starts when the child has finished (C06 to C08, C19)."""

import pytest

from campaigns.models import Delivery
from campaigns.runtime.drain import drain
from tests.factories import make_email, make_list, make_people, make_person, make_workspace
from tests.stories.acting import (
    ONCE,
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
    published,
    rows_of,
    run,
    score,
    send,
    smart_list,
    start,
    step,
    trigger,
    values_of,
    work,
    write,
)

pytestmark = pytest.mark.django_db


def test_c06_two_executes_in_a_row_run_one_after_the_other() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    first = executable(workspace, "First", note("first 1"), note("first 2"))
    second = executable(workspace, "Second", note("second"))
    parent = published(workspace, "Parent", note("before"), execute(first), execute(second), note("after"))
    run(parent)
    assert notes_of(person) == ["before", "first 1", "first 2", "second", "after"]


def test_c06_three_levels_finish_from_the_inside_out() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    third = executable(workspace, "Third", note("3"))
    second = executable(workspace, "Second", note("2 before"), execute(third), note("2 after"))
    first = executable(workspace, "First", note("1 before"), execute(second), note("1 after"))
    parent = published(workspace, "Parent", execute(first), note("parent"))
    run(parent)
    assert notes_of(person) == ["1 before", "2 before", "3", "2 after", "1 after", "parent"]


def test_c06_each_of_many_people_has_the_child_before_the_parents_next_step() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 5)
    child = executable(workspace, "Child", note("child"))
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert [notes_of(person) for person in people] == [["child", "parent"]] * 5


def test_c06_trigger_campaigns_may_call_too() -> None:
    workspace = make_workspace()
    campaigns_list = make_list(workspace)
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"))
    listening(
        workspace, "Parent", execute(child), note("parent"), on=trigger("added_to_list", lists=[campaigns_list.pk])
    )
    run(published(workspace, "Batch", step("add_to_list", list=campaigns_list.pk)))
    work()
    assert notes_of(person) == ["child", "parent"]


def test_c06_what_the_child_wrote_is_visible_to_the_parents_next_step() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    child = executable(workspace, "Child", write("city", "Paris"), score("+3"))
    run(published(workspace, "Parent", execute(child), note("{{lead.City}} {{lead.Score}}")))
    assert notes_of(person) == ["Paris 3"]


def test_c06_a_childs_mail_is_handed_to_delivery_and_not_awaited() -> None:
    workspace = make_workspace()
    person = make_person(workspace, email="ada@example.com")
    mails = executable(workspace, "Mails", send(make_email(workspace)))
    start(published(workspace, "Parent", execute(mails), note("after")))
    while drain("batch"):
        pass
    assert notes_of(person) == ["after"]
    assert Delivery.objects.get().state == Delivery.State.QUEUED


def test_c07_child_judges_the_data_that_the_parents_earlier_steps_left() -> None:
    workspace = make_workspace()
    moved, stayed = make_person(workspace, city="Rome", country="Italy"), make_person(workspace, city="Rome")
    child = executable(workspace, "Paris only", note("child"), who=smart_list(field_is("city", "Paris")))
    to_paris = write("city", "Paris")
    to_paris["choices"] = [{"id": "other", "condition": field_is("country", operator="is_empty"), "do_nothing": True}]
    run(published(workspace, "Parent", to_paris, execute(child), note("parent")))
    assert notes_of(moved) == ["child", "parent"]
    assert notes_of(stayed) == ["parent"]


def test_c07_child_outside_its_smart_list_is_skipped_and_the_parent_goes_on() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    child = executable(workspace, "Paris only", note("child"), who=smart_list(field_is("city", "Paris")))
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert notes_of(person) == ["parent"]
    assert calls_of(person) == [("Paris only", "FALSE", "The person is not in the campaign's smart list.")]


def test_c07_the_second_call_sees_what_the_first_one_did() -> None:
    workspace = make_workspace()
    listed = make_list(workspace)
    person = make_person(workspace)
    child = executable(workspace, "On the list", note("on the list"), who=smart_list(on_list(listed.pk)))
    joins = executable(workspace, "Joins", step("add_to_list", list=listed.pk))
    run(published(workspace, "Parent", execute(child), execute(joins), execute(child)))
    assert [(name, qualified) for name, qualified, _ in calls_of(person)] == [
        ("On the list", "FALSE"),
        ("Joins", "TRUE"),
        ("On the list", "TRUE"),
    ]


def test_c08_the_childs_own_qualification_rule_applies_to_each_call() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Only once", note("child"), settings=ONCE)
    parent = published(workspace, "Parent", execute(child), note("parent"))
    run(parent)
    run(parent)
    assert notes_of(person) == ["child", "parent", "parent"]
    assert calls_of(person)[1] == (
        "Only once",
        "FALSE",
        "The campaign's qualification rule lets the person through no more, or not yet.",
    )


def test_c08_the_parents_rule_says_nothing_about_the_child() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Every time", note("child"))
    parents = [published(workspace, f"Parent {number}", execute(child), settings=ONCE) for number in (1, 2)]
    for parent in parents:
        run(parent)
    assert notes_of(person) == ["child", "child"]


def test_c19_who_qualified_is_a_member_of_the_executable_and_who_did_not_is_none() -> None:
    workspace = make_workspace()
    inside, outside = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    child = executable(workspace, "Child", note("child"), who=smart_list(field_is("city", "Paris")))
    parent = published(workspace, "Parent", execute(child))
    run(parent)
    assert members_of(child) == {inside.pk}
    assert members_of(parent) == {inside.pk, outside.pk}


def test_c19_the_filter_member_of_smart_campaign_sees_members_of_this_very_run() -> None:
    workspace = make_workspace()
    inside, outside = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    child = executable(workspace, "Child", who=smart_list(field_is("city", "Paris")))
    told = note("no member")
    member = {"kind": "member_of_campaign", "params": {"operator": "in", "campaigns": [child.pk]}}
    told["choices"] = [{"id": "m", "condition": member, "params": {"type": "Milestone", "description": "member"}}]
    run(published(workspace, "Parent", execute(child), told))
    assert (notes_of(inside), notes_of(outside)) == (["member"], ["no member"])


def test_c09_a_childs_rows_name_the_child_the_roots_run_and_the_path() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    inner = executable(workspace, "Inner", note("inner", id="n"))
    outer = executable(workspace, "Outer", execute(inner, id="e2"))
    parent = published(workspace, "Parent", execute(outer, id="e1"), note("parent", id="p"))
    started = run(parent)
    found = [(row.campaign_id, row.run_id, row.path, row.step) for row in rows_of(person)]
    assert found == [
        (parent.pk, started.pk, "", "e1"),
        (outer.pk, started.pk, "e1", "e2"),
        (inner.pk, started.pk, "e1/e2", "n"),
        (parent.pk, started.pk, "", "p"),
    ]


def test_c09_the_call_is_logged_before_the_childs_rows_with_its_attributes() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", score("+1"))
    parent = published(workspace, "Parent", execute(child, parent_context=True))
    run(parent)
    (call, attributes), (change, _) = log_of(person)
    assert (call, change) == ("execute_campaign", "change_score")
    assert attributes == {"Campaign": "Child", "Qualified": "TRUE", "Used Parent Campaign Token Context": "TRUE"}
    row = rows_of(person, "execute_campaign")[0]
    assert (row.campaign_id, row.primary_id, row.result) == (parent.pk, child.pk, 0)
    assert values_of(person) == {"score": 1}
