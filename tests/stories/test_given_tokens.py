"""My Token values that a call by API brings along (T06)."""

import pytest

from campaigns.runtime import launch
from tests.factories import make_person, make_program, make_token, make_workspace
from tests.stories.acting import (
    executable,
    execute,
    note,
    notes_of,
    published,
    request,
    requestable,
    run,
    work,
)

pytestmark = pytest.mark.django_db


def test_t06_given_values_beat_the_called_campaigns_own() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    program = make_program(workspace)
    make_token(program, "word", "own")
    run(published(workspace, "Parent", note("{{my.Word}}"), program=program), given={"word": "given"})
    assert notes_of(person) == ["given"]


def test_t06_given_values_reach_children_under_true_and_under_false_where_they_have_none() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    program, ours = make_program(workspace), make_program(workspace)
    make_token(program, "word", "own")
    make_token(program, "other", "own")
    make_token(ours, "word", "child's")
    text = "{{my.word}} {{my.other}}"
    child = executable(workspace, "Child", note(text), program=ours)
    calls = [execute(child, parent_context=True), execute(child, parent_context=False)]
    run(published(workspace, "Parent", *calls, program=program), given={"word": "given", "other": "given"})
    assert notes_of(person) == ["given given", "child's given"]


def test_t06_values_given_with_a_request_belong_to_its_entries_alone() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    program = make_program(workspace)
    make_token(program, "word", "own")
    target = requestable(workspace, "Target", note("{{my.word}}"), program=program)
    launch.request(target, [person.pk], source="Web Service API", given={"word": "given"})
    launch.request(target, [person.pk], source="Web Service API")
    work()
    assert sorted(notes_of(person)) == ["given", "own"]


def test_t06_given_values_do_not_pass_on_to_a_requested_campaign() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    program = make_program(workspace)
    make_token(program, "word", "own")
    target = requestable(workspace, "Target", note("{{my.word}}"), program=program)
    run(published(workspace, "Parent", request(target), program=program), given={"word": "given"})
    assert notes_of(person) == ["own"]
