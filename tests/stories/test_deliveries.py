"""What leaves the house: once per key, again after a crash, with patience; who waits for the answer (F08, F09, S03)."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from campaigns.models import Delivery, Run, Waiting
from campaigns.runtime import deliver, record
from campaigns.runtime.control import abort, retry_held
from campaigns.runtime.drain import drain
from campaigns.runtime.record import Source
from campaigns.runtime.senders import Again, Refused, Sent
from campaigns.storage import deliveries
from campaigns.storage.facts import database_now
from tests.factories import make_people, make_person, make_workspace
from tests.failing import failing
from tests.stories.acting import (
    choice,
    field_is,
    let_pass,
    listening,
    note,
    notes_of,
    numbers_of,
    published,
    rows_of,
    run,
    start,
    step,
    trigger,
    values_of,
    work,
)
from tests.stories.bell import Bell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stumble")]


def test_people_wait_for_the_answer_and_then_go_on(bell: Bell) -> None:
    workspace = make_workspace()
    anna, bea = make_person(workspace, city="Rome"), make_person(workspace)
    chosen = choice("rome", field_is("city", "Rome"), text="ciao")
    flow = (note("before"), step("ring", text="hello", choices=[chosen]), note("after"))
    started = run(published(workspace, "Parent", *flow))
    assert notes_of(anna) == ["before", "ciao", "after"]
    assert notes_of(bea) == ["before", "hello", "after"]
    assert numbers_of(started) == {"entered": 2, "finished": 2}
    assert started.state == Run.State.DONE


def test_an_outcome_is_logged_beside_its_step_and_starts_campaigns(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    on_score = trigger("score_is_changed", field="behavior_score")
    listening(workspace, "Listens", note("heard of it"), on=on_score)
    parent = published(workspace, "Parent", step("ring", id="ringing", waits=False), note("after"))
    started = run(parent)
    (row,) = rows_of(person, "change_score")
    assert (row.campaign_id, row.run_id, row.step, row.choice) == (parent.pk, started.pk, "ringing", "default")
    assert values_of(person)["behavior_score"] == 1
    assert notes_of(person) == ["after", "heard of it"]


def test_f08_a_refusal_is_told_and_the_person_goes_on(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    bell.answers = [Refused("No bell there.")]
    run(published(workspace, "Parent", step("ring"), note("after")))
    assert notes_of(person) == ["No bell there.", "after"]
    assert Delivery.objects.get().state == Delivery.State.FAILED


def test_f09_it_is_tried_again_with_patience_under_the_same_key(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    bell.answers = [Again("Busy."), Again("Busy.", after=timedelta(minutes=30))]
    started = run(published(workspace, "Parent", step("ring", text="at last"), note("after")))
    assert (len(bell.keys), notes_of(person), started.state) == (1, [], Run.State.WAITING)
    let_pass(seconds=20)
    let_pass(minutes=20)
    assert len(bell.keys) == 2
    let_pass(minutes=10)
    assert notes_of(person) == ["at last", "after"]
    assert len(set(bell.keys)) == 1


def test_f08_patience_ends_with_the_last_reason(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    bell.answers = [Again("Busy.")] * 9
    run(published(workspace, "Parent", step("ring"), note("after")))
    for _ in range(deliver.ATTEMPTS):
        let_pass(hours=1)
    assert len(bell.keys) == deliver.ATTEMPTS
    assert notes_of(person) == ["Busy.", "after"]


def test_f09_found_being_sent_after_a_crash_it_is_repeated_under_the_same_key(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    start(published(workspace, "Parent", step("ring"), note("after")))
    bell.answers = [SystemExit()]  # as when the process is killed: no outcome is written
    with pytest.raises(SystemExit):
        work()
    assert Delivery.objects.get().state == Delivery.State.SENDING
    work()
    assert len(bell.keys) == 1  # somebody may still be sending it
    let_pass(seconds=deliveries.LEASE.total_seconds())
    assert len(bell.keys) == 2
    assert len(set(bell.keys)) == 1
    assert notes_of(person) == ["ring", "after"]


@pytest.mark.django_db(transaction=True)
def test_f09_what_is_out_does_not_go_out_again_for_a_busy_database(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    with failing(OperationalError("deadlock detected"), at="UPDATE campaigns_person"):
        run(published(workspace, "Rings", step("ring", waits=False)))
    assert (len(bell.keys), values_of(person)) == (1, {"behavior_score": 1})


def test_f09_what_is_out_does_not_go_out_again_when_its_outcome_can_not_be_written(bell: Bell) -> None:
    workspace = make_workspace()
    make_person(workspace)
    rings = published(workspace, "Rings", step("ring", waits=True), note("after"))
    with failing(RuntimeError("no column"), at="UPDATE campaigns_person"):
        started = run(rings)
    let_pass(minutes=5)
    assert len(bell.keys) == 1
    assert Delivery.objects.get().state == Delivery.State.SENT
    held = Waiting.objects.get(run=started)
    assert (held.state, held.reason) == (
        Waiting.State.HELD,
        "What came of it could not be written: RuntimeError: no column",
    )


def test_f09_an_outcome_that_comes_after_the_lease_counts_once(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    start(published(workspace, "Parent", step("ring"), note("after")))
    late = _claimed()
    let_pass(seconds=deliveries.LEASE.total_seconds())
    deliver.settle(late, Sent({"said": "late"}))
    work()
    assert notes_of(person) == ["ring", "after"]


def _claimed() -> Delivery:
    drain("batch")
    found = deliveries.claim(deliver.MESSAGES, now=database_now())
    assert found is not None
    return found


def test_f08_an_unexpected_error_holds_and_retry_asks_again(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    bell.answers = [RuntimeError("no rule foresees this")] * deliver.ATTEMPTS
    started = run(published(workspace, "Parent", step("ring"), note("after")))
    for _ in range(deliver.ATTEMPTS):
        let_pass(hours=1)
    held = Waiting.objects.get()
    assert held.state == Waiting.State.HELD
    assert "no rule foresees this" in held.reason
    retry_held(started, [held.entry])
    work()
    assert notes_of(person) == ["ring", "after"]
    assert numbers_of(started) == {"entered": 1, "finished": 1}


def test_f08_an_answer_that_can_not_be_taken_holds_that_person_alone(bell: Bell) -> None:
    workspace = make_workspace()
    first, second = make_people(workspace, 2)
    bell.answers = [Sent({"stumble": True}), Sent({"said": "fine"})]
    started = run(published(workspace, "Parent", step("ring"), note("after")))
    assert notes_of(second) == ["fine", "after"]
    held = Waiting.objects.get()
    assert (held.person_id, held.state) == (first.pk, Waiting.State.HELD)
    assert numbers_of(started) == {"entered": 2, "finished": 1, "held": 1}
    Delivery.objects.filter(person=first).update(answer={"said": "mended"})
    retry_held(started, [held.entry])
    work()
    assert notes_of(first) == ["mended", "after"]
    assert len(bell.keys) == 2


def test_s03_abort_cancels_what_was_not_sent_yet(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    bell.answers = [Again("Busy.")]
    started = run(published(workspace, "Parent", step("ring"), note("after")))
    abort(started)
    let_pass(hours=1)
    assert Delivery.objects.get().state == Delivery.State.CANCELLED
    assert (len(bell.keys), notes_of(person)) == (1, [])
    assert numbers_of(started) == {"entered": 1, "left": 1}


def test_f07_whoever_is_deleted_gets_nothing_more(bell: Bell) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    bell.answers = [Again("Busy.")]
    started = run(published(workspace, "Parent", step("ring"), note("after")))
    record.delete_people([person.pk], source=Source("Designer"))
    let_pass(hours=1)
    assert len(bell.keys) == 1
    assert Delivery.objects.get().payload == {}
    assert numbers_of(started) == {"entered": 1, "left": 1}
    assert started.state == Run.State.DONE
