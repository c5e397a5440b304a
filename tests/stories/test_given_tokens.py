"""My Token values that a call by API brings along (T06)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.runtime import launch
from tests.definitions import lives_in, smart_list, step
from tests.editing import draw
from tests.factories import browser_as, make_person, make_program, make_token, make_workspace
from tests.stories.acting import (
    executable,
    execute,
    let_pass,
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


@pytest.mark.parametrize(
    ("to_middle", "to_last", "expected"),
    [(True, True, "given"), (False, True, "middle"), (True, False, "last"), (False, False, "last")],
)
def test_t06_given_values_go_down_a_chain_as_the_roots_own_would(to_middle: bool, to_last: bool, expected: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    root, middle, last = (make_program(workspace, name) for name in ("root", "middle", "last"))
    for program in (root, middle, last):
        make_token(program, "word", program.name)
    third = executable(workspace, "Last", note("{{my.word}}"), program=last)
    second = executable(workspace, "Middle", execute(third, parent_context=to_last), program=middle)
    run(published(workspace, "R", execute(second, parent_context=to_middle), program=root), given={"word": "given"})
    assert notes_of(person) == [expected]


def test_t06_a_scheduled_run_takes_the_values_that_were_given_with_it() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    program = make_program(workspace)
    make_token(program, "word", "own")
    says = step("says", "interesting_moment", type="Web", description="{{my.word}}")
    parisians = smart_list(lives_in("Paris"))
    campaign = draw(workspace, "Batch", says, smart_list=parisians, parent=f"program:{program.pk}")
    door = f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/schedule/once"
    at = (timezone.now() + timedelta(hours=1)).isoformat()
    planned = browser_as(Role.MARKETER, workspace).post(door, {"at": at, "tokens": {"word": "given"}})
    assert planned.status_code == 201, planned.json()
    let_pass(hours=1, minutes=1)
    assert notes_of(person) == ["given"]
