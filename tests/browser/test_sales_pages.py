"""Webhooks on the admin page; owner, tasks and deletion on a person's page."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.office import Api, Workspace
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser


def test_f07_a_webhook_is_made_refused_with_its_reason_and_mended(
    open_window: OpenWindow, admin: Api, workspace: Workspace, watch: Watch
) -> None:
    watch.expect(400, r"/webhooks$")
    page = open_window(admin)
    page.goto(f"/w/{workspace.id}/admin")
    page.get_by_role("button", name="New Webhook").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=False).first.fill("Enrich")
    dialog.get_by_label("Address").fill("https://example.com/{{lead.City}}")
    dialog.get_by_role("textbox", name="Body").fill('{"email": ')
    dialog.get_by_role("button", name="Path in the JSON", exact=True).click()
    dialog.get_by_label("Path in the JSON 1").first.fill("company.name")
    dialog.get_by_role("combobox", name="Field 1").click()
    page.get_by_role("option", name="Company Name").click()
    dialog.get_by_role("button", name="Create").click()
    expect(dialog.get_by_role("alert")).to_contain_text("The body is no JSON")
    dialog.get_by_role("textbox", name="Body").fill('{"email": {{lead.Email Address}}}')
    dialog.get_by_role("button", name="Create").click()
    expect(page.get_by_role("table", name="Webhooks").get_by_role("button", name="Edit Enrich")).to_be_visible()
    (webhook,) = workspace.get("webhooks")
    assert webhook["definition"]["mappings"] == [{"path": "company.name", "field": "company"}]


def test_f07_a_person_gets_an_owner_and_is_deleted_once_the_name_is_typed(page: Page, workspace: Workspace) -> None:
    ada = workspace.make_person(email="ada@example.com", first_name="Ada", last_name="Lovelace")
    page.goto(f"/w/{workspace.id}/people/{ada}")
    owner = page.get_by_role("region", name="Owner").get_by_role("combobox", name="Owner")
    owner.click()
    page.get_by_role("option").nth(1).click()
    expect(page.get_by_role("grid", name="Activity log of the person")).to_contain_text("Change Owner")
    page.get_by_role("button", name="Delete", exact=True).click()
    remove = page.get_by_role("button", name="Delete for good")
    expect(remove).to_be_disabled()
    page.get_by_label("Type Ada Lovelace to confirm").fill("Ada Lovelace")
    remove.click()
    expect(page).to_have_url(f"/w/{workspace.id}/people")
    assert workspace.get("people")["total"] == 0
