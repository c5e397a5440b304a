"""The flow editor as a marketer meets it: palette, cards on the canvas, inspector, run button."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import tab


def add_step(page: Page, kind: str) -> Locator:
    """From the palette, by keyboard; its inspector opens."""
    page.get_by_role("combobox", name="Search: Flow steps").fill(kind)
    page.keyboard.press("Enter")
    return inspector(page, kind)


def inspector(page: Page, kind: str) -> Locator:
    return page.get_by_role("complementary", name=re.compile(rf"^Step \d+, {kind}"))


def card(page: Page, kind: str) -> Locator:
    return page.get_by_role("group", name=re.compile(rf"^Step \d+, {kind}"))


def cards(page: Page) -> Locator:
    """In the order of the canvas."""
    return page.get_by_role("group", name=re.compile(r"^Step \d+, "))


def expect_order(page: Page, *words: str) -> None:
    """The steps, told by some of their words, top to bottom."""
    expect(cards(page)).to_have_count(len(words))
    for number, said in enumerate(words, start=1):
        expect(page.get_by_role("group", name=re.compile(rf"^Step {number}, .*{re.escape(said)}"))).to_be_visible()


def run_once(page: Page, *, qualify: int) -> None:
    """From any page of the campaign to the console of its run."""
    tab(page, "Schedule")
    words = f"{qualify:,} people qualify now" if qualify != 1 else "1 person qualifies now"
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("button", name="Run Once").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(words)
    dialog.get_by_role("button", name="Run now").click()
    page.wait_for_url(re.compile(r"/runs/\d+"))
