"""Use Parent Campaign Token Context: whose tokens come first, and what one lacks comes from the other (T03 to T08)."""

import pytest

from campaigns.models import Person, Program, Workspace
from campaigns.runtime import record
from campaigns.runtime.record import Source
from tests.factories import make_member, make_person, make_program, make_token, make_workspace
from tests.stories.acting import (
    choice,
    executable,
    execute,
    field_is,
    listening,
    log_of,
    note,
    notes_of,
    published,
    rows_of,
    run,
    score,
    trigger,
    values_of,
    work,
    write,
)

pytestmark = pytest.mark.django_db
TRUE, FALSE = True, False


def told(
    workspace: Workspace,
    person: Person,
    text: str,
    *,
    parent_context: bool,
    ours: Program | None,
    theirs: Program | None,
) -> str:
    """What a child of program `ours` says when a parent of program `theirs` calls it."""
    child = executable(workspace, f"Child {parent_context}", note(text), program=ours)
    run(published(workspace, f"Parent {parent_context}", execute(child, parent_context=parent_context), program=theirs))
    return notes_of(person)[-1]


def test_t07_parent_context_gives_ten_and_own_context_gives_nothing() -> None:
    workspace = make_workspace()
    ours, theirs = make_program(workspace, "Child program"), make_program(workspace, "Parent program")
    make_token(ours, "score", "+0", type="score")
    make_token(theirs, "score", "+10", type="score")
    person = make_person(workspace, score=5)
    child = executable(workspace, "Child", score("{{my.score}}"), program=ours)
    run(published(workspace, "True", execute(child, parent_context=True), program=theirs))
    run(published(workspace, "False", execute(child, parent_context=False), program=theirs))
    changes = [attributes for _, attributes in log_of(person, "change_score")]
    assert [(each["Change Value"], each["Old Value"], each["New Value"]) for each in changes] == [
        ("+10", 5, 15),
        ("+0", 15, 15),
    ]
    assert values_of(person)["score"] == 15


