"""An e-mail from the tree to a person's log: written, looked at as somebody, approved, sent by a campaign (F07)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import choose, confirm, create, right_click, saved, tab
from tests.browser.flow_editor import add_step, run_once
from tests.browser.office import Workspace
from tests.definitions import lives_in, smart_list

pytestmark = pytest.mark.browser
HTML = "<p>Dear {{lead.First Name}}</p>"


def write_email(page: Page, subject: str) -> None:
    content = page.get_by_role("region", name="Content")
    content.get_by_label("From address").fill("news@example.com")
    content.get_by_label("Subject").fill(subject)
    content.get_by_role("textbox", name="HTML", exact=True).fill(HTML)


def test_f07_an_email_is_written_seen_as_a_person_approved_and_sent(page: Page, workspace: Workspace) -> None:
    workspace.make_person(first_name="Grace")
    ada = workspace.make_person(first_name="Ada <3", email="ada@example.com", city="Rome")
    campaign = workspace.make_campaign("Greets", who=smart_list(lives_in("Rome")))
    page.goto(f"/w/{workspace.id}")
    right_click(page, None, "New Email")
    create(page, "Welcome")
    expect(page.get_by_text("The subject is blank")).to_be_visible()

    write_email(page, "Hello {{lead.First Name}}")
    saved(page)
    preview = page.get_by_role("region", name="Preview")
    expect(preview).to_contain_text("Hello Grace")
    choose(preview, "As this person", "Ada")
    expect(preview).to_contain_text("Hello Ada <3")
    expect(page.frame_locator("iframe").locator("p").first).to_have_text("Dear Ada <3")

    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved", exact=True)).to_be_visible()
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow")
    choose(add_step(page, "Send Email"), "Email", "Welcome")
    saved(page)
    run_once(page, qualify=1)
    page.goto(f"/w/{workspace.id}/people/{ada}")
    log = page.get_by_role("grid", name="Activity log of the person")
    expect(log).to_contain_text("Send Email")
    expect(log).to_contain_text("Email Delivered")


def test_f07_a_later_edit_is_a_newer_draft_and_a_used_email_stays(page: Page, workspace: Workspace) -> None:
    email = workspace.post("emails", name="Offer", parent=None)["id"]
    content = {"from_address": "news@example.com", "subject": "First", "html": HTML}
    workspace.put(f"emails/{email}/draft", edit_number=0, content=content)
    workspace.post(f"emails/{email}/approve")
    page.goto(f"/w/{workspace.id}/emails/{email}/edit")
    page.get_by_role("region", name="Content").get_by_label("Subject").fill("Second")
    saved(page)
    expect(page.get_by_text("Newer draft")).to_be_visible()
    page.get_by_role("button", name="Unapprove").click()
    confirm(page, "Unapprove")
    expect(page.get_by_text("Draft", exact=True)).to_be_visible()
    tab(page, "Used by")
    expect(page.get_by_text("Nothing uses it")).to_be_visible()
