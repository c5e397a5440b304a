"""What is archived is no longer offered and starts no more; what is live has to stop first."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Workspace
from tests.definitions import flow, score
from tests.editing import draw
from tests.factories import Browser, browser_as, make_folder, make_program, make_workspace
from tests.stories import acting as act

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def test_what_lies_in_an_archived_folder_is_hidden_and_does_not_run(workspace: Workspace, browser: Browser) -> None:
    folder = make_folder(workspace, "2019")
    program = make_program(workspace, "Old webinar", folder=folder)
    campaign = draw(workspace, "Invite", score(), parent=f"program:{program.pk}")
    base = f"/api/v1/workspaces/{workspace.pk}"

    browser.post(f"{base}/folders/{folder.pk}/archive", {"archived": True})
    nodes = browser.get(f"{base}/tree").json()["nodes"]
    refused = browser.post(f"{base}/campaigns/{campaign.pk}/run", {"confirm_everyone": 0})
    browser.post(f"{base}/folders/{folder.pk}/archive", {"archived": False})
    started = browser.post(f"{base}/campaigns/{campaign.pk}/run", {"confirm_everyone": 0})

    assert {each["name"] for each in nodes if each["archived"]} == {"2019", "Old webinar", "Invite"}
    assert refused.status_code == 403 and "archived" in refused.json()["message"]
    assert started.status_code == 201


def test_a_program_with_an_active_campaign_is_not_archived(workspace: Workspace, browser: Browser) -> None:
    program = make_program(workspace, "Live")
    act.listening(workspace, "Listens", act.score("+1"), on=act.is_requested(), program=program)
    path = f"/api/v1/workspaces/{workspace.pk}/programs/{program.pk}/archive"

    refused = browser.post(path, {"archived": True})

    program.refresh_from_db()
    assert (refused.status_code, program.archived) == (409, False)
    assert "“Listens”" in refused.json()["message"]


def test_an_executable_in_the_archive_goes_on_for_those_who_call_it(workspace: Workspace, browser: Browser) -> None:
    program = make_program(workspace, "Shared")
    child = draw(workspace, "Child", score(), executable=True, parent=f"program:{program.pk}")
    parent = draw(workspace, "Parent", *flow(act.execute(child))["steps"])
    browser.post(f"/api/v1/workspaces/{workspace.pk}/programs/{program.pk}/archive", {"archived": True})

    run = act.run(parent)

    assert run.state == "done"
