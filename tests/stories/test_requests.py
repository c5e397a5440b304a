"""Request Campaign is parallel: the person enters the requested campaign on its own (C14, C15)."""

import pytest

from campaigns.models import Run
from campaigns.runtime import launch
from tests.factories import make_person, make_program, make_token, make_workspace
from tests.stories.acting import (
    ONCE,
    activate,
    executable,
    execute,
    field_is,
    is_requested,
    let_pass,
    listening,
    log_of,
    note,
    notes_of,
    published,
    request,
    requestable,
    rows_of,
    run,
    start,
    wait,
    work,
    write,
)

pytestmark = pytest.mark.django_db


def test_c14_the_requester_goes_on_at_once_and_the_requested_campaign_runs_on_its_own() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", wait("1 hour"), note("target"))
    parent = published(workspace, "Parent", request(target), note("parent"))
    started = run(parent)
    assert notes_of(person) == ["parent"]
    assert started.state == Run.State.DONE
    let_pass(hours=1)
    assert notes_of(person) == ["parent", "target"]


def test_c14_three_requests_that_each_wait_finish_after_one_wait() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    targets = [requestable(workspace, f"Target {n}", wait("1 minute"), note(f"target {n}")) for n in (1, 2, 3)]
    run(published(workspace, "Parent", *map(request, targets), note("parent")))
    assert notes_of(person) == ["parent"]
    let_pass(minutes=1, seconds=5)
    assert sorted(notes_of(person)) == ["parent", "target 1", "target 2", "target 3"]


def test_c14_the_request_is_logged_with_campaign_and_source() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target")
    parent = published(workspace, "Parent", request(target))
    run(parent)
    assert log_of(person) == [("request_campaign", {"Campaign": "Target", "Source": "Marketo Flow Action"})]
    row = rows_of(person)[0]
    assert (row.campaign_id, row.primary_id) == (parent.pk, target.pk)


def test_c14_a_target_that_is_not_active_fails_the_step_and_the_requester_goes_on() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", note("target"))
    launch.deactivate(target)
    run(published(workspace, "Parent", request(target), note("parent")))
    assert notes_of(person) == ["parent"]
    (failed,) = rows_of(person, "request_campaign")
    assert failed.get_result_display() == "failed"
    assert failed.reason == "Target is not active, or does not accept requests from flow steps."


def test_c14_a_campaign_without_the_trigger_can_not_be_requested() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = listening(workspace, "Target", note("target"), on={"kind": "person_is_created", "params": {}})
    run(published(workspace, "Parent", request(target), note("parent")))
    assert notes_of(person) == ["parent"]
    assert rows_of(person, "request_campaign")[0].get_result_display() == "failed"


def test_c14_filters_are_judged_when_the_person_is_picked_up() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    target = requestable(workspace, "Parisians", note("target"), filters=[field_is("city", "Paris")])
    run(published(workspace, "Parent", request(target), write("city", "Paris")))
    assert notes_of(person) == ["target"]


def test_c14_the_requested_campaigns_own_rule_decides() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", note("target"), settings=ONCE)
    run(published(workspace, "Parent", request(target), request(target)))
    assert notes_of(person) == ["target"]
    assert len(rows_of(person, "request_campaign")) == 2


def test_c14_two_requests_are_two_entries_where_the_rule_allows() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", note("target"))
    run(published(workspace, "Parent", request(target), request(target)))
    assert notes_of(person) == ["target", "target"]


def test_c14_no_token_of_the_requester_reaches_the_requested_campaign() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    ours = make_program(workspace, "Ours")
    make_token(ours, "channel", "ours")
    target = requestable(workspace, "Target", note("{{my.channel}}|{{program.name}}|{{campaign.name}}"))
    run(published(workspace, "Parent", request(target), program=ours), given={"channel": "given"})
    assert notes_of(person) == ["||Target"]


def test_c14_an_executable_may_request_and_the_depth_of_executes_starts_anew() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    deep = executable(workspace, "Deep", note("deep"))
    middle = executable(workspace, "Middle", execute(deep))
    target = requestable(workspace, "Target", execute(middle))
    third = executable(workspace, "Third", request(target))
    second = executable(workspace, "Second", execute(third))
    first = executable(workspace, "First", execute(second))
    run(published(workspace, "Parent", execute(first)))
    assert notes_of(person) == ["deep"]


@pytest.mark.parametrize(
    ("sources", "accepted"),
    [((), True), (("Marketo Flow Action",), True), (("Web Service API", "Sales Insight"), False)],
)
def test_c15_the_trigger_accepts_requests_of_flow_steps_by_its_source(sources: tuple[str, ...], accepted: bool) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = listening(workspace, "Target", note("target"), on=is_requested(*sources))
    run(published(workspace, "Parent", request(target), note("parent")))
    assert sorted(notes_of(person)) == (["parent", "target"] if accepted else ["parent"])


def test_c15_a_request_from_the_api_says_so_in_the_log() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = listening(workspace, "Target", note("target {{trigger.Trigger Name}}"), on=is_requested("Web Service API"))
    launch.request(target, [person.pk], source="Web Service API")
    work()
    assert log_of(person, "request_campaign")[0][1] == {"Campaign": "Target", "Source": "Web Service API"}
    assert notes_of(person) == ["target Campaign is Requested"]


def test_c14_a_request_to_a_campaign_deactivated_before_pick_up_still_runs_to_the_end() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", note("target"))
    launch.request(target, [person.pk], source="Web Service API")
    launch.deactivate(target)
    work()
    assert notes_of(person) == ["target"]
    assert {each.state for each in Run.objects.filter(campaign=target)} == {Run.State.DONE}


def test_c14_after_a_new_activation_requests_have_a_run_of_their_own() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    target = requestable(workspace, "Target", note("target"))
    parent = published(workspace, "Parent", request(target))
    run(parent)
    launch.deactivate(target)
    activate(target)
    start(parent)
    work()
    assert notes_of(person) == ["target", "target"]
    assert Run.objects.filter(campaign=target, kind="request").count() == 2
