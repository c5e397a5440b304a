"""An admin lets an integration in: its secret is shown once, works at once, and ends with a click."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.office import Api, Workspace

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_window: OpenWindow, admin: Api) -> Page:
    return open_window(admin)


def test_w01_an_api_users_secret_is_shown_once_and_works_until_it_is_revoked(
    page: Page, workspace: Workspace, house: str
) -> None:
    page.goto(f"/w/{workspace.id}/admin")
    page.get_by_role("button", name="New API User").click()
    page.get_by_label("Name").fill("CRM sync")
    page.get_by_role("button", name="Create", exact=True).click()
    shown = page.get_by_role("dialog", name="Credentials of CRM sync")
    credentials = {
        "grant_type": "client_credentials",
        "client_id": shown.get_by_label("Client id", exact=True).input_value(),
        "client_secret": shown.get_by_label("Client secret", exact=True).input_value(),
    }
    token = httpx.get(f"{house}/identity/oauth/token", params=credentials).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{house}/rest/v1/campaigns.json", headers=headers).json()["success"]

    shown.get_by_role("button", name="Done").click()
    row = page.get_by_role("table", name="API users").get_by_role("row", name="CRM sync")
    expect(row).not_to_contain_text(credentials["client_secret"])
    row.get_by_role("button", name="Revoke CRM sync").click()
    page.get_by_role("button", name="Revoke", exact=True).click()

    expect(row).to_contain_text("revoked")
    refused = httpx.get(f"{house}/rest/v1/campaigns.json", headers=headers).json()
    assert refused["errors"][0]["code"] == "601"
