"""The run console's API: progress, activities, errors, held people, retry and abort."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import Activity, Retried, Run, Waiting, Wave, Workspace
from tests.factories import browser_as, make_campaign, make_people, make_person, make_workspace
from tests.feeds import hold, log, make_run, park, planned, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def address(run: Run, tail: str = "") -> str:
    return f"/api/v1/workspaces/{run.workspace_id}/runs/{run.pk}{tail}"


def read(run: Run, tail: str = "", **query: Any) -> Any:
    answer = browser_as(Role.VIEWER, run.workspace).get(address(run, tail), query)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_the_header_tells_how_far_the_run_is(workspace: Workspace) -> None:
    child = make_campaign(workspace, "Child", executable=True)
    other = make_campaign(workspace, "Follow-up")
    run = make_run(
        make_campaign(workspace, "Parent"),
        step("s1", "execute_campaign", campaign=child.pk, parent_context=False),
        step("s2", "request_campaign", campaign=other.pk),
        children=[planned(child, step("c1", "change_score", field="score", change="+1"))],
        total=12,
        counts={
            "entered": 10,
            "finished": 6,
            "left": 1,
            "steps": {
                "|s1": {"in": 10, "succeeded": 10, "choices": {"default": 10}},
                "s1|c1": {"in": 7, "succeeded": 5, "failed": 2, "choices": {"default": 7}},
            },
            "calls": {"|s1": {str(child.pk): {"qualified": 7, "not_qualified": 3}}},
            "requests": {"|s2": {str(other.pk): 4}},
        },
    )
    ada, bob = make_people(workspace, 2)
    park(run, ada, wake_at=timezone.now() + timedelta(hours=1))
    hold(run, bob)

    shown = read(run)

    assert shown["campaign"] == {"id": run.campaign_id, "name": "Parent", "kind": "batch"}
    numbers = {name: shown[name] for name in ("state", "entered", "done", "left", "waiting", "held", "total")}
    assert numbers == {
        "state": "running",
        "entered": 10,
        "done": 6,
        "left": 1,
        "waiting": 1,
        "held": 1,
        "total": 12,
    }
    assert list(shown["steps"]) == ["|s1", "|s2", "s1|c1"]
    assert shown["steps"]["s1|c1"] == {
        "label": "Change Score",
        "in": 7,
        "succeeded": 5,
        "skipped": 0,
        "failed": 2,
        "choices": {"default": 7},
    }
    assert shown["steps"]["|s2"]["in"] == 0
    assert shown["children"] == [
        {
            "campaign": {"id": child.pk, "name": "Child"},
            "path": "s1",
            "relation": "executes",
            "qualified": 7,
            "not_qualified": 3,
        },
        {
            "campaign": {"id": other.pk, "name": "Follow-up"},
            "path": "s2",
            "relation": "requests",
            "qualified": 4,
            "not_qualified": 0,
        },
    ]
    assert [each["id"] for each in shown["flow"]["steps"]] == ["s1", "s2"]
    assert "Child" in shown["words"]["steps"]["s1"]["default"]


def test_the_rate_counts_the_activities_of_the_last_ten_seconds(workspace: Workspace) -> None:
    now = timezone.now()
    run = make_run(make_campaign(workspace), started_at=now - timedelta(hours=1))
    people = make_people(workspace, 5)
    log(run, people, at=now - timedelta(minutes=1))
    assert read(run)["rate"] == 0
    log(run, people, at=now - timedelta(seconds=2))

    assert read(run)["rate"] == pytest.approx(0.5, abs=0.1)
    Run.objects.filter(pk=run.pk).update(state=Run.State.DONE)
    assert read(run)["rate"] is None


def test_activities_come_oldest_first_and_in_pages_both_ways(workspace: Workspace) -> None:
    run = make_run(make_campaign(workspace))
    people = make_people(workspace, 3)
    for _ in range(3):
        log(run, people)

    latest = read(run, "/activities", limit=4)
    earlier = read(run, "/activities", limit=4, before=latest["oldest"])
    first = read(run, "/activities", limit=4, before=earlier["oldest"])

    ids = [row["id"] for page in (first, earlier, latest) for row in page["items"]]
    assert ids == sorted(Activity.objects.values_list("pk", flat=True))
    assert [page["more"] for page in (latest, earlier, first)] == [True, True, False]
    assert read(run, "/activities", after=latest["newest"])["items"] == []
    assert len(read(run, "/activities", after=earlier["newest"])["items"]) == 4


def test_activities_are_found_by_step_type_result_and_person(workspace: Workspace) -> None:
    run = make_run(make_campaign(workspace))
    ada, bob = make_person(workspace, first_name="Ada"), make_person(workspace, first_name="Bob")
    log(run, [ada, bob])
    log(run, [bob], type="change_score", result=2, step="s2", reason="No number.")

    def found(**query: Any) -> list[str]:
        return [row["person"]["name"] for row in read(run, "/activities", **query)["items"]]

    assert found(person="ada") == ["Ada"]
    assert found(result="failed") == ["Bob"]
    assert found(type="change_score", step="|s2") == ["Bob"]
    assert found(step="s1") == ["Ada", "Bob"]


@pytest.mark.parametrize(
    "query",
    [
        {"after": "x"},
        {"before": "1.2.3"},
        {"limit": "0"},
        {"limit": "501"},
        {"type": "nonsense"},
        {"result": "good"},
        {"person": "\x00"},
    ],
)
def test_a_senseless_question_is_refused(workspace: Workspace, query: dict[str, str]) -> None:
    run = make_run(make_campaign(workspace))

    answer = browser_as(Role.VIEWER, workspace).get(address(run, "/activities"), query)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_f08_errors_are_grouped_by_reason_and_place(workspace: Workspace) -> None:
    run = make_run(
        make_campaign(workspace),
        step("s1", "change_score", field="score", change="+1"),
        counts={"steps": {"|s1": {"in": 5, "failed": 3}}},
    )
    people = make_people(workspace, 5)
    log(run, people[:3], result=2, reason="“x” is no number.", type="change_score")
    log(run, people[3:], result=1, reason="Unsubscribed.")
    held_person = hold(run, people[4], reason="It broke.")

    groups = read(run, "/errors")

    assert [(each["kind"], each["reason"], each["count"], each["label"]) for each in groups] == [
        ("failed", "“x” is no number.", 3, "Change Score"),
        ("held", "It broke.", 1, "Change Score"),
    ]
    assert [each["person"]["id"] for each in groups[0]["sample"]] == [person.pk for person in people[:3]]
    assert groups[1]["sample"][0]["entry"] == held_person.entry
    shown = read(run, "/held")
    assert [(each["entry"], each["person"]["id"]) for each in shown["items"]] == [(held_person.entry, people[4].pk)]
    assert shown["total"] == 1


def test_f08_a_repeated_failure_counts_no_more(workspace: Workspace) -> None:
    run = make_run(make_campaign(workspace), counts={"steps": {"|s1": {"failed": 1}}})
    log(run, make_people(workspace, 1), result=2, reason="No number.")
    Retried.objects.create(activity=Activity.objects.get().pk, at=timezone.now())

    assert read(run, "/errors") == []


def test_f08_retry_takes_the_held_entry_on_and_repeats_the_failed_step(workspace: Workspace) -> None:
    run = make_run(make_campaign(workspace), step("s1", "change_score", field="score", change="+1"))
    ada, bob = make_people(workspace, 2)
    entry = hold(run, ada).entry
    log(run, [bob], result=2, reason="No number.", type="change_score")
    failed = Activity.objects.get().pk
    browser = browser_as(Role.MARKETER, workspace)

    assert browser.post(address(run, "/retry"), {"entries": [entry]}).json() == {"retried": 1}
    assert browser.post(address(run, "/retry"), {"activities": [failed]}).json() == {"retried": 1}
    assert browser.post(address(run, "/retry"), {"activities": [failed]}).json() == {"retried": 0}
    assert Wave.objects.filter(run=run).count() == 2
    assert read(run, "/held")["items"] == []


def test_retrying_nobody_is_refused(workspace: Workspace) -> None:
    run = make_run(make_campaign(workspace))

    answer = browser_as(Role.MARKETER, workspace).post(address(run, "/retry"), {})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_s03_abort_ends_the_run_and_its_waits(workspace: Workspace) -> None:
    run = make_run(make_campaign(workspace))
    park(run, make_person(workspace), wake_at=timezone.now() + timedelta(hours=1))
    browser = browser_as(Role.MARKETER, workspace)

    aborted = browser.post(address(run, "/abort"), {})

    assert (aborted.status_code, aborted.json()["state"]) == (200, "aborted")
    assert not Waiting.objects.exists()
    again = browser.post(address(run, "/abort"), {})
    assert (again.status_code, again.json()["code"]) == (409, "run_ended")


def test_w01_viewers_look_at_runs_and_do_not_touch(workspace: Workspace) -> None:
    run = make_run(make_campaign(workspace))
    browser = browser_as(Role.VIEWER, workspace)

    assert browser.post(address(run, "/abort"), {}).status_code == 403
    assert browser.post(address(run, "/retry"), {"entries": [1]}).status_code == 403
    run.refresh_from_db()
    assert run.state == Run.State.RUNNING


@pytest.mark.parametrize("tail", ["", "/activities", "/errors", "/held"])
def test_w01_another_workspaces_run_is_not_there(workspace: Workspace, tail: str) -> None:
    run = make_run(make_campaign(make_workspace()))
    browser = browser_as(Role.ADMIN, workspace)

    assert browser.get(address(run, tail)).status_code == 404
    assert browser.get(f"/api/v1/workspaces/{workspace.pk}/runs/{run.pk}{tail}").status_code == 404


@pytest.mark.parametrize("tail", ["/abort", "/retry"])
def test_w01_another_workspaces_run_cannot_be_acted_on(workspace: Workspace, tail: str) -> None:
    run = make_run(make_campaign(make_workspace()))
    browser = browser_as(Role.ADMIN, workspace)

    assert browser.post(address(run, tail), {"entries": [1]}).status_code == 404
    own = f"/api/v1/workspaces/{workspace.pk}/runs/{run.pk}{tail}"
    assert browser.post(own, {"entries": [1]}).status_code == 404


def test_f08_a_whole_group_of_errors_is_retried_at_once(workspace: Workspace) -> None:
    run = make_run(make_campaign(workspace), step("s1", "change_score", field="score", change="+1"))
    people = make_people(workspace, 25)
    for person in people:
        hold(run, person, reason="It broke.")
    hold(run, make_person(workspace), reason="Something else.")
    group = next(each for each in read(run, "/errors") if each["reason"] == "It broke.")
    named = {name: group[name] for name in ("kind", "reason", "path", "step")}
    answer = browser_as(Role.MARKETER, workspace).post(address(run, "/retry-group"), named)

    assert (answer.status_code, answer.json()) == (200, {"retried": 25})
    assert [each["reason"] for each in read(run, "/errors")] == ["Something else."]
    assert browser_as(Role.VIEWER, workspace).post(address(run, "/retry-group"), named).status_code == 403
