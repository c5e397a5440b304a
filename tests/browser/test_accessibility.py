"""No page has a serious fault for those who listen to it, use the keyboard alone, or need contrast; light and dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.acting import choose
from tests.browser.office import Workspace
from tests.browser.pictures import Picture, of_fresh, of_places
from tests.browser.screenshots import settle
from tests.definitions import execute, score

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
axe = Axe()


def faults(page: Page, name: str) -> list[str]:
    """What axe finds; the dark scheme differs in nothing but colours."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(page.locator(f"html[data-mantine-color-scheme={scheme}]")).to_be_attached()
        settle(page)
        options = {"resultTypes": ["violations"]} | ({"runOnly": ["color-contrast"]} if scheme == "dark" else {})
        for each in axe.run(page, options=options).response["violations"]:
            if each["impact"] in GRAVE:
                found += [f"{name}, {scheme}: {each['id']} {node['html'][:160]}" for node in each["nodes"]]
    return found


def look_at(page: Page, picture: Picture) -> list[str]:
    page.goto(picture.address)
    settle(page)
    for key in picture.keys:
        page.keyboard.press(key)
        settle(page)
    return faults(page, picture.name)


def test_axe_finds_nothing_serious_on_empty_pages_and_on_new_things(page: Page, workspace: Workspace) -> None:
    pictures = (*of_places("empty", workspace), *of_fresh(workspace))
    assert [fault for picture in pictures for fault in look_at(page, picture)] == []


def test_axe_finds_nothing_serious_in_a_nested_flow_its_run_and_its_people(page: Page, workspace: Workspace) -> None:
    person = workspace.make_person(email="ada@example.com")
    child = workspace.make_campaign("Child", score(change="+5"), executable=True)
    parent = workspace.make_campaign("Parent", execute(child), score("s2"))
    page.goto(f"/w/{workspace.id}/campaigns/{parent}/flow?step=e1")
    page.get_by_role("button", name="Open Child here").click()
    found = faults(page, "flow")
    page.get_by_text("List", exact=True).click()
    found += faults(page, "list")
    page.get_by_role("toolbar", name="Flow tools").get_by_role("button", name="Dry run").click()
    choose(page, "With whom", "The first 100")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_text("1 person played")).to_be_visible()
    found += faults(page, "dry run")
    run = workspace.post(f"campaigns/{parent}/run", confirm_everyone=1, confirm_warnings=True)["run"]
    page.goto(f"/w/{workspace.id}/runs/{run}")
    expect(page.get_by_role("main").get_by_text("Done", exact=True)).to_be_visible()
    found += faults(page, "run")
    for view in ("activity", "runs", "score", "why-not"):
        found += look_at(page, Picture(f"person {view}", f"/w/{workspace.id}/people/{person}?view={view}"))
    found += look_at(page, Picture("results", f"/w/{workspace.id}/campaigns/{child}/results"))
    assert found == []
