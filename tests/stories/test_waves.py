"""How waves are worked on: small ones together, a person's entries in order, and what can't be written."""

import pytest
from django.db import connection

from campaigns.models import Journal, Waiting, Wave
from campaigns.runtime import launch
from campaigns.runtime.drain import drain
from tests.factories import make_people, make_person, make_workspace
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


def test_f08_who_can_not_be_written_is_held_and_everybody_else_goes_on() -> None:
    workspace = make_workspace()
    fine = make_people(workspace, 9, city="Paris")
    broken = make_person(workspace, city="Rome")
    refuse_to_write("Rome")
    started = start(published(workspace, "Parent", score("+1"), note("after")))
    work()
    assert [notes_of(person) for person in fine] == [["after"]] * 9
    assert (notes_of(broken), values_of(broken)) == ([], {"city": "Rome"})
    assert numbers_of(started) == {"entered": 10, "finished": 9, "held": 1}
    assert "Rome is full" in Waiting.objects.get(person=broken).reason


def refuse_to_write(city: str) -> None:
    """The database itself refuses changes to people of that city; PostgreSQL with the state of a limit exceeded, which
    its driver calls operational, though it does not pass."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF NEW.\"values\"->>'city' = '{city}' THEN "
                f"RAISE EXCEPTION '{city} is full' USING ERRCODE = '54000'; END IF; RETURN NEW; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER refuse BEFORE UPDATE ON campaigns_person FOR EACH ROW EXECUTE FUNCTION refuse()"
            )
        else:
            cursor.execute(
                "CREATE TRIGGER refuse BEFORE UPDATE ON campaigns_person "
                f"WHEN json_extract(NEW.\"values\", '$.city') = '{city}' "
                f"BEGIN SELECT RAISE(ABORT, '{city} is full'); END"
            )


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
