"""A viewer sees everything of the workspace and can change nothing: the page hides it, the API refuses it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import row, tab
from tests.browser.conftest import OpenWindow
from tests.browser.flow_editor import card, cards, inspector
from tests.browser.office import Api, Workspace
from tests.definitions import lives_in, score, smart_list

pytestmark = pytest.mark.browser

WHY_NOT = "You are a viewer of this workspace: you see everything and change nothing."


@pytest.fixture
def page(open_window: OpenWindow, viewer: Api) -> Page:
    return open_window(viewer)


@pytest.fixture
def campaign(workspace: Workspace) -> int:
    workspace.make_person(email="ada@example.com", city="Paris")
    return workspace.make_campaign("Score", score(), who=smart_list(lives_in("Paris")))


def test_a_viewer_sees_every_page_of_a_campaign_and_finds_no_way_to_change_it(
    page: Page, workspace: Workspace, campaign: int
) -> None:
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/smart-list")
    expect(page.get_by_role("region", name="People who match now")).to_contain_text("1 person matches now")
    rule = page.get_by_role("region", name=re.compile("^Filter 1"))
    expect(rule.get_by_label("Field", exact=True)).to_be_disabled()
    expect(rule.get_by_role("button", name=re.compile("^Delete"))).to_have_count(0)
    expect(page.get_by_text(WHY_NOT)).to_be_visible()

    tab(page, "Flow")
    card(page, "Change Score").click()
    step = inspector(page, "Change Score")
    expect(step.get_by_label("Change", exact=True)).to_be_disabled()
    expect(step.get_by_role("button", name="Delete step")).to_be_disabled()
    expect(step.get_by_role("button", name="Add Choice")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Add a step at place"))).to_have_count(0)
    card(page, "Change Score").press("Delete")
    expect(cards(page)).to_have_count(1)

    tab(page, "Schedule")
    expect(page.get_by_text("1 person qualifies now")).to_be_visible()
    expect(page.get_by_role("button", name="Run Once")).to_be_disabled()
    expect(page.get_by_role("radio", name="Every time")).to_be_disabled()


def test_a_viewers_tree_offers_to_open_things_only(page: Page, workspace: Workspace, campaign: int) -> None:
    page.goto(f"/w/{workspace.id}")
    expect(page.get_by_role("button", name="New", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="New Smart Campaign")).to_have_count(0)
    row(page, "Score").click(button="right")
    menu = page.get_by_role("menu")
    expect(menu).to_contain_text(WHY_NOT)
    expect(menu.get_by_role("menuitem")).to_have_text(["Open"])
    menu.get_by_role("menuitem", name="Open").click()
    page.wait_for_url(f"**/campaigns/{campaign}/overview")


def test_a_viewer_reads_people_and_runs_and_changes_none(page: Page, workspace: Workspace, campaign: int) -> None:
    run = workspace.post(f"campaigns/{campaign}/run")["run"]
    page.goto(f"/w/{workspace.id}/runs/{run}")
    log = page.get_by_role("grid", name="Activity log of the run")
    expect(log.get_by_role("row", name=re.compile("ada@example.com Change Score"))).to_be_visible()

    page.goto(f"/w/{workspace.id}/people")
    expect(page.get_by_role("button", name="New Person")).to_have_count(0)
    page.get_by_role("link", name="ada@example.com").first.click()
    expect(page.get_by_role("button", name="Edit City: Paris")).to_be_disabled()


def test_the_api_refuses_a_viewer_what_the_page_hides(workspace: Workspace, campaign: int, viewer: Api) -> None:
    with pytest.raises(AssertionError, match=r"403.*not_allowed"):
        viewer.ask("POST", f"workspaces/{workspace.id}/campaigns/{campaign}/run", json={})
