"""How waves are worked on: small ones together, a person's entries in order, and what can't be written."""

import random

import pytest

from campaigns.models import Journal, Waiting, Wave
from campaigns.runtime import launch
from campaigns.runtime.drain import drain
from tests.factories import make_field, make_people, make_person, make_workspace
from tests.stories.acting import (
    field_is,
    let_pass,
    note,
    notes_of,
    numbers_of,
    published,
    requestable,
    run,
    score,
    start,
    values_of,
    wait,
    work,
    write,
)

pytestmark = pytest.mark.django_db
API = "Web Service API"


def test_engine14_small_waves_of_one_place_are_worked_on_together() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 5)
    target = requestable(workspace, "Target", note("here"))
    for person in people:
        launch.request(target, [person.pk], source=API)
    assert Wave.objects.count() == 5
    drain("trigger", claims=1)
    assert not Wave.objects.exists()
    assert [notes_of(person) for person in people] == [["here"]] * 5
    assert Journal.objects.filter(run__campaign=target).count() == 1


def test_engine14_a_persons_second_entry_waits_for_the_next_turn_and_loses_no_attempt() -> None:
    workspace = make_workspace()
    first, second, third = make_people(workspace, 3)
    target = requestable(workspace, "Target", score("+1"), note("{{lead.Score}}"))
    for people in ([first.pk, second.pk], [second.pk, third.pk], [third.pk]):
        launch.request(target, people, source=API)
    drain("trigger", claims=1)
    assert [notes_of(person) for person in (first, second, third)] == [["1"], ["1"], []]
    assert set(Wave.objects.values_list("attempt", flat=True)) == {0}
    work()
    assert [notes_of(person) for person in (first, second, third)] == [["1"], ["1", "2"], ["1", "2"]]


def test_engine14_entries_with_values_of_their_own_are_not_mixed() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 2)
    target = requestable(workspace, "Target", note("{{my.word}}"))
    for person, word in zip(people, ("one", "two"), strict=True):
        launch.request(target, [person.pk], source=API, given={"word": word})
    work()
    assert [notes_of(person) for person in people] == [["one"], ["two"]]


def test_engine14_people_of_one_run_wake_together_and_find_their_own_places() -> None:
    workspace = make_workspace()
    paris, rome = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    waiting = wait("1 hour")
    waiting["choices"] = [{"id": "p", "condition": field_is("city", "Paris"), "params": {"duration": "30 minutes"}}]
    started = run(published(workspace, "Parent", waiting, note("1"), wait("30 minutes"), note("2")))
    let_pass(hours=1)
    assert (notes_of(paris), notes_of(rome)) == (["1"], ["1"])
    let_pass(minutes=30)
    assert (notes_of(paris), notes_of(rome)) == (["1", "2"], ["1", "2"])
    assert numbers_of(started) == {"entered": 2, "finished": 2}


@pytest.mark.scaled
@pytest.mark.django_db(transaction=True)
def test_f08_who_can_not_be_written_is_held_and_everybody_else_goes_on() -> None:
    """The value is too long for PostgreSQL's index of key fields, which fails the write of the whole wave."""
    workspace = make_workspace()
    make_field("Reference", name="reference", is_key=True)
    make_field("Remark")
    long = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9000))
    fine = [make_person(workspace, remark=f"short {number}") for number in range(9)]
    broken = make_person(workspace, remark=long)
    started = start(published(workspace, "Parent", write("reference", "{{lead.Remark}}"), note("after")))
    work()
    assert [notes_of(person) for person in fine] == [["after"]] * 9
    assert notes_of(broken) == []
    assert numbers_of(started) == {"entered": 10, "finished": 9, "held": 1}
    assert "index" in Waiting.objects.get(person=broken).reason


def test_s07_trigger_work_is_not_held_up_by_a_batch() -> None:
    workspace = make_workspace()
    people = make_people(workspace, 3)
    target = requestable(workspace, "Target", note("trigger"))
    start(published(workspace, "Batch", note("batch")))
    launch.request(target, [people[0].pk], source=API)
    drain("trigger")
    assert notes_of(people[0]) == ["trigger"]
    work()
    assert notes_of(people[0]) == ["trigger", "batch"]


def test_l04_a_person_who_no_longer_matches_at_pick_up_uses_nothing_up() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    target = requestable(workspace, "Target", note("x"), filters=[field_is("city", "Paris")])
    launch.request(target, [person.pk], source=API)
    work()
    assert values_of(person) == {"city": "Rome"}
    assert not target.members.exists()
