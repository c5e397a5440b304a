"""The tree's other dialogs: clone, move, delete; and what one window changes, the others show."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import choose, confirm, create, right_click, row
from tests.browser.conftest import OpenWindow
from tests.browser.flow_editor import cards
from tests.browser.office import Api, Workspace
from tests.browser.watching import Watch
from tests.definitions import execute, person_is_created, score, smart_list

pytestmark = pytest.mark.browser


def box(dialog: Locator) -> Locator:
    return dialog.get_by_role("checkbox", name="Executable")


def test_c05_a_clone_of_an_executable_is_not_executable_unless_ticked(page: Page, workspace: Workspace) -> None:
    workspace.make_campaign("Child", score(), executable=True)
    page.goto(f"/w/{workspace.id}")
    for ticked, kind in ((False, "Batch campaign"), (True, "Executable campaign")):
        right_click(page, "Child", "Clone")
        dialog = page.get_by_role("dialog", name="Clone Child")
        expect(box(dialog)).not_to_be_checked()
        dialog.get_by_label("Name").fill(f"Clone as {kind}")
        box(dialog).set_checked(ticked)
        confirm(page, "Clone")
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Clone as {kind}")
        expect(page.get_by_role("main").get_by_text(kind, exact=True).first).to_be_visible()


def test_c05_a_campaign_with_triggers_is_not_cloned_into_an_executable(
    page: Page, workspace: Workspace, watch: Watch
) -> None:
    workspace.make_campaign("New people", score(), who=smart_list(triggers=(person_is_created(),)))
    page.goto(f"/w/{workspace.id}")
    right_click(page, "New people", "Clone")
    dialog = page.get_by_role("dialog")
    box(dialog).check()
    watch.expect(409, "/clone$")
    dialog.get_by_role("button", name="Clone").click()
    expect(dialog.get_by_role("alert")).to_contain_text(re.compile("trigger", re.IGNORECASE))
    expect(box(dialog)).to_be_checked()
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("treeitem").filter(has_text="New people")).to_have_count(1)


def test_c11_the_palette_of_an_executable_offers_no_wait_and_says_why(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Child", score(), executable=True)
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow")
    wait = page.get_by_role("listbox", name="Flow steps").get_by_role("option", name="Wait")
    expect(wait).to_be_disabled()
    wait.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("can’t stand in an executable campaign")
    page.get_by_role("combobox", name="Search: Flow steps").fill("Wait")
    page.keyboard.press("Enter")
    expect(cards(page)).to_have_count(1)


def test_c17_what_is_used_is_not_deleted_and_its_users_are_named(page: Page, workspace: Workspace) -> None:
    child = workspace.make_campaign("Child", score(), executable=True)
    parent = workspace.make_campaign("Parent", execute(child))
    page.goto(f"/w/{workspace.id}")
    right_click(page, "Child", "Delete")
    dialog = page.get_by_role("dialog", name="Delete Child?")
    expect(dialog.get_by_role("alert")).to_contain_text("It is still used")
    expect(dialog.get_by_role("button", name="Delete")).to_be_disabled()
    dialog.get_by_role("link", name="Parent").click()
    page.wait_for_url(f"**/campaigns/{parent}/overview")

    workspace.save(parent, score())
    right_click(page, "Child", "Delete")
    confirm(page, "Delete")
    expect(row(page, "Child")).to_have_count(0)


def test_whoever_deletes_the_page_they_are_on_comes_to_the_overview(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Invite", score())
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow")
    expect(cards(page)).to_have_count(1)
    right_click(page, "Invite", "Delete")
    confirm(page, "Delete")
    page.wait_for_url(f"**/w/{workspace.id}")
    expect(page.get_by_role("heading", name="No campaigns yet")).to_be_visible()


def test_a_campaign_moves_into_a_program_and_keeps_its_page(page: Page, workspace: Workspace) -> None:
    workspace.make_program("Webinar")
    campaign = workspace.make_campaign("Invite", score())
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/overview")
    right_click(page, "Invite", "Move")
    choose(page.get_by_role("dialog"), "Where", "Webinar")
    confirm(page, "Move")
    expect(row(page, "Invite")).to_have_attribute("aria-level", "2")
    expect(page.get_by_role("navigation", name="Where this is")).to_contain_text("Webinar")
    expect(page.get_by_role("heading", level=1)).to_have_text("Invite")


def test_a_name_that_is_taken_is_refused_in_the_dialog_and_nothing_typed_is_lost(
    page: Page, workspace: Workspace, watch: Watch
) -> None:
    workspace.make_campaign("Invite", score())
    page.goto(f"/w/{workspace.id}")
    right_click(page, None, "New Smart Campaign")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Invite")
    dialog.get_by_label("Description").fill("For guests")
    watch.expect(409, "/campaigns$")
    dialog.get_by_role("button", name="Create").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Invite")
    expect(dialog.get_by_label("Description")).to_have_value("For guests")
    create(page, "Invite again")


def test_what_one_window_makes_the_other_shows(open_window: OpenWindow, marketer: Api, workspace: Workspace) -> None:
    mine, theirs = open_window(marketer), open_window(marketer)
    for window in (mine, theirs):
        window.goto(f"/w/{workspace.id}")
    right_click(mine, None, "New Program")
    create(mine, "Webinar")
    expect(row(theirs, "Webinar")).to_be_visible()
