"""All of it by keyboard: the tree, the command palette, the flow editor."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import row, saved
from tests.browser.flow_editor import cards, expect_order, inspector
from tests.browser.office import Workspace
from tests.definitions import score

pytestmark = pytest.mark.browser


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focus_tree(page: Page) -> None:
    page.get_by_label("Find in the tree").focus()
    press(page, "ArrowDown")


def test_the_tree_opens_moves_and_shows_its_menu_by_keyboard(page: Page, workspace: Workspace) -> None:
    program = workspace.make_program("Webinar")
    workspace.make_campaign("Invite", score(), parent=f"program:{program}")
    page.goto(f"/w/{workspace.id}")
    expect(row(page, "Webinar")).to_be_visible()
    focus_tree(page)
    expect(row(page, "Webinar")).to_be_focused()
    expect(row(page, "Webinar")).to_have_attribute("aria-expanded", "false")
    press(page, "ArrowRight")
    expect(row(page, "Webinar")).to_have_attribute("aria-expanded", "true")
    press(page, "ArrowDown")
    expect(row(page, "Invite")).to_be_focused()

    press(page, "ContextMenu")
    expect(page.get_by_role("menuitem", name="Open")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(row(page, "Invite")).to_be_focused()

    press(page, "F2")
    name = page.get_by_role("dialog").get_by_label("Name")
    expect(name).to_be_focused()
    name.fill("Invite again")
    press(page, "Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(row(page, "Invite again")).to_be_visible()

    focus_tree(page)
    expect(row(page, "Webinar")).to_be_focused()
    press(page, "ArrowDown")
    expect(row(page, "Invite again")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Invite again")


def test_the_menu_key_makes_a_program_without_the_mouse(page: Page, workspace: Workspace) -> None:
    workspace.post("folders", name="Events", parent=None)
    page.goto(f"/w/{workspace.id}")
    expect(row(page, "Events")).to_be_visible()
    focus_tree(page)
    expect(row(page, "Events")).to_be_focused()
    press(page, "Shift+F10")
    expect(page.get_by_role("menu").locator(":focus")).to_have_count(1)
    press(page, "ArrowDown")
    expect(page.get_by_role("menuitem", name="New Program")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
    page.keyboard.type("Webinar")
    expect(page.get_by_role("dialog").get_by_role("button", name="Create")).to_be_enabled()
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Webinar")
    expect(page.get_by_role("navigation", name="Where this is")).to_contain_text("Events")


def test_ctrl_k_finds_campaigns_people_and_commands(page: Page, workspace: Workspace) -> None:
    workspace.make_campaign("Score everybody", score())
    workspace.make_person(email="ada@example.com", first_name="Ada", last_name="Lovelace")
    page.goto(f"/w/{workspace.id}/people")
    expect(row(page, "Score everybody")).to_be_visible()
    search = page.get_by_label("Search commands, assets and people")

    press(page, "Control+k")
    search.fill("everybody")
    expect(page.get_by_role("dialog").get_by_text("Score everybody")).to_be_visible()
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Score everybody")

    press(page, "Control+k")
    search.fill("lovel")
    expect(page.get_by_role("dialog").get_by_text("Ada Lovelace")).to_be_visible()
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Lovelace")

    press(page, "Control+k")
    search.fill("keyboard")
    press(page, "Enter")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_a_flow_is_drawn_ordered_and_mended_without_the_mouse(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Score", score("one", "+1"), score("two", "+2"))
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow?step=one")
    expect_order(page, "+1", "+2")
    expect(cards(page).first).to_be_focused()

    press(page, "ArrowDown")
    expect(inspector(page, "Change Score")).to_have_accessible_name("Step 2, Change Score")
    press(page, "Alt+ArrowUp")
    expect_order(page, "+2", "+1")
    press(page, "Control+d")
    expect_order(page, "+2", "+2", "+1")
    press(page, "Delete")
    expect_order(page, "+2", "+1")
    press(page, "Control+z", "Control+z", "Control+z")
    expect_order(page, "+1", "+2")
    press(page, "Control+Shift+z")
    expect_order(page, "+2", "+1")

    press(page, "End", "a")
    expect(page.get_by_role("combobox", name="Search: Flow steps")).to_be_focused()
    page.keyboard.type("interesting")
    press(page, "Enter")
    expect_order(page, "+2", "+1", "Interesting Moment")
    saved(page)
    kinds = [step["kind"] for step in workspace.get(f"campaigns/{campaign}/draft")["flow"]["steps"]]
    assert kinds == ["change_score", "change_score", "interesting_moment"]


def test_several_steps_move_and_go_together_in_either_view(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Score", *(score(f"s{number}", f"+{number}") for number in range(1, 5)))
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow?step=s2")
    expect(cards(page).nth(1)).to_be_focused()
    press(page, "Shift+ArrowDown")
    expect(page.get_by_role("complementary", name="2 steps chosen")).to_be_visible()
    press(page, "Alt+ArrowUp")
    expect_order(page, "+2", "+3", "+1", "+4")
    press(page, "v")
    expect(page.get_by_role("region", name="Flow list")).to_be_visible()
    expect_order(page, "+2", "+3", "+1", "+4")
    press(page, "Delete")
    expect_order(page, "+1", "+4")
    press(page, "Control+z")
    expect_order(page, "+2", "+3", "+1", "+4")


def test_a_step_just_begun_is_unfinished_and_no_error_until_it_is_left(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Score", score("one", "+1"))
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow?step=one")
    expect(cards(page).first).to_be_focused()
    press(page, "a")
    page.keyboard.type("change score")
    press(page, "Enter")
    saved(page)
    problems = page.get_by_role("region", name="Problems")
    expect(problems).to_contain_text("not finished")
    expect(problems).not_to_contain_text("error")
    inspector(page, "Change Score").get_by_label("Change").first.fill("x")
    cards(page).first.click()
    expect(problems).to_contain_text("error")


def test_a_copied_step_is_pasted_into_another_campaign(page: Page, workspace: Workspace) -> None:
    source = workspace.make_campaign("Source", score("one", "+42"))
    target = workspace.make_campaign("Target", score("one", "+1"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/w/{workspace.id}/campaigns/{source}/flow?step=one")
    expect(cards(page).first).to_be_focused()
    press(page, "Control+c")
    expect(page.get_by_role("alert").filter(has_text=re.compile("copied", re.IGNORECASE))).to_be_visible()
    page.goto(f"/w/{workspace.id}/campaigns/{target}/flow?step=one")
    expect(cards(page).first).to_be_focused()
    press(page, "Control+v")
    expect_order(page, "+1", "+42")
    saved(page)
