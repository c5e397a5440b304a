"""Runs: who is in them, how they end, how they stop, and what a crash leaves (S01 to S03, S11, F09, L02, L04)."""

import pytest
from django.db import transaction
from django.utils import timezone

from campaigns.catalog import catalog
from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.logic import compile_smart_list
from campaigns.errors import RunEnded
from campaigns.models import Activity, Journal, Run, Waiting, Wave
from campaigns.runtime import launch, record
from campaigns.runtime import waves as wave_work
from campaigns.runtime.control import abort, clear_aborted, retry_held
from campaigns.runtime.drain import drain
from campaigns.runtime.due import wake_due
from campaigns.runtime.preparing import prepare_runs
from campaigns.runtime.record import Source
from campaigns.runtime.sweep import sweep, tidy
from campaigns.storage import journal
from campaigns.storage.audience import count_matching
from campaigns.storage.scope import load_scope
from tests.factories import make_people, make_person, make_workspace
from tests.stories.acting import (
    choice,
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
    published,
    request,
    requestable,
    rows_of,
    run,
    score,
    smart_list,
    start,
    trigger,
    values_of,
    wait,
    was_executed,
    work,
    write,
)

pytestmark = pytest.mark.django_db
DESIGNER = Source("Designer")


class Killed(Exception):
    """The process died before its transaction was over."""


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


def test_s03_abort_stops_what_has_not_happened_yet_and_undoes_nothing() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("child"))
    started = run(published(workspace, "Parent", score("+1"), wait("1 day"), execute(child), score("+1")))
    abort(started)
    let_pass(days=1)
    assert values_of(person)["score"] == 1
    assert notes_of(person) == []
    assert numbers_of(started) == {"entered": 1, "left": 1}
    assert (started.state, started.reason) == (Run.State.ABORTED, "Aborted.")


def test_s03_abort_takes_people_out_of_the_queue() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = start(published(workspace, "Parent", note("never")))
    prepare_runs()
    abort(started)
    work()
    assert notes_of(person) == []
    assert not Wave.objects.filter(run=started).exists()
    assert numbers_of(started) == {}


def test_s03_abort_before_the_run_is_prepared() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = start(published(workspace, "Parent", note("never")))
    abort(started)
    work()
    assert notes_of(person) == []
    started.refresh_from_db()
    assert started.state == Run.State.ABORTED


def test_s03_campaigns_that_the_run_requested_go_on() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", wait("1 hour"), note("target"))
    started = run(published(workspace, "Parent", request(target), wait("1 hour"), note("never")))
    abort(started)
    let_pass(hours=1)
    assert notes_of(person) == ["target"]


def test_s03_aborting_a_trigger_campaign_deactivates_it() -> None:
    workspace = make_workspace()
    campaign = listening(workspace, "New people", wait("1 hour"), note("never"), on=trigger("person_is_created"))
    create = [{"city": "Rome"}]
    record.create_people(workspace.primary_partition_id, create, source=DESIGNER)
    work()
    abort(campaign.runs.get())
    record.create_people(workspace.primary_partition_id, create, source=DESIGNER)
    let_pass(hours=1)
    campaign.refresh_from_db()
    assert not campaign.active
    assert not Activity.objects.filter(campaign=campaign, type_id=46).exists()
    assert members_of(campaign) != set()


def test_s03_aborting_one_of_two_runs_leaves_the_other_alone() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    parent = published(workspace, "Parent", wait("1 hour"), note("after"))
    first, _ = run(parent), run(parent)
    abort(first)
    let_pass(hours=1)
    assert notes_of(person) == ["after"]


def test_s03_what_the_wave_under_way_parked_is_cleared_after_an_abort() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    started = run(published(workspace, "Parent", wait("1 day"), note("never")))
    Run.objects.filter(pk=started.pk).update(state=Run.State.ABORTED)
    clear_aborted()
    assert not Waiting.objects.filter(person=person).exists()
    assert numbers_of(started) == {"entered": 1, "left": 1}


def test_s03_an_aborted_run_counts_woken_people_once() -> None:
    workspace = make_workspace()
    make_people(workspace, 3)
    started = run(published(workspace, "Parent", wait("1 day"), note("never")))
    Waiting.objects.filter(run=started).update(wake_at=started.started_at)
    Run.objects.filter(pk=started.pk).update(next_wake_at=started.started_at)
    wake_due()
    abort(started)
    work()
    assert numbers_of(started) == {"entered": 3, "left": 3}


def test_f09_a_wave_that_is_worked_on_twice_logs_once() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    start(published(workspace, "Parent", note("here")))
    prepare_runs()
    ids = list(Wave.objects.values_list("pk", flat=True))
    assert [wave_work.work(ids, at_most=1000), wave_work.work(ids, at_most=1000)] == [True, False]
    assert notes_of(person) == ["here"]


def test_f09_a_transaction_that_dies_leaves_nothing_and_is_made_up_for() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", score("+1"))
    started = start(published(workspace, "Parent", score("+1"), execute(child), wait("1 hour"), note("after")))
    prepare_runs()
    ids = list(Wave.objects.values_list("pk", flat=True))
    with pytest.raises(Killed), transaction.atomic():
        wave_work.work(ids, at_most=1000)
        raise Killed
    assert (log_of(person), values_of(person), members_of(child)) == ([], {}, set())
    assert not Waiting.objects.exists()
    assert not Journal.objects.filter(run=started).exists()
    work()
    assert values_of(person) == {"score": 2}
    assert [key for key, _ in log_of(person)] == ["change_score", "execute_campaign", "change_score", "wait"]
    assert numbers_of(started) == {"entered": 1, "waiting": 1}


