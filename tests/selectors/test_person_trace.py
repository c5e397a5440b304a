"""One person through one run: each step in order, the branch taken and why, executables inside their step."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Person, Run
from tests.factories import browser_as, make_person, make_workspace
from tests.stories.acting import choice, executable, execute, field_is, note, published, run, score

pytestmark = pytest.mark.django_db


def ask(person: Person, run: Run, tail: str = "") -> Any:
    address = f"/api/v1/workspaces/{run.workspace_id}/people/{person.pk}/runs{tail}"
    answer = browser_as(Role.VIEWER, run.workspace).get(address)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_a_trace_goes_into_executables_and_back() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("Inside", id="in"))
    launched = run(
        published(workspace, "Parent", score("+1", id="s1"), execute(child, id="s2"), note("After", id="s3"))
    )

    trace = ask(person, launched, f"/{launched.pk}")

    assert [(each["place"], each["depth"]) for each in trace["steps"]] == [
        ("|s1", 0),
        ("|s2", 0),
        ("s2|in", 1),
        ("|s3", 0),
    ]
    assert trace["steps"][1]["activities"][0]["attributes"]["Qualified"] == "TRUE"
    assert trace["steps"][2]["campaign"]["name"] == "Child"
    assert not trace["cut"]


def test_a_trace_says_which_choice_was_taken_and_shows_do_nothing_too() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    paris = {**choice("c1", field_is("city", "Paris"), field="score", change="+9"), "do_nothing": True}
    step = {**score("+1", id="s1"), "choices": [paris]}
    launched = run(published(workspace, "Parent", step, note("After", id="s2")))

    first, second = ask(person, launched, f"/{launched.pk}")["steps"]

    assert (first["branch"], first["does"], first["activities"]) == ("c1", "Do nothing", [])
    assert "Paris" in first["condition"]
    assert second["branch"] == "default"


def test_the_runs_of_a_person_are_listed_the_latest_first() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    first = run(published(workspace, "First", score("+1")))
    second = run(published(workspace, "Second", score("+1")))

    assert [each["campaign"]["name"] for each in ask(person, first)] == ["Second", "First"]
    stranger = browser_as(Role.ADMIN, make_workspace())
    path = f"/api/v1/workspaces/{workspace.pk}/people/{person.pk}/runs/{second.pk}"
    assert stranger.get(path).status_code == 404
