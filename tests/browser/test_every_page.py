"""Every page opens by its address without a fault, also in a narrow window, and says what it is when it is empty."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Workspace
from tests.browser.pictures import of_fresh, of_places
from tests.definitions import execute, score

pytestmark = pytest.mark.browser


def test_every_page_opens_by_its_address_and_fits_into_a_narrow_window(page: Page, workspace: Workspace) -> None:
    page.set_viewport_size({"width": 768, "height": 900})
    for picture in (*of_places("empty", workspace), *of_fresh(workspace)):
        if picture.keys:
            continue
        page.goto(picture.address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("status", name=re.compile("^Load"))).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, picture.address
        assert page.title() not in ("", "Campaign designer"), picture.address


def test_a_reload_keeps_the_page_the_step_and_what_was_opened(page: Page, workspace: Workspace) -> None:
    child = workspace.make_campaign("Child", score(change="+5"), executable=True)
    parent = workspace.make_campaign("Parent", execute(child))
    page.goto(f"/w/{workspace.id}/campaigns/{parent}/flow?step=e1")
    page.get_by_role("button", name="Open Child here").click()
    nested = page.get_by_role("group", name=re.compile("^Step 1.1, Change Score"))
    expect(nested).to_be_visible()
    page.reload()
    expect(nested).to_be_visible()
    expect(page.get_by_role("complementary", name="Step 1, Execute Campaign")).to_be_visible()
    page.get_by_role("button", name="Close Child here").click()
    expect(nested).to_have_count(0)
