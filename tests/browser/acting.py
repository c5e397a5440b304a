"""What people do in every story: follow tabs, choose from lists, fill in dialogs, see that all is saved."""

import re

from playwright.sync_api import Locator, Page, expect


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def right_click(page: Page, name: str | None, item: str) -> None:
    """Chooses from the context menu of a row of the tree, or of the tree itself."""
    if name is None:
        tree = page.get_by_role("tree", name="Programs and assets")
        box = tree.bounding_box()
        assert box
        tree.click(button="right", position={"x": 40, "y": box["height"] - 20})
    else:
        row(page, name).click(button="right")
    page.get_by_role("menuitem", name=item, exact=True).click()


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("treeitem", name=name, exact=True)


def create(page: Page, name: str, *, executable: bool = False) -> None:
    """Fills in the dialog that the menu opened."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    if executable:
        dialog.get_by_role("checkbox", name="Executable").check()
    dialog.get_by_role("button", name="Create").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def tab(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def choose(place: Page | Locator, label: str, option: str) -> None:
    """In a list that drops down; what is written into it narrows it."""
    field = place.get_by_role("combobox", name=label, exact=True)
    field.click()
    if field.is_editable():
        field.fill(option)
    listbox = field.page.locator(f"[id='{field.get_attribute('aria-controls')}']")
    listbox.get_by_role("option", name=re.compile(rf"^{re.escape(option)}")).first.click()


def saved(page: Page) -> None:
    """Autosave has nothing left to do."""
    expect(page.get_by_role("status").filter(has_text=re.compile("^Saved"))).to_be_visible()


def confirm(page: Page, button: str) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(dialog).to_be_hidden()
