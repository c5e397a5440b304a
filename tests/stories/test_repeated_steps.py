"""Retry of a failed step repeats that one step with today's data, once, and no later step (F08)."""

import pytest

from campaigns.models import EntryContext, Person, Run
from campaigns.runtime import launch, record
from campaigns.runtime.control import retry_failed
from campaigns.runtime.record import Source
from tests.factories import make_person, make_program, make_token, make_workspace
from tests.stories.acting import (
    choice,
    executable,
    execute,
    field_is,
    let_pass,
    listening,
    note,
    notes_of,
    numbers_of,
    publish,
    published,
    requestable,
    rows_of,
    run,
    score,
    step,
    trigger,
    values_of,
    wait,
    work,
)
from tests.stories.trouble import failed, move, retry

pytestmark = pytest.mark.django_db
DESIGNER = Source("Designer")


def test_f08_retry_of_a_failed_step_repeats_that_one_step_once_with_todays_data() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="ten")
    flow = [score("+1"), score("{{lead.City}}"), score("+100"), note("end")]
    started = run(published(workspace, "Parent", *flow))
    assert values_of(person)["score"] == 101
    move(person, "+10")
    activities = [row.pk for row in failed(person)]
    assert retry_failed(started, activities) == 1
    work()
    assert values_of(person)["score"] == 111
    assert notes_of(person) == ["end"]
    assert retry_failed(started, activities) == 0
    work()
    assert values_of(person)["score"] == 111
    assert numbers_of(started) == {"entered": 1, "finished": 1}
    assert started.state == Run.State.DONE


def test_f08_retry_of_a_failed_step_in_a_child_repeats_no_other_step_on_any_level() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="ten")
    inner = executable(workspace, "Inner", note("inner"), score("{{lead.City}}"), note("inner after"))
    outer = executable(workspace, "Outer", note("outer"), execute(inner), note("outer after"))
    call = execute(executable(workspace, "Unused"))
    call["choices"] = [choice("t", field_is("city", "ten"), campaign=outer.pk, parent_context=False)]
    started = run(published(workspace, "Parent", call, note("parent after")))
    before = notes_of(person)
    move(person, "+10")
    assert retry_failed(started, [row.pk for row in failed(person)]) == 1
    work()
    assert values_of(person)["score"] == 10
    assert notes_of(person) == before == ["outer", "inner", "inner after", "outer after", "parent after"]
    assert len(rows_of(person, "execute_campaign")) == 2


def test_f08_a_repeated_step_that_fails_again_may_be_repeated_again() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="ten")
    started = run(published(workspace, "Parent", score("{{lead.City}}")))
    first = [row.pk for row in failed(person)]
    retry_failed(started, first)
    work()
    move(person, "+10")
    second = [row.pk for row in failed(person) if row.pk not in first]
    assert retry_failed(started, second) == 1
    work()
    assert values_of(person)["score"] == 10


def test_f08_who_trips_while_a_step_is_repeated_goes_on_with_no_later_step(stumble: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Bonn")
    child = executable(workspace, "Child", step(stumble, city="Rome", refused="Bonn"), note("child after"))
    started = run(published(workspace, "Parent", execute(child), note("parent after")))
    before = notes_of(person)
    move(person, "Rome")
    assert retry_failed(started, [row.pk for row in failed(person)]) == 1
    work()
    assert numbers_of(started) == {"entered": 2, "finished": 1, "held": 1}
    move(person, "Paris")
    retry(started)
    assert notes_of(person) == [*before, "walked past Rome"]
    assert numbers_of(started) == {"entered": 2, "finished": 2}


def test_f08_a_failed_step_is_repeated_while_the_person_waits_further_on() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="ten")
    started = run(published(workspace, "Parent", score("{{lead.City}}"), wait("1 day"), note("waited")))
    move(person, "+10")
    retry_failed(started, [row.pk for row in failed(person)])
    work()
    assert values_of(person)["score"] == 10
    assert numbers_of(started) == {"entered": 1, "waiting": 1}
    let_pass(days=1)
    assert notes_of(person) == ["waited"]
    assert numbers_of(started) == {"entered": 1, "finished": 1}


def test_f08_a_repeated_step_of_a_trigger_campaign_acts_too() -> None:
    workspace = make_workspace()
    started = listening(workspace, "New", score("{{lead.City}}"), on=trigger("person_is_created")).runs.get()
    (id_,) = record.create_people(workspace.primary_partition_id, [{"city": "ten"}], source=Source("Import"))
    work()
    person = Person.objects.get(pk=id_)
    move(person, "+10")
    assert retry_failed(started, [row.pk for row in failed(person)]) == 1
    work()
    assert values_of(person)["score"] == 10


def test_f08_a_failed_step_that_is_gone_from_the_executable_is_not_repeated() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="ten")
    child = executable(workspace, "Child", score("{{lead.City}}"))
    started = run(published(workspace, "Parent", execute(child)))
    publish(child, note("without the step"))
    assert retry_failed(started, [row.pk for row in failed(person)]) == 0
    work()
    started.refresh_from_db()
    assert started.state == Run.State.DONE


def test_f08_a_repeated_step_reads_the_trigger_that_brought_the_person_in() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    moves = trigger("data_value_changes", field="city")
    campaign = listening(workspace, "Moves", score("{{trigger.New Value}}"), on=moves)
    move(person, "Oslo")
    work()
    (first,) = failed(person)
    move(person, "+7")
    work()

    assert retry_failed(campaign.runs.get(kind="trigger"), [first.pk]) == 1
    work()

    again = failed(person)[-1]
    assert again.pk != first.pk
    assert again.reason == first.reason and "Oslo" in (first.reason or "")
    assert values_of(person)["score"] == 7


def test_t06_a_repeated_step_reads_the_tokens_that_the_request_gave() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    make_token(program, "Points", "+1", "score")
    person, other = make_person(workspace, city="?"), make_person(workspace, city="?")
    flow = [wait("1 day"), score("{{my.Points}}{{lead.City}}")]
    campaign = requestable(workspace, "Asked", *flow, program=program)
    for each, points in ((person, "+20"), (other, "+30")):
        launch.request(campaign, [each.pk], source="Web Service API", given={"points": points})
    work()
    let_pass(days=1)
    move(person, "5")

    asked = campaign.runs.get(kind="request")
    assert retry_failed(asked, [row.pk for row in failed(person)]) == 1
    work()

    assert values_of(person)["score"] == 205


def test_f08_what_was_kept_for_a_repetition_goes_with_the_person() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    moves = trigger("data_value_changes", field="city")
    listening(workspace, "Moves", score("{{trigger.New Value}}"), on=moves)
    move(person, "Oslo")
    work()
    assert EntryContext.objects.filter(person=person).exists()

    record.delete_people([person.pk], source=DESIGNER)

    assert not EntryContext.objects.filter(person=person).exists()
