"""Choices: the first that matches takes the person, on the data of the moment they reach the step (F01)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from campaigns.models import Activity, Wave
from campaigns.runtime import waves as wave_work
from campaigns.runtime.preparing import prepare_runs
from tests.factories import (
    make_field,
    make_list,
    make_member,
    make_people,
    make_person,
    make_program,
    make_smart_list,
    make_workspace,
    status_of,
)
from tests.stories.acting import (
    choice,
    executable,
    execute,
    field_is,
    note,
    notes_of,
    on_list,
    on_smart_list,
    published,
    request,
    requestable,
    rows_of,
    run,
    smart_list,
    start,
    step,
    was_executed,
    work,
    write,
)

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """The process died before its transaction was over."""


def chosen(default: str, *conditions: tuple[Any, str]) -> dict[str, Any]:
    """A note whose text tells which choice was taken."""
    told = note(default)
    told["choices"] = [
        choice(f"c{number}", condition, type="Milestone", description=text)
        for number, (condition, text) in enumerate(conditions)
    ]
    return told


def test_f01_the_first_choice_that_matches_wins() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris", country="France")
    run(
        published(
            workspace,
            "Parent",
            chosen("none", (field_is("city", "Rome"), "Rome"), (field_is("country", "France"), "France")),
            chosen("none", (field_is("city", "Paris"), "Paris"), (field_is("country", "France"), "France")),
        )
    )
    assert notes_of(person) == ["France", "Paris"]


def test_f01_nobody_passes_two_choices_and_everybody_goes_on() -> None:
    workspace = make_workspace()
    people = [make_person(workspace, city=city) for city in ("Paris", "Rome", "Oslo", "Paris")]
    by_city = chosen("other", (field_is("city", "Paris"), "Paris"), (field_is("city", "Rome"), "Rome"))
    run(published(workspace, "Parent", by_city, note("after")))
    assert [notes_of(person)[0] for person in people] == ["Paris", "Rome", "other", "Paris"]
    assert [notes_of(person)[1:] for person in people] == [["after"]] * 4


def test_f01_do_nothing_leaves_the_person_alone_and_lets_them_go_on() -> None:
    workspace = make_workspace()
    quiet, loud = make_person(workspace, city="Paris"), make_person(workspace)
    told = note("told")
    told["choices"] = [{"id": "c", "condition": field_is("city", "Paris"), "do_nothing": True}]
    silent = {**note("never"), "default": {"params": {}, "do_nothing": True}}
    run(published(workspace, "Parent", told, silent, note("after")))
    assert (notes_of(quiet), notes_of(loud)) == (["after"], ["told", "after"])


def test_f01_a_choice_after_an_execute_sees_what_the_child_wrote() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    child = executable(workspace, "Child", write("city", "Paris"))
    run(published(workspace, "Parent", execute(child), chosen("other", (field_is("city", "Paris"), "Paris"))))
    assert notes_of(person) == ["Paris"]


def test_f01_all_choices_of_a_step_see_the_data_before_the_step() -> None:
    workspace = make_workspace()
    people = [make_person(workspace, city=city) for city in ("Paris", "Rome")]
    swap = write("city", "Oslo")
    swap["choices"] = [
        choice("p", field_is("city", "Paris"), field="city", value="Rome"),
        choice("r", field_is("city", "Rome"), field="city", value="Paris"),
    ]
    run(published(workspace, "Parent", swap, note("{{lead.City}}")))
    assert [notes_of(person) for person in people] == [["Rome"], ["Paris"]]


def test_f01_a_choice_may_execute_other_children_for_other_people() -> None:
    workspace = make_workspace()
    paris, rome = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    first, second = executable(workspace, "First", note("first")), executable(workspace, "Second", note("second"))
    call = execute(second)
    call["choices"] = [choice("p", field_is("city", "Paris"), campaign=first.pk, parent_context=True)]
    run(published(workspace, "Parent", call, note("after")))
    assert (notes_of(paris), notes_of(rome)) == (["first", "after"], ["second", "after"])


def test_f01_conditions_on_lists_smart_lists_programs_and_campaigns() -> None:
    workspace = make_workspace()
    listed, matching, member, called, requested, nothing = make_people(workspace, 6)
    static = make_list(workspace, people=(listed,))
    matching.values["city"] = "Paris"
    matching.normal["city"] = "paris"
    matching.save()
    parisians = make_smart_list(workspace, definition=smart_list(field_is("city", "Paris")))
    program = make_program(workspace)
    make_member(program, member, "Engaged")
    child, target = executable(workspace, "Child"), requestable(workspace, "Target")
    for person, each in ((called, execute(child)), (requested, request(target))):
        run(published(workspace, f"For {person.pk}", each, who=smart_list(field_is("email", person.values["email"]))))
    in_program = {"kind": "member_of_program", "params": {"operator": "in", "program": program.pk}}
    was_requested = {"kind": "campaign_was_requested", "params": {"operator": "occurred", "campaigns": [target.pk]}}
    told = chosen(
        "none",
        (on_list(static.pk), "list"),
        (on_smart_list(parisians.pk), "smart list"),
        (in_program, "program"),
        (was_executed(child, qualified=True), "executed"),
        (was_requested, "requested"),
    )
    run(published(workspace, "Parent", told))
    people = (listed, matching, member, called, requested, nothing)
    assert [notes_of(person) for person in people] == [
        ["list"],
        ["smart list"],
        ["program"],
        ["executed"],
        ["requested"],
        ["none"],
    ]


def test_f01_a_choice_sees_the_list_that_an_earlier_step_added_to() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    static = make_list(workspace)
    flow = [chosen("off", (on_list(static.pk), "on"))]
    flow += [step("add_to_list", list=static.pk), chosen("off", (on_list(static.pk), "on"))]
    flow += [step("remove_from_list", list=static.pk), chosen("off", (on_list(static.pk), "on"))]
    run(published(workspace, "Parent", *flow))
    assert notes_of(person) == ["off", "on", "off"]


def test_f01_a_random_sample_gives_a_wave_that_is_worked_on_again_the_same_answer() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 40)
    sample = {"kind": "random_sample", "params": {"percent": 50}}
    start(published(workspace, "Parent", chosen("rest", (sample, "sample"))))
    prepare_runs()
    first: list[list[str]] = []
    with pytest.raises(Killed), transaction.atomic():
        wave_work.work(list(Wave.objects.values_list("pk", flat=True)), at_most=1_000)
        first = [notes_of(person) for person in people]
        raise Killed
    work()
    assert [notes_of(person) for person in people] == first
    assert {text for (text,) in first} == {"rest", "sample"}


def test_f01_a_condition_on_a_program_may_ask_for_the_status() -> None:
    workspace = make_workspace()
    engaged, member = make_people(workspace, 2)
    program = make_program(workspace)
    make_member(program, engaged, "Engaged")
    make_member(program, member)
    asked = {"operator": "in", "program": program.pk, "statuses": [status_of(program, "Engaged").pk]}
    run(published(workspace, "P", chosen("other", ({"kind": "member_of_program", "params": asked}, "engaged"))))
    assert (notes_of(engaged), notes_of(member)) == (["engaged"], ["other"])


def test_s08_today_is_the_workspaces_own_for_smart_lists_and_choices() -> None:
    zone = ZoneInfo("Pacific/Kiritimati")
    workspace = make_workspace(timezone=str(zone))
    make_field("Seen", "datetime")
    midnight = datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    yesterday, today = (
        make_person(workspace, seen=f"{(midnight - before).astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z")
        for before in (timedelta(minutes=1), timedelta())
    )
    seen = {"kind": "person_field", "params": {"field": "seen", "operator": "in_time_frame", "values": ["today"]}}
    run(published(workspace, "Listed", note("listed"), who=smart_list(seen)))
    run(published(workspace, "Chosen", chosen("not today", (seen, "today"))))
    assert (notes_of(yesterday), notes_of(today)) == (["not today"], ["listed", "today"])


def test_f01_which_choice_was_taken_is_on_the_activity_and_in_the_runs_numbers() -> None:
    workspace = make_workspace()
    make_person(workspace, city="Paris")
    make_person(workspace)
    told = {**chosen("other", (field_is("city", "Paris"), "Paris")), "id": "told"}
    started = run(published(workspace, "Parent", told))
    assert started.counts["steps"]["|told"] == {"in": 2, "choices": {"c0": 1, "default": 1}, "succeeded": 2}


def test_c10_a_choice_that_cannot_be_judged_takes_nobody_and_the_log_says_so() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    gone = chosen("default", (on_list(10**6), "listed"), (field_is("city", "Rome"), "Rome"))
    run(published(workspace, "Parent", gone))
    assert notes_of(person) == ["Rome"]
    (said,) = rows_of(person, "flow_step")
    assert (said.result, said.choice) == (Activity.Result.SKIPPED, "c0")
    assert "no longer there" in (said.reason or "")


def test_f01_random_sample_divides_the_people_and_no_one_is_lost() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 200)
    half = {"kind": "random_sample", "params": {"percent": 50}}
    run(published(workspace, "Parent", chosen("second", (half, "first"))))
    told = [notes_of(person) for person in people]
    assert {len(each) for each in told} == {1}
    assert 60 < sum(each == ["first"] for each in told) < 140


def test_l02_random_sample_works_in_a_campaign_and_not_in_a_list_that_another_refers_to() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 200)
    half = {"kind": "random_sample", "params": {"percent": 50}}
    run(published(workspace, "Half", note("half"), who=smart_list(half)))
    assert 60 < sum(notes_of(person) == ["half"] for person in people) < 140
    sampled = make_smart_list(workspace, definition=smart_list(half))
    run(published(workspace, "Nobody", note("nobody"), who=smart_list(on_smart_list(sampled.pk))))
    assert not any("nobody" in notes_of(person) for person in people)