def test_f09_a_run_whose_preparation_died_starts_afresh_with_everybody_once() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 5)
    started = start(published(workspace, "Parent", note("here")))
    prepare_runs()
    Run.objects.filter(pk=started.pk).update(state=Run.State.PREPARING)
    work()
    assert [notes_of(person) for person in people] == [["here"]] * 5
    started.refresh_from_db()
    assert (started.state, started.total) == (Run.State.DONE, 5)


def test_f09_journals_are_numbered_without_a_gap_or_a_double() -> None:
    workspace = make_workspace()
    make_people(workspace, 3)
    target = requestable(workspace, "Target", note("target"))
    run(published(workspace, "Parent", request(target), wait("1 hour"), note("after")))
    let_pass(hours=1)
    numbers = sorted(number for number in Journal.objects.values_list("feed_no", flat=True) if number is not None)
    assert len(numbers) == Journal.objects.count()
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert journal.number() == 0
    for each in Journal.objects.all():
        assert each.activities == Activity.objects.filter(journal=each).count()


def test_f09_what_was_committed_but_not_numbered_the_sweep_numbers() -> None:
    workspace = make_workspace()
    make_people(workspace, 3)
    started = run(published(workspace, "Parent", score("+1")))
    counts = started.counts
    Journal.objects.update(feed_no=None)
    Run.objects.update(counts={}, state=Run.State.RUNNING)
    sweep()
    started.refresh_from_db()
    assert (started.counts, started.state) == (counts, Run.State.DONE)
    assert not Journal.objects.filter(feed_no=None).exists()


def test_s02_an_entry_that_came_while_its_campaign_was_being_deactivated_is_not_lost() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", note("here"))
    launch.request(target, [person.pk], source="Web Service API")
    Run.objects.filter(campaign=target).update(state=Run.State.DONE, ended_at=timezone.now())
    tidy()
    work()
    assert notes_of(person) == ["here"]


def test_s03_aborting_an_earlier_activation_leaves_the_present_one_alone() -> None:
    workspace = make_workspace()
    create = [{"city": "Rome"}]
    campaign = listening(workspace, "New", wait("1 hour"), note("after"), on=trigger("person_is_created"))
    record.create_people(workspace.primary_partition_id, create, source=DESIGNER)
    work()
    first = campaign.runs.get()
    launch.deactivate(campaign)
    second = launch.activate(campaign, actor=SYSTEM)
    record.create_people(workspace.primary_partition_id, create, source=DESIGNER)
    work()
    abort(first)
    let_pass(hours=1)
    campaign.refresh_from_db()
    assert campaign.active
    assert numbers_of(first) == {"entered": 1, "left": 1}
    assert numbers_of(second) == {"entered": 1, "finished": 1}


def test_s03_a_run_that_is_over_can_not_be_aborted() -> None:
    workspace = make_workspace()
    started = run(published(workspace, "Parent", note("x")))
    with pytest.raises(RunEnded):
        abort(started)


def test_f09_a_wave_larger_than_one_turn_is_worked_on_in_parts() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 7)
    started = start(published(workspace, "Parent", note("here"), wait("1 hour"), note("after")))
    prepare_runs()
    while wave := Wave.objects.first():
        wave_work.work([wave.pk], at_most=3)
    let_pass(hours=1)
    assert [notes_of(person) for person in people] == [["here", "after"]] * 7
    assert numbers_of(started) == {"entered": 7, "finished": 7}
    entries = set(Activity.objects.values_list("entry", "person"))
    assert len(entries) == len({entry for entry, _ in entries}) == 7


def test_f09_a_wave_that_kills_its_workers_is_halved_and_one_person_held_at_last() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 2)
    started = start(published(workspace, "Parent", note("here")))
    prepare_runs()
    Wave.objects.update(attempt=1)  # a worker died of it
    drain("batch", claims=1)
    assert sorted(Wave.objects.values_list("size", flat=True)) == [1, 1]
    Wave.objects.filter(pk=Wave.objects.earliest("pk").pk).update(attempt=3)
    work()
    assert sorted(map(notes_of, people)) == [[], ["here"]]
    assert numbers_of(started) == {"entered": 2, "finished": 1, "held": 1}


def test_f08_who_was_held_at_the_door_of_a_batch_is_not_judged_again_by_its_smart_list() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    who = smart_list(field_is("city", "Paris"))
    started = start(published(workspace, "Parisians", note("here"), who=who))
    prepare_runs()
    Wave.objects.update(attempt=3)
    work()
    assert numbers_of(started) == {"entered": 1, "held": 1}
    record.change_people({person.pk: {"city": "Rome"}}, source=DESIGNER)
    retry_held(started, list(Waiting.objects.values_list("entry", flat=True)))
    work()
    assert notes_of(person) == ["here"]
    assert numbers_of(started) == {"entered": 1, "finished": 1}


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
