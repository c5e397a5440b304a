"""Versions as a marketer meets them: publishing while people wait inside, the history, restoring (F06, F10)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import tab
from tests.browser.office import Workspace
from tests.definitions import flow, lives_in, score, smart_list, wait

pytestmark = pytest.mark.browser

PARIS = smart_list(lives_in("Paris"))


def test_f06_publishing_with_people_inside_asks_and_history_tells_and_restores(
    page: Page, workspace: Workspace
) -> None:
    for number in range(3):
        workspace.make_person(email=f"person{number}@example.com", city="Paris")
    campaign = workspace.make_campaign("Nurture", score(), wait(duration="4 hours"), score("s2", "+7"), who=PARIS)
    run = workspace.post(f"campaigns/{campaign}/run", confirm_warnings=True)["run"]
    page.goto(f"/w/{workspace.id}/runs/{run}")
    expect(page.get_by_role("main").get_by_text("Waiting", exact=True)).to_be_visible()
    draft = workspace.get(f"campaigns/{campaign}/draft")
    changed = flow(score(), wait(duration="4 hours"), score("s2", "+9"))
    workspace.put(f"campaigns/{campaign}/draft", edit_number=draft["edit_number"], flow=changed)

    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/history")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="Unpublished changes")).to_be_visible()
    expect(main.get_by_text("Add 9 to Person Score").first).to_be_visible()

    page.get_by_role("button", name="Publish").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("3 people inside on an earlier version")
    expect(dialog.get_by_role("row", name=re.compile("Wait 4 hours.*waiting.*3.*Yes"))).to_be_visible()
    dialog.get_by_role("radio", name=re.compile("go on with the new version: 3 people")).check()
    dialog.get_by_role("button", name="Publish").click()
    expect(dialog).to_be_hidden()
    expect(main.get_by_text("3 people moved to version 2; 0 people stayed")).to_be_visible()
    expect(main.get_by_role("row", name=re.compile("On the newest version"))).to_be_visible()

    main.get_by_role("button", name="Restore version 1").click()
    expect(dialog).to_contain_text("Add 7 to Person Score")
    dialog.get_by_role("button", name="Restore into the draft").click()
    expect(dialog).to_be_hidden()
    tab(page, "Flow")
    expect(page.get_by_role("group", name=re.compile("^Step 3, .*7"))).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_be_enabled()
