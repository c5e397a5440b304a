"""A dry run as a marketer meets it: one person's steps, counts on the cards, and a log that stays empty (S04)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import choose
from tests.browser.flow_editor import card
from tests.browser.office import Workspace
from tests.definitions import execute, lives_in, score, smart_list, wait

pytestmark = pytest.mark.browser

PARIS = smart_list(lives_in("Paris"))


def test_s04_a_dry_run_shows_what_the_flow_would_do_and_does_nothing(page: Page, workspace: Workspace) -> None:
    anna = workspace.make_person(email="anna@example.com", city="Paris")
    workspace.make_person(email="bea@example.com", city="Paris")
    workspace.make_person(email="cleo@example.com", city="Rome")
    child = workspace.make_campaign("Child", score("c1", "+1"), who=smart_list(lives_in("Rome")), executable=True)
    flow = (execute(child), wait(), score("s3", "+7"))
    campaign = workspace.make_campaign("Nurture", *flow, who=PARIS)
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow")
    card(page, "Execute Campaign").focus()
    page.keyboard.press("t")

    asked = page.get_by_role("form", name="Dry run")
    choose(asked, "Person", "anna")
    asked.get_by_role("button", name="Play").click()
    drawer = page.get_by_role("region", name="Problems and dry run")
    steps = drawer.get_by_role("list", name="Steps that the person would pass").get_by_role("listitem")
    expect(steps).to_have_count(3)
    expect(steps.nth(0)).to_contain_text(re.compile("Child.*FALSE.*not in the campaign's smart list"))
    expect(steps.nth(1)).to_contain_text("Would wait until")
    expect(steps.nth(2)).to_contain_text("+7")

    choose(asked, "With whom", "The first 100")
    asked.get_by_role("button", name="Play").click()
    expect(drawer).to_contain_text("2 people played")
    expect(card(page, "Wait")).to_contain_text(re.compile("2 in.*2 wait"))
    assert [row["type"]["key"] for row in workspace.get(f"people/{anna}/activities")["items"]] == ["new_person"]
    assert workspace.get(f"campaigns/{campaign}/runs")["items"] == []
