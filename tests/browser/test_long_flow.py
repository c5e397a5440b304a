"""A flow of 200 steps: what is in sight is drawn, the arrows redraw two cards, and a card is dragged to its place."""

import pytest
from playwright.sync_api import Page, Position, expect

from tests.browser.acting import saved
from tests.browser.flow_editor import inspector
from tests.browser.office import Workspace
from tests.definitions import score

pytestmark = pytest.mark.browser

STEPS = 200
MOST_DRAWN = 20  # a window shows seven, and what React Flow draws around it
HANDLE: Position = {"x": 120, "y": 15}
WATCH = """() => {
  window.touched = new Set();
  const note = list => list.forEach(({target}) => {
    const card = target.closest?.('[data-step]');
    if (card) touched.add(card.dataset.step);
  });
  new MutationObserver(note).observe(document.querySelector('[aria-label="Flow canvas"]'),
    {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def drawn(page: Page) -> int:
    return page.get_by_role("region", name="Flow canvas").locator("[data-step]").count()


def test_arrows_in_200_steps_redraw_the_card_left_and_the_card_reached(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Long", *(score(f"s{n}", f"+{n}") for n in range(1, STEPS + 1)))
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow?step=s1")
    expect(page.locator("[data-step=s1]")).to_be_focused()
    assert drawn(page) < MOST_DRAWN

    page.evaluate(WATCH)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-step=s2]")).to_be_focused()
    expect(inspector(page, "Change Score")).to_have_accessible_name("Step 2, Change Score")
    assert set(page.evaluate("[...touched]")) == {"s1", "s2"}

    page.keyboard.press("End")
    expect(page.locator(f"[data-step=s{STEPS}]")).to_be_focused()
    expect(page.locator(f"[data-step=s{STEPS}]")).to_be_in_viewport()
    assert drawn(page) < MOST_DRAWN


def test_a_step_of_200_is_dragged_before_its_neighbour(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Long", *(score(f"s{n}", f"+{n}") for n in range(1, STEPS + 1)))
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow?step=s100")
    dragged, neighbour = (page.locator(f"[data-step=s{number}]") for number in (100, 99))
    expect(dragged).to_be_focused()
    dragged.hover(position=HANDLE)  # waits until the view has come to rest
    page.evaluate(WATCH)
    page.mouse.down()
    goal = neighbour.bounding_box()
    assert goal
    page.mouse.move(goal["x"] + HANDLE["x"], goal["y"] - 40, steps=12)
    expect(page.get_by_text("Drop here")).to_be_visible()
    assert set(page.evaluate("[...touched]")) <= {"s100"}
    page.mouse.up()
    saved(page)
    steps = [step["id"] for step in workspace.get(f"campaigns/{campaign}/draft")["flow"]["steps"]]
    assert steps[97:101] == ["s98", "s100", "s99", "s101"]
