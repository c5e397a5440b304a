"""People: found by name or e-mail, read, changed in place, and the change is in their log."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Workspace
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser


def make_three(workspace: Workspace) -> int:
    workspace.make_person(email="grace@example.com", first_name="Grace", last_name="Hopper", city="New York")
    workspace.make_person(email="linus@example.com", first_name="Linus", last_name="Torvalds")
    return workspace.make_person(email="ada@example.com", first_name="Ada", last_name="Lovelace", city="London")


def edit(page: Page, label: str, text: str) -> None:
    fields = page.get_by_role("region", name="Fields", exact=True)
    fields.get_by_role("button", name=re.compile(f"^Edit {label}:")).click()
    fields.get_by_label(label, exact=True).fill(text)
    fields.get_by_label(label, exact=True).press("Enter")


def test_a_person_is_found_by_a_part_of_the_name_and_by_e_mail(page: Page, workspace: Workspace) -> None:
    make_three(workspace)
    page.goto(f"/w/{workspace.id}/people")
    people = page.get_by_role("table", name="People").get_by_role("link")
    expect(people).to_have_count(3)
    search = page.get_by_label("Find people")
    search.fill("love")
    expect(people).to_have_text(["Ada Lovelace"])
    search.fill("grace@example.com")
    expect(people).to_have_text(["Grace Hopper"])
    search.fill("nobody")
    expect(page.get_by_role("heading", name="Nobody found")).to_be_visible()
    page.reload()
    expect(search).to_have_value("nobody")


def test_a_changed_field_is_saved_at_once_and_logged_with_old_and_new_value(page: Page, workspace: Workspace) -> None:
    ada = make_three(workspace)
    page.goto(f"/w/{workspace.id}/people/{ada}")
    edit(page, "City", "Paris")
    expect(page.get_by_role("button", name="Edit City: Paris")).to_be_visible()

    change = page.get_by_role("grid", name="Activity log of the person").get_by_role("row", name=re.compile("City"))
    change.click()
    detail = page.get_by_role("complementary", name="Activity Change Data Value")
    for attribute, value in (("Old Value", "London"), ("New Value", "Paris"), ("Source", "Designer")):
        expect(detail.get_by_role("row", name=attribute).get_by_role("cell")).to_contain_text(value)
    assert workspace.get(f"people/{ada}")["values"]["city"] == "Paris"


def test_a_value_that_does_not_fit_is_refused_with_its_reason_and_can_be_mended(
    page: Page, workspace: Workspace, watch: Watch
) -> None:
    watch.expect(400, r"/people/\d+$")
    ada = make_three(workspace)
    page.goto(f"/w/{workspace.id}/people/{ada}")
    page.get_by_role("region", name="Fields", exact=True).get_by_role("button", name=re.compile("^All")).click()
    edit(page, "Person Score", "lots")
    expect(page.get_by_role("alert").filter(has_text="Person Score was not changed")).to_be_visible()
    score = page.get_by_label("Person Score", exact=True)
    expect(score).to_have_value("lots")
    score.fill("12")
    score.press("Enter")
    expect(page.get_by_role("button", name="Edit Person Score: 12")).to_be_visible()


def test_a_new_person_is_made_and_shown(page: Page, workspace: Workspace) -> None:
    page.goto(f"/w/{workspace.id}/people")
    page.get_by_role("button", name="New Person", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Email Address").fill("margaret@example.com")
    dialog.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("margaret@example.com")
    log = page.get_by_role("grid", name="Activity log of the person")
    expect(log.get_by_role("row", name=re.compile("New Person"))).to_be_visible()
