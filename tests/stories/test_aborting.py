"""Abort stops what has not happened yet and undoes nothing (S03)."""

import pytest

from campaigns.definitions.actor import SYSTEM
from campaigns.errors import RunEnded
from campaigns.models import Activity, Run, Waiting, Wave
from campaigns.runtime import launch, record
from campaigns.runtime.control import abort, clear_aborted
from campaigns.runtime.due import wake_due
from campaigns.runtime.preparing import prepare_runs
from campaigns.runtime.record import Source
from tests.factories import make_people, make_person, make_workspace
from tests.stories.acting import (
    executable,
    execute,
    let_pass,
    listening,
    members_of,
    note,
    notes_of,
    numbers_of,
    published,
    request,
    requestable,
    run,
    score,
    start,
    trigger,
    values_of,
    wait,
    work,
)

pytestmark = pytest.mark.django_db
DESIGNER = Source("Designer")


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
