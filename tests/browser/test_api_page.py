"""The page of the API: it needs no other host, and what it tries counts as done by whoever is signed in."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Workspace

pytestmark = pytest.mark.browser


def test_w01_the_apis_page_is_browsed_and_tried_with_the_rights_of_who_looks(
    page: Page, workspace: Workspace, house: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/api/v1/docs")
    page.get_by_role("heading", name="folders").click()
    operation = page.locator(".opblock", has_text="Create folder")
    operation.get_by_role("button", name="Create folder").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("row", name="ws").get_by_role("textbox").fill(str(workspace.id))
    operation.locator("textarea.body-param__text").fill(json.dumps({"name": "Tried out", "parent": None}))
    operation.get_by_role("button", name="Execute").click()

    expect(operation.locator(".live-responses-table")).to_contain_text("201")
    assert "Tried out" in [each["name"] for each in workspace.get("tree")["nodes"]]
    assert [each for each in asked if not each.startswith((house, "data:", "blob:"))] == []
