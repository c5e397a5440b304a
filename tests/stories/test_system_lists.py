"""The lists that every workspace has: read-only, of use in other smart lists, with the people whom they mean (L02)."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import SmartListAsset, Workspace
from campaigns.services.workspaces import create_workspace
from tests.factories import browser_as, make_actor, make_person
from tests.stories.acting import note, notes_of, on_smart_list, published, run, smart_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return create_workspace(make_actor(is_superuser=True), name="Fresh")


def system(workspace: Workspace, key: str) -> SmartListAsset:
    return SmartListAsset.objects.get(workspace=workspace, system=key)


def people_of(workspace: Workspace, key: str) -> list[int]:
    browser = browser_as(Role.VIEWER, workspace)
    page = browser.get(f"/api/v1/workspaces/{workspace.pk}/smart-lists/{system(workspace, key).pk}/people").json()
    return [each["id"] for each in page["items"]]


def test_l02_each_system_list_holds_the_people_whom_it_names(workspace: Workspace) -> None:
    marks = ("unsubscribed", "marketing_suspended", "blocklisted", "email_invalid")
    marked = [make_person(workspace, {field: True}).pk for field in marks]
    twins = [make_person(workspace, email="Ada@Example.com").pk, make_person(workspace, email="ada@example.com").pk]
    alone = make_person(workspace, email="bob@example.com").pk
    keys = ("unsubscribed", "marketing_suspended", "blocklist", "bounced")
    assert [people_of(workspace, key) for key in keys] == [[each] for each in marked]
    assert people_of(workspace, "duplicates") == twins
    assert people_of(workspace, "all") == [*marked, *twins, alone]


def test_l02_a_campaign_and_the_page_agree_on_duplicates(workspace: Workspace) -> None:
    twins = [make_person(workspace, email=email) for email in ("ada@example.com", "ADA@example.com")]
    alone = make_person(workspace, email="bob@example.com")
    everyone = on_smart_list(system(workspace, "all").pk)
    told = note("shares")
    twice = published(workspace, "Twins", told, who=smart_list(on_smart_list(system(workspace, "duplicates").pk)))
    run(twice)
    run(published(workspace, "All", note("all"), who=smart_list(everyone)))
    assert [notes_of(each) for each in (*twins, alone)] == [["shares", "all"], ["shares", "all"], ["all"]]


@pytest.mark.parametrize("method", ["patch", "delete", "put"])
def test_l02_nobody_changes_a_system_list(workspace: Workspace, method: str) -> None:
    asset = system(workspace, "unsubscribed")
    path = f"/api/v1/workspaces/{workspace.pk}/smart-lists/{asset.pk}" + ("/draft" if method == "put" else "")
    body = {"edit_number": 0, "smart_list": smart_list()} if method == "put" else {"name": "Mine"}
    answer = getattr(browser_as(Role.ADMIN, workspace), method)(path, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert "stays as it is" in answer.json()["message"]


def test_l02_the_tree_and_the_list_say_that_it_is_the_systems(workspace: Workspace) -> None:
    browser = browser_as(Role.VIEWER, workspace)
    nodes = browser.get(f"/api/v1/workspaces/{workspace.pk}/tree").json()["nodes"]
    assert len([each for each in nodes if each["system"]]) == 6
    asset = system(workspace, "all")
    assert browser.get(f"/api/v1/workspaces/{workspace.pk}/smart-lists/{asset.pk}").json()["system"] is True
