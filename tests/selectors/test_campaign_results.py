"""Results: everything that a campaign caused, over all its runs and over those of its callers."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import SmartCampaign
from tests.factories import browser_as, make_people, make_workspace
from tests.stories.acting import executable, execute, note, published, run, score

pytestmark = pytest.mark.django_db


def results(campaign: SmartCampaign, **query: Any) -> Any:
    address = f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/results"
    answer = browser_as(Role.VIEWER, campaign.workspace).get(address, query)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_results_of_an_executable_come_from_the_runs_of_all_its_callers() -> None:
    workspace = make_workspace()
    make_people(workspace, 2)
    child = executable(workspace, "Child", score("+1"), note("Seen"))
    first = published(workspace, "First", execute(child))
    second = published(workspace, "Second", execute(child))
    run(first)
    run(second)

    shown = results(child)["items"]
    assert [each["campaign"]["name"] for each in shown] == ["Child"] * 8
    assert len({each["run"] for each in shown}) == 2
    assert len(results(child, type="change_score")["items"]) == 4
    assert len({each["run"] for each in results(child, caller=first.pk)["items"]}) == 1


def test_results_of_a_parent_hold_its_own_steps_and_are_read_page_by_page() -> None:
    workspace = make_workspace()
    make_people(workspace, 3)
    parent = published(workspace, "Parent", execute(executable(workspace, "Child", score("+1"))))
    run(parent)

    latest = results(parent, limit=2)
    earlier = results(parent, limit=2, before=latest["oldest"])
    assert [each["type"]["key"] for each in latest["items"]] == ["execute_campaign"] * 2
    assert latest["more"]
    assert len(earlier["items"]) == 1


def test_w01_strangers_read_no_results() -> None:
    parent = published(make_workspace(), "Parent", score("+1"))
    stranger = browser_as(Role.ADMIN, make_workspace())
    path = f"/api/v1/workspaces/{parent.workspace_id}/campaigns/{parent.pk}/results"
    assert stranger.get(path).status_code == 404
