"""A refused step is logged and the person goes on; an unexpected error holds that person alone, until Retry (F08)."""

import pytest

from campaigns.errors import RunEnded
from campaigns.models import Person, Run, Waiting
from campaigns.runtime import record
from campaigns.runtime.control import abort, retry_held
from campaigns.runtime.record import Source
from tests.factories import make_people, make_person, make_workspace
from tests.stories.acting import (
    ONCE,
    choice,
    executable,
    execute,
    field_is,
    let_pass,
    listening,
    note,
    notes_of,
    numbers_of,
    published,
    rows_of,
    run,
    score,
    smart_list,
    step,
    trigger,
    values_of,
    wait,
    work,
    write,
)
from tests.stories.trouble import failed, held, move, retry

pytestmark = pytest.mark.django_db
DESIGNER = Source("Designer")


def test_f08_a_refused_step_is_logged_failed_for_that_person_who_goes_on() -> None:
    workspace = make_workspace()
    bad, good = make_person(workspace, city="ten"), make_person(workspace, city="+10")
    run(published(workspace, "Parent", score("{{lead.City}}"), note("after")))
    assert (notes_of(bad), notes_of(good)) == (["after"], ["after"])
    assert [row.reason for row in failed(bad)] == [
        '"ten" is not a change of a score. ' + (failed(bad)[0].reason or "").partition("score. ")[2]
    ]
    assert failed(good) == []
    assert values_of(good)["score"] == 10


def test_f08_a_step_that_can_not_be_understood_is_logged_failed_and_everybody_goes_on() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Parent", step("send_pigeon"), score("+x", id="bad"), note("after")))
    assert notes_of(person) == ["after"]
    unknown, bad = failed(person)
    assert unknown.reason == "This kind of step does not exist."
    assert (bad.step, '"+x"' in (bad.reason or "")) == ("bad", True)


def test_f08_a_refused_step_in_a_child_ends_neither_child_nor_parent() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="ten")
    child = executable(workspace, "Child", score("{{lead.City}}"), note("child"))
    run(published(workspace, "Parent", execute(child), note("parent")))
    assert notes_of(person) == ["child", "parent"]
    (row,) = failed(person)
    assert row.campaign_id == child.pk


def test_f08_an_unexpected_error_holds_that_person_and_nobody_else(stumble: str) -> None:
    workspace = make_workspace()
    trips, walks = make_person(workspace, city="Rome"), make_person(workspace, city="Paris")
    started = run(published(workspace, "Parent", note("before"), step(stumble, city="Rome"), note("after")))
    assert notes_of(trips) == ["before"]
    assert notes_of(walks) == ["before", "walked past Rome", "after"]
    (row,) = Waiting.objects.filter(run=started)
    assert row.reason == "An unexpected error stopped the person at this step: RuntimeError: tripped in Rome"
    assert numbers_of(started) == {"entered": 2, "finished": 1, "held": 1}
    assert started.state == Run.State.WAITING


