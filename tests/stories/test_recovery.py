"""What a crash, a lost wake-up or a large wave leaves: every activity once, nobody stuck (F09)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from campaigns.models import Activity, Journal, Run, Waiting, Wave
from campaigns.runtime import launch, record
from campaigns.runtime import waves as wave_work
from campaigns.runtime.control import retry_held
from campaigns.runtime.drain import drain
from campaigns.runtime.preparing import prepare_runs
from campaigns.runtime.record import Source
from campaigns.runtime.sweep import sweep, tidy
from campaigns.storage import journal
from tests.factories import make_people, make_person, make_workspace
from tests.failing import failing
from tests.stories.acting import (
    executable,
    execute,
    field_is,
    let_pass,
    log_of,
    members_of,
    note,
    notes_of,
    numbers_of,
    published,
    request,
    requestable,
    run,
    score,
    smart_list,
    start,
    values_of,
    wait,
    work,
)

pytestmark = pytest.mark.django_db
DESIGNER = Source("Designer")


class Killed(Exception):
    """The process died before its transaction was over."""


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


def test_a_run_that_can_not_be_prepared_ends_with_its_reason_and_holds_nobody_up() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    stuck, other = (start(published(workspace, name, note(name))) for name in ("Stuck", "Other"))
    with failing(RuntimeError("out of order"), at='INSERT INTO "campaigns_wave"'):
        work()
    stuck.refresh_from_db()
    assert (stuck.state, stuck.reason) == (
        Run.State.FAILED,
        "An unexpected error stopped the run: RuntimeError: out of order",
    )
    assert (notes_of(person), numbers_of(other)) == (["Other"], {"entered": 1, "finished": 1})


def test_what_the_sweep_can_not_do_keeps_nobody_else_waiting() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Waits", wait("1 hour"), note("after")))
    earlier = timezone.now() - timedelta(hours=2)
    for name in ("Stuck", "Other"):
        campaign = published(workspace, name, note(name))
        campaign.scheduled_runs.create(workspace=workspace, at=earlier, created_at=earlier, everyone=True)
    Waiting.objects.update(wake_at=earlier)
    Run.objects.update(next_wake_at=earlier)
    with failing(RuntimeError("out of order"), at='INSERT INTO "campaigns_run"'), pytest.raises(RuntimeError):
        sweep()
    work()
    assert sorted(notes_of(person)) == ["Other", "after"]


@pytest.mark.scaled
def test_a_numbering_that_fails_after_the_commit_fails_no_save(django_capture_on_commit_callbacks: Any) -> None:
    person = make_person(make_workspace())
    broken = failing(RuntimeError("out of order"), at="pg_advisory_xact_lock")
    with broken, django_capture_on_commit_callbacks(execute=True):
        record.change_people({person.pk: {"city": "Rome"}}, source=DESIGNER)
    sweep()
    assert Journal.objects.get().feed_no is not None


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
