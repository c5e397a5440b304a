"""Runs: who is in them, how they begin and end (S01, S02, L02, L04)."""

import pytest

from campaigns.catalog import catalog
from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.logic import compile_smart_list
from campaigns.models import Run
from campaigns.runtime import launch, record
from campaigns.runtime.preparing import prepare_runs
from campaigns.runtime.record import Source
from campaigns.storage.audience import count_matching
from campaigns.storage.scope import load_scope
from tests.factories import make_people, make_person, make_workspace
from tests.stories.acting import (
    choice,
    executable,
    execute,
    field_is,
    is_requested,
    let_pass,
    listening,
    members_of,
    note,
    notes_of,
    numbers_of,
    publish,
    published,
    requestable,
    rows_of,
    run,
    smart_list,
    start,
    trigger,
    wait,
    was_executed,
    work,
    write,
)

pytestmark = pytest.mark.django_db
DESIGNER = Source("Designer")


def test_s01_the_member_set_is_fixed_when_the_run_starts() -> None:
    workspace = make_workspace()
    was, becomes = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    started = start(published(workspace, "Parisians", note("here"), who=smart_list(field_is("city", "Paris"))))
    prepare_runs()
    record.change_people({was.pk: {"city": "Rome"}, becomes.pk: {"city": "Paris"}}, source=DESIGNER)
    work()
    assert (notes_of(was), notes_of(becomes)) == (["here"], [])
    started.refresh_from_db()
    assert (started.total, started.state) == (1, Run.State.DONE)


def test_s01_a_run_with_nobody_is_done() -> None:
    workspace = make_workspace()
    started = run(published(workspace, "Nobody", note("x"), who=smart_list(field_is("city", "Paris"))))
    assert (started.state, started.total) == (Run.State.DONE, 0)


def test_s05_more_people_than_the_person_restriction_start_no_run_at_all() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 3)
    started = run(published(workspace, "Limited", note("x"), settings={"person_limit": 2}))
    assert started.state == Run.State.FAILED
    assert "person restriction of 2" in started.reason
    assert [notes_of(person) for person in people] == [[], [], []]


def test_c10_a_batch_with_an_invalid_smart_list_fails_with_its_reason() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = run(published(workspace, "Broken", note("x"), who=smart_list(field_is("no_such_field", "x"))))
    assert started.state == Run.State.FAILED
    assert "not valid" in started.reason
    assert notes_of(person) == []


def test_s02_activation_is_not_retroactive() -> None:
    workspace = make_workspace()
    record.create_people(workspace.primary_partition_id, [{"city": "Rome"}], source=DESIGNER)
    campaign = listening(workspace, "New people", note("here"), on=trigger("person_is_created"))
    work()
    assert members_of(campaign) == set()
    (new,) = record.create_people(workspace.primary_partition_id, [{"city": "Rome"}], source=DESIGNER)
    work()
    assert members_of(campaign) == {new}


def test_s02_deactivating_stops_new_entries_and_people_inside_go_on_to_the_end() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    on_score = trigger("score_is_changed", field="score")
    campaign = listening(workspace, "On score", wait("1 day"), note("after"), on=on_score)
    record.change_people({person.pk: {"score": 1}}, source=DESIGNER)
    work()
    launch.deactivate(campaign)
    record.change_people({person.pk: {"score": 2}}, source=DESIGNER)
    work()
    let_pass(days=1)
    assert notes_of(person) == ["after"]
    (ended,) = Run.objects.filter(campaign=campaign)
    assert ended.state == Run.State.DONE
    assert numbers_of(ended) == {"entered": 1, "finished": 1}


def test_s02_a_new_activation_is_a_new_run() -> None:
    workspace = make_workspace()
    campaign = listening(workspace, "New people", note("here"), on=trigger("person_is_created"))
    launch.deactivate(campaign)
    first = Run.objects.get(campaign=campaign)
    second = launch.activate(campaign, actor=SYSTEM)
    assert first.pk != second.pk
    record.create_people(workspace.primary_partition_id, [{"city": "Rome"}], source=DESIGNER)
    work()
    assert numbers_of(second) == {"entered": 1, "finished": 1}
    assert numbers_of(first) == {}


def test_l04_count_run_and_members_agree() -> None:
    workspace = make_workspace()
    make_people(workspace, 4, city="PARIS")
    make_people(workspace, 2, city="paris", country="France")
    make_people(workspace, 3, city="Rome")
    who = smart_list(field_is("city", "Paris"), field_is("country", operator="is_empty"))
    campaign = published(workspace, "Parisians", note("x"), who=who)
    predicate = compile_smart_list(SmartList.model_validate(who), load_scope(workspace.pk), catalog())
    started = run(campaign)
    assert count_matching(workspace.pk, predicate) == started.total == len(members_of(campaign)) == 4


def test_l04_a_child_lets_through_whom_a_batch_with_the_same_smart_list_picks() -> None:
    workspace = make_workspace()
    for city in ("Paris", "PARIS", "Rome", "Orléans", "ORLÉANS", "Orleans"):
        make_person(workspace, city=city)
    make_person(workspace)
    who = smart_list(field_is("city", "paris", "orléans"))
    batch = published(workspace, "Batch", note("x"), who=who)
    child = executable(workspace, "Child", who=who)
    run(batch)
    run(published(workspace, "Parent", execute(child)))
    assert members_of(batch) == members_of(child)
    assert len(members_of(batch)) == 4


def test_l02_a_history_condition_sees_what_the_same_wave_did() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child")
    told = note("once")
    told["choices"] = [choice("twice", was_executed(child, at_least=2), type="Milestone", description="twice")]
    run(published(workspace, "Parent", execute(child), told, execute(child), {**told, "id": "again"}))
    assert notes_of(person) == ["once", "twice"]


def test_l02_a_history_filter_of_a_child_sees_the_parents_steps() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    changed = {"kind": "data_value_was_changed", "params": {"operator": "occurred", "field": "city"}}
    child = executable(workspace, "Child", note("child"), who=smart_list(changed))
    run(published(workspace, "Parent", execute(child), write("city", "Paris"), execute(child)))
    assert notes_of(person) == ["child"]
    assert len(rows_of(person, "execute_campaign")) == 2


def test_c19_members_of_a_batch_are_those_who_entered() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    make_person(workspace, city="Rome")
    campaign = published(workspace, "Parisians", note("x"), who=smart_list(field_is("city", "Paris")))
    run(campaign)
    assert members_of(campaign) == {person.pk}


def test_c19_whom_the_filters_turn_away_is_no_member_of_a_trigger_campaign() -> None:
    workspace = make_workspace()
    roman, other = make_person(workspace, city="Rome"), make_person(workspace)
    on_score = trigger("score_is_changed", field="score")
    hears = listening(workspace, "Hears", note("heard"), on=on_score, filters=[field_is("city", "Rome")])
    record.change_people({roman.pk: {"score": 1}, other.pk: {"score": 1}}, source=DESIGNER)
    work()
    assert members_of(hears) == {roman.pk}


def test_f06_who_was_in_the_queue_goes_through_the_flow_of_that_moment() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", note("old"))
    launch.request(target, [person.pk], source="Web Service API")
    publish(target, note("new"), who=smart_list(triggers=[is_requested()]))
    work()
    assert notes_of(person) == ["old"]