def test_f08_retry_enters_again_at_the_step_and_goes_on(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    started = run(published(workspace, "Parent", note("before"), step(stumble, city="Rome"), note("after")))
    move(person, "Paris")
    retry(started)
    assert notes_of(person) == ["before", "walked past Rome", "after"]
    assert numbers_of(started) == {"entered": 1, "finished": 1}
    assert started.state == Run.State.DONE


def test_f08_who_trips_again_is_held_again(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    started = run(published(workspace, "Parent", step(stumble, city="Rome"), note("after")))
    retry(started)
    assert notes_of(person) == []
    assert numbers_of(started) == {"entered": 1, "held": 1}
    move(person, "Paris")
    retry(started)
    assert notes_of(person) == ["walked past Rome", "after"]


def test_f08_an_error_inside_an_executable_holds_there_and_retry_goes_on_to_the_end(stumble: str) -> None:
    workspace = make_workspace()
    trips, walks = make_person(workspace, city="Rome"), make_person(workspace, city="Paris")
    inner = executable(workspace, "Inner", note("inner"), step(stumble, city="Rome"), note("inner after"))
    outer = executable(workspace, "Outer", execute(inner), note("outer after"))
    started = run(published(workspace, "Parent", execute(outer), note("parent after")))
    assert notes_of(trips) == ["inner"]
    assert notes_of(walks) == ["inner", "walked past Rome", "inner after", "outer after", "parent after"]
    move(trips, "Paris")
    retry(started)
    assert notes_of(trips) == ["inner", "walked past Rome", "inner after", "outer after", "parent after"]
    assert len(rows_of(trips, "execute_campaign")) == 2
    assert numbers_of(started) == {"entered": 2, "finished": 2}


def test_f08_retry_goes_back_into_the_child_of_the_choice_that_was_taken(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome", country="Italy")
    inner = executable(workspace, "Inner", step(stumble, city="Rome"), note("inner after {{campaign.name}}"))
    other = executable(workspace, "Other", note("other"))
    call = execute(other)
    call["choices"] = [choice("it", field_is("country", "Italy"), campaign=inner.pk, parent_context=True)]
    started = run(published(workspace, "Parent", call, note("parent after")))
    record.change_people({person.pk: {"city": "Paris", "country": "France"}}, source=DESIGNER)
    retry(started)
    assert notes_of(person) == ["walked past Rome", "inner after Parent", "parent after"]


def test_f08_an_error_in_a_choice_holds_at_that_step_and_not_at_the_one_before(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome", country="Italy")
    stumbling = step(stumble, city="nowhere")
    stumbling["choices"] = [choice("c", field_is("country", "Italy"), city="Rome")]
    started = run(published(workspace, "Parent", note("before"), stumbling, note("after")))
    (row,) = Waiting.objects.filter(run=started)
    assert row.step == stumbling["id"]
    move(person, "Paris")
    retry(started)
    assert notes_of(person) == ["before", "walked past Rome", "after"]


def test_f08_what_was_done_before_the_error_is_not_done_again(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    flow = [score("+1"), step(stumble, city="Rome"), score("+10")]
    started = run(published(workspace, "Parent", *flow))
    assert values_of(person)["score"] == 1
    move(person, "Paris")
    retry(started)
    assert values_of(person)["score"] == 11


def test_f08_held_after_a_wait_goes_on_after_a_retry(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    started = run(published(workspace, "Parent", wait("1 hour"), step(stumble, city="Rome"), note("after")))
    let_pass(hours=1)
    assert numbers_of(started) == {"entered": 1, "held": 1}
    move(person, "Paris")
    retry(started)
    assert notes_of(person) == ["walked past Rome", "after"]
    assert numbers_of(started) == {"entered": 1, "finished": 1}


def test_f08_held_people_of_a_trigger_campaign_keep_their_trigger(stumble: str) -> None:
    workspace = make_workspace()
    started = listening(
        workspace, "New", step(stumble, city="Rome"), note("{{trigger.Name}}"), on=trigger("person_is_created")
    ).runs.get()
    (id_,) = record.create_people(workspace.primary_partition_id, [{"city": "Rome"}], source=Source("Import"))
    work()
    person = Person.objects.get(pk=id_)
    move(person, "Paris")
    retry(started)
    assert notes_of(person) == ["walked past Rome", "Import"]


def test_f08_a_held_person_counts_as_having_passed_the_qualification_rule(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    parent = published(workspace, "Parent", step(stumble, city="Rome"), note("after"), settings=ONCE)
    started = run(parent)
    move(person, "Paris")
    run(parent)
    assert notes_of(person) == []
    retry(started)
    assert notes_of(person) == ["walked past Rome", "after"]


def test_f08_retrying_somebody_twice_at_once_enters_once(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    started = run(published(workspace, "Parent", step(stumble, city="Rome"), note("after")))
    move(person, "Paris")
    entries = held(started)
    assert [retry_held(started, entries), retry_held(started, entries)] == [1, 0]
    work()
    assert notes_of(person) == ["walked past Rome", "after"]


def test_f08_who_is_held_twice_at_a_place_is_retried_twice(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    trips = step(stumble, city="Rome")
    hears = listening(workspace, "Hears", trips, note("after"), on=trigger("score_is_changed", field="score"))
    run(published(workspace, "Scores", score("+1"), score("+1")))
    started = Run.objects.get(campaign=hears)
    move(person, "Paris")
    assert retry_held(started, held(started)) == 2
    work()
    assert notes_of(person).count("after") == 2


def test_f08_nobody_is_retried_in_an_aborted_run(stumble: str) -> None:
    workspace = make_workspace()
    make_person(workspace, city="Rome")
    started = run(published(workspace, "Parent", step(stumble, city="Rome")))
    entries = held(started)
    abort(started)
    with pytest.raises(RunEnded):
        retry_held(started, entries)


def test_f08_many_people_of_whom_some_trip_are_each_where_they_belong(stumble: str) -> None:
    workspace = make_workspace()
    walking = make_people(workspace, 20, city="Paris")
    tripping = make_people(workspace, 3, city="Rome")
    child = executable(workspace, "Child", step(stumble, city="Rome"))
    after = write("country", "{{lead.City}}")
    started = run(published(workspace, "Parent", score("+1"), execute(child), after))
    assert numbers_of(started) == {"entered": 23, "finished": 20, "held": 3}
    assert {values_of(person).get("country") for person in walking} == {"Paris"}
    assert {values_of(person).get("country") for person in tripping} == {None}
    assert {values_of(person)["score"] for person in (*walking, *tripping)} == {1}


def test_f08_a_smart_list_of_a_child_that_holds_counts_the_call_once(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    child = executable(workspace, "Child", step(stumble, city="Rome"), who=smart_list(field_is("city", "Rome")))
    started = run(published(workspace, "Parent", execute(child, id="e"), note("after")))
    move(person, "Paris")
    retry(started)
    assert notes_of(person) == ["walked past Rome", "after"], "the smart list is judged once, at the call"
    started.refresh_from_db()
    assert started.counts["calls"] == {"|e": {str(child.pk): {"qualified": 1, "not_qualified": 0}}}
