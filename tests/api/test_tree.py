"""The tree and its folders over the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import Plan, Run, SmartCampaign, Workspace
from tests.factories import (
    browser_as,
    make_campaign,
    make_folder,
    make_list,
    make_program,
    make_smart_list,
    make_workspace,
)

pytestmark = pytest.mark.django_db
TRIGGERS = {"triggers": [{"id": "t", "kind": "person_is_created", "params": {}}]}


def nodes_of(workspace: Workspace) -> dict[str, dict[str, Any]]:
    answer = browser_as(Role.VIEWER, workspace).get(f"/api/v1/workspaces/{workspace.pk}/tree")
    return {node["node"]: node for node in answer.json()["nodes"]}


def make_run(campaign: SmartCampaign, **values: Any) -> Run:
    plan, _ = Plan.objects.get_or_create(digest="x", defaults={"content": {}})
    values = {"kind": "batch", "started_at": timezone.now(), **values}
    return Run.objects.create(workspace=campaign.workspace, campaign=campaign, plan=plan, **values)


def test_the_tree_shows_where_everything_lies() -> None:
    workspace = make_workspace()
    top = make_folder(workspace, "2026")
    program = make_program(workspace, "Webinar", folder=top)
    inner = make_folder(workspace, "Follow-up", program=program)
    campaign = make_campaign(workspace, "Score", program=program, folder=inner)
    smart_list = make_smart_list(workspace, "Everybody", folder=top)
    static = make_list(workspace, "VIPs")

    nodes = nodes_of(workspace)

    def place(node: str) -> tuple[str | None, bool]:
        return nodes[node]["parent"], nodes[node]["in_program"]

    assert place(f"folder:{top.pk}") == (None, False)
    assert place(f"program:{program.pk}") == (f"folder:{top.pk}", False)
    assert place(f"folder:{inner.pk}") == (f"program:{program.pk}", True)
    assert place(f"campaign:{campaign.pk}") == (f"folder:{inner.pk}", True)
    assert place(f"smart_list:{smart_list.pk}") == (f"folder:{top.pk}", False)
    assert place(f"list:{static.pk}") == (None, False)


def test_c02_the_tree_tells_the_kind_and_how_each_campaign_stands() -> None:
    workspace = make_workspace()
    fresh = make_campaign(workspace)
    executable = make_campaign(workspace, executable=True)
    inactive = make_campaign(workspace, draft_smart_list=TRIGGERS)
    active = make_campaign(workspace, draft_smart_list=TRIGGERS, active=True)
    running, waiting, done = make_campaign(workspace), make_campaign(workspace), make_campaign(workspace)
    make_run(running, state=Run.State.RUNNING)
    make_run(waiting, state=Run.State.WAITING)
    make_run(done, state=Run.State.DONE, ended_at=timezone.now() + timedelta(minutes=1))

    nodes = nodes_of(workspace)

    def standing(campaign: SmartCampaign) -> tuple[str, str]:
        node = nodes[f"campaign:{campaign.pk}"]
        return node["campaign_kind"], node["status"]

    assert standing(fresh) == ("batch", "never_run")
    assert standing(executable) == ("executable", "never_run")
    assert standing(inactive) == ("trigger", "inactive")
    assert standing(active) == ("trigger", "active")
    assert standing(running) == ("batch", "running")
    assert standing(waiting) == ("batch", "waiting")
    assert standing(done) == ("batch", "has_run")


def test_a_larger_tree_costs_no_more_queries() -> None:
    workspace = make_workspace()
    browser = browser_as(Role.VIEWER, workspace)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(f"/api/v1/workspaces/{workspace.pk}/tree")
        return len(seen)

    before = queries()
    program = make_program(workspace)
    for _ in range(5):
        make_run(make_campaign(workspace, program=program))
        make_list(workspace, folder=make_folder(workspace))
    assert queries() == before


def test_an_archived_workspace_can_be_read_and_not_changed() -> None:
    workspace = make_workspace()
    Workspace.objects.filter(pk=workspace.pk).update(archived=True)
    browser = browser_as(Role.MARKETER, workspace)

    assert browser.get(f"/api/v1/workspaces/{workspace.pk}/tree").status_code == 200
    answer = browser.post(f"/api/v1/workspaces/{workspace.pk}/folders", {"name": "New", "parent": None})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert "archived" in answer.json()["message"]


def test_a_folder_is_made_renamed_moved_and_deleted() -> None:
    workspace = make_workspace()
    other = make_folder(workspace, "Archive")
    browser = browser_as(Role.MARKETER, workspace)
    folders = f"/api/v1/workspaces/{workspace.pk}/folders"

    made = browser.post(folders, {"name": " 2026 ", "parent": None})
    assert (made.status_code, made.json()["name"]) == (201, "2026")
    address = f"{folders}/{made.json()['id']}"
    moved = browser.patch(address, {"name": "2025", "parent": f"folder:{other.pk}"}).json()
    assert (moved["name"], moved["parent"]) == ("2025", f"folder:{other.pk}")
    assert browser.patch(address, {"parent": None}).json()["parent"] is None
    assert browser.delete(address).status_code == 204


def test_a_folder_made_in_a_program_belongs_to_it() -> None:
    workspace = make_workspace()
    program = make_program(workspace)

    made = browser_as(Role.MARKETER, workspace).post(
        f"/api/v1/workspaces/{workspace.pk}/folders", {"name": "Inside", "parent": f"program:{program.pk}"}
    )

    assert (made.json()["parent"], made.json()["in_program"]) == (f"program:{program.pk}", True)


def test_a_folder_is_not_moved_into_itself() -> None:
    workspace = make_workspace()
    outer = make_folder(workspace, "Outer")
    inner = make_folder(workspace, "Inner", folder=outer)

    answer = browser_as(Role.MARKETER, workspace).patch(
        f"/api/v1/workspaces/{workspace.pk}/folders/{outer.pk}", {"parent": f"folder:{inner.pk}"}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert "into itself" in answer.json()["message"]


def test_two_folders_side_by_side_have_different_names() -> None:
    workspace = make_workspace()
    make_folder(workspace, "2026")

    answer = browser_as(Role.MARKETER, workspace).post(
        f"/api/v1/workspaces/{workspace.pk}/folders", {"name": "2026", "parent": None}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")


def test_a_folder_that_holds_something_is_not_deleted() -> None:
    workspace = make_workspace()
    folder = make_folder(workspace, "2026")
    make_program(workspace, "Webinar", folder=folder)

    answer = browser_as(Role.MARKETER, workspace).delete(f"/api/v1/workspaces/{workspace.pk}/folders/{folder.pk}")

    assert (answer.status_code, answer.json()["code"]) == (409, "still_used")
    assert "“Webinar”" in answer.json()["message"]


@pytest.mark.parametrize(
    "parent", ["folder:999999", "campaign:1", "folder:x", "folder:99999999999999999999", "nonsense"]
)
def test_a_place_that_is_not_there_is_refused(parent: str) -> None:
    workspace = make_workspace()

    answer = browser_as(Role.MARKETER, workspace).post(
        f"/api/v1/workspaces/{workspace.pk}/folders", {"name": "New", "parent": parent}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_w01_another_workspaces_folder_is_no_place() -> None:
    mine, other = make_workspace(), make_workspace()
    strange = make_folder(other)
    browser = browser_as(Role.MARKETER, mine)
    folders = f"/api/v1/workspaces/{mine.pk}/folders"

    assert browser.post(folders, {"name": "New", "parent": f"folder:{strange.pk}"}).status_code == 400
    assert browser.patch(f"{folders}/{strange.pk}", {"name": "Mine"}).status_code == 404
    assert browser.delete(f"{folders}/{strange.pk}").status_code == 404
    assert strange.name not in {node["name"] for node in nodes_of(mine).values()}


def test_malformed_json_is_refused_as_such() -> None:
    workspace = make_workspace()

    answer = browser_as(Role.MARKETER, workspace).generic(
        "POST", f"/api/v1/workspaces/{workspace.pk}/folders", '{"name": ', content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