@pytest.mark.parametrize(("parent_context", "expected"), [(True, "theirs"), (False, "ours")])
def test_t03_who_comes_first(parent_context: bool, expected: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    ours, theirs = make_program(workspace, "ours"), make_program(workspace, "theirs")
    make_token(ours, "word", "ours")
    make_token(theirs, "word", "theirs")
    text = "{{my.word}} {{program.name}}"
    found = told(workspace, person, text, parent_context=parent_context, ours=ours, theirs=theirs)
    assert found == f"{expected} {expected}"


@pytest.mark.parametrize("parent_context", [True, False])
def test_t03_what_one_lacks_comes_from_the_other(parent_context: bool) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    ours, theirs = make_program(workspace, "ours"), make_program(workspace, "theirs")
    make_token(ours, "ours", "of the child")
    make_token(theirs, "theirs", "of the parent")
    text = "{{my.ours}}, {{my.theirs}}"
    found = told(workspace, person, text, parent_context=parent_context, ours=ours, theirs=theirs)
    assert found == "of the child, of the parent"


@pytest.mark.parametrize(("parent_context", "expected"), [(True, ""), (False, "ours")])
def test_t03_a_defined_but_empty_value_counts_as_present(parent_context: bool, expected: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    ours, theirs = make_program(workspace), make_program(workspace)
    make_token(ours, "word", "ours")
    make_token(theirs, "word", "")
    found = told(workspace, person, "[{{my.word}}]", parent_context=parent_context, ours=ours, theirs=theirs)
    assert found == f"[{expected}]"


@pytest.mark.parametrize("parent_context", [True, False])
def test_t03_the_default_applies_after_both_layers(parent_context: bool) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    ours, theirs = make_program(workspace), make_program(workspace)
    make_token(theirs, "word", "theirs")
    text = "{{my.word:default=x}} {{my.nowhere:default=x}}"
    found = told(workspace, person, text, parent_context=parent_context, ours=ours, theirs=theirs)
    assert found == "theirs x"


@pytest.mark.parametrize("parent_context", [True, False])
def test_t03_without_a_program_the_other_sides_program_is_told(parent_context: bool) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    program = make_program(workspace, "Webinar")
    text = "{{program.name}}"
    assert told(workspace, person, text, parent_context=parent_context, ours=program, theirs=None) == "Webinar"
    other = make_workspace()
    someone = make_person(other)
    theirs = make_program(other, "Theirs")
    assert told(other, someone, text, parent_context=parent_context, ours=None, theirs=theirs) == "Theirs"


def test_t03_campaign_tokens_name_the_parent_under_true_and_the_child_under_false() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("{{campaign.name}}"))
    run(published(workspace, "Parent", execute(child, parent_context=True), execute(child, parent_context=False)))
    assert notes_of(person) == ["Parent", "Child"]


@pytest.mark.parametrize(
    ("parent_context", "member_of", "expected"),
    [(True, "both", "theirs"), (False, "both", "ours"), (True, "ours", "ours"), (False, "theirs", "theirs")],
)
def test_t03_member_tokens_are_lacking_where_the_person_is_no_member(
    parent_context: bool, member_of: str, expected: str
) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    ours, theirs = make_program(workspace, "ours"), make_program(workspace, "theirs")
    for program in (ours, theirs):
        if member_of in ("both", program.name):
            member = make_member(program, person)
            member.values = {"Seat": program.name}
            member.save()
    text = "{{member.Seat}}"
    assert told(workspace, person, text, parent_context=parent_context, ours=ours, theirs=theirs) == expected


def test_t03_lead_tokens_do_not_depend_on_the_context() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    child = executable(workspace, "Child", note("{{lead.City}}"))
    run(published(workspace, "Parent", execute(child, parent_context=True), execute(child, parent_context=False)))
    assert notes_of(person) == ["Rome", "Rome"]


def test_t03_the_context_may_differ_per_choice() -> None:
    workspace = make_workspace()
    paris, rome = make_person(workspace, city="Paris"), make_person(workspace, city="Rome")
    child = executable(workspace, "Child", note("{{campaign.name}}"))
    call = execute(child, parent_context=False)
    call["choices"] = [choice("p", field_is("city", "Paris"), campaign=child.pk, parent_context=True)]
    run(published(workspace, "Parent", call))
    assert (notes_of(paris), notes_of(rome)) == (["Parent"], ["Child"])


@pytest.mark.parametrize(
    ("contexts", "expected"),
    [
        ((TRUE, TRUE, TRUE), "Root"),
        ((FALSE, TRUE, TRUE), "First"),
        ((TRUE, FALSE, TRUE), "Second"),
        ((FALSE, FALSE, TRUE), "Second"),
        ((TRUE, TRUE, FALSE), "Third"),
        ((FALSE, FALSE, FALSE), "Third"),
    ],
)
def test_t04_each_levels_parent_is_its_callers_effective_context(contexts: tuple[bool, ...], expected: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    to_first, to_second, to_third = contexts
    third = executable(workspace, "Third", note("{{campaign.name}}"))
    second = executable(workspace, "Second", execute(third, parent_context=to_third))
    first = executable(workspace, "First", execute(second, parent_context=to_second))
    run(published(workspace, "Root", execute(first, parent_context=to_first)))
    assert notes_of(person) == [expected]


def test_t04_a_false_in_the_middle_puts_that_child_first_and_the_root_after_it() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    root, middle = make_program(workspace), make_program(workspace)
    make_token(root, "both", "root")
    make_token(root, "root", "root")
    make_token(middle, "both", "middle")
    last = executable(workspace, "Last", note("{{my.both}} {{my.root}}"))
    second = executable(workspace, "Second", execute(last, parent_context=True), program=middle)
    run(published(workspace, "Root", execute(second, parent_context=False), program=root))
    assert notes_of(person) == ["middle root"]


@pytest.mark.parametrize("parent_context", [True, False])
def test_t05_an_executable_has_the_trigger_that_started_the_chain(parent_context: bool) -> None:
    workspace = make_workspace()
    text = "{{trigger.Trigger Name}}, {{trigger.Source Type}}, {{trigger.Name}}"
    inner = executable(workspace, "Inner", note(text))
    outer = executable(workspace, "Outer", execute(inner, parent_context=parent_context))
    listening(workspace, "New", execute(outer, parent_context=parent_context), on=trigger("person_is_created"))
    (id_,) = record.create_people(workspace.primary_partition_id, [{"city": "Rome"}], source=Source("Import"))
    work()
    assert notes_of(Person.objects.get(pk=id_)) == ["Person is Created, Import, Import"]


def test_t05_each_person_of_a_wave_has_their_own_trigger() -> None:
    workspace = make_workspace()
    people = [make_person(workspace, city="Rome") for _ in range(3)]
    on_city = trigger("data_value_changes", field="city")
    listening(workspace, "Moved", note("{{trigger.Old Value}} > {{trigger.New Value}}"), on=on_city)
    changes = {person.pk: {"city": f"City {number}"} for number, person in enumerate(people)}
    record.change_people(changes, source=Source("Designer"))
    work()
    assert [notes_of(person) for person in people] == [[f"Rome > City {number}"] for number in range(3)]


def test_t05_after_a_batch_root_trigger_tokens_are_empty_and_recorded() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("[{{trigger.Name}}]"))
    run(published(workspace, "Parent", execute(child)))
    assert notes_of(person) == ["[]"]
    assert rows_of(person, "interesting_moment")[0].attributes["Undefined Tokens"] == "{{trigger.Name}}"


def test_t08_an_undefined_token_prints_empty_and_is_recorded_on_the_activity() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Parent", note("[{{my.nothing}}{{lead.Nothing}}]")))
    assert notes_of(person) == ["[]"]
    (row,) = rows_of(person)
    assert row.attributes["Undefined Tokens"] == "{{my.nothing}}, {{lead.Nothing}}"


def test_t08_it_is_recorded_on_a_refused_step_too() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Parent", score("{{my.nothing}}"), write("city", "{{my.nothing}}")))
    assert [row.get_result_display() for row in rows_of(person)] == ["failed", "skipped"]
    assert [row.attributes["Undefined Tokens"] for row in rows_of(person)] == ["{{my.nothing}}"] * 2


def test_t08_an_empty_field_is_not_undefined() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    run(published(workspace, "Parent", note("[{{lead.City}}]")))
    assert "Undefined Tokens" not in rows_of(person)[0].attributes
