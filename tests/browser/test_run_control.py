"""What a marketer does about a run: wait, abort, look at what failed, retry it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import confirm
from tests.browser.flow_editor import card, run_once
from tests.browser.office import Workspace
from tests.definitions import is_requested, lives_in, request, score, smart_list, wait

pytestmark = pytest.mark.browser

PARIS = smart_list(lives_in("Paris"))


def make_parisians(workspace: Workspace, count: int) -> None:
    for number in range(count):
        workspace.make_person(email=f"person{number}@example.com", city="Paris")


def test_s03_a_run_that_waits_says_so_and_aborting_it_takes_everyone_out(page: Page, workspace: Workspace) -> None:
    make_parisians(workspace, 3)
    campaign = workspace.make_campaign("Nurture", score(), wait(duration="4 hours"), score("s2", "+7"), who=PARIS)
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/overview")
    run_once(page, qualify=3)
    main = page.get_by_role("main")
    expect(main.get_by_text("Waiting", exact=True)).to_be_visible()
    expect(main.get_by_text(re.compile(r"^3\s*waiting$"))).to_be_visible()
    expect(card(page, "Wait")).to_contain_text("3 in")

    page.get_by_role("button", name="Abort").click()
    expect(page.get_by_role("dialog")).to_contain_text("3 people inside will not go on")
    confirm(page, "Abort")
    expect(main.get_by_text("Aborted", exact=True)).to_be_visible()
    expect(main.get_by_text(re.compile(r"^3\s*taken out$"))).to_be_visible()
    expect(page.get_by_role("button", name="Abort")).to_have_count(0)


def test_c14_what_failed_is_grouped_by_its_reason_and_retried_once_it_is_mended(
    page: Page, workspace: Workspace
) -> None:
    make_parisians(workspace, 3)
    listens = smart_list(triggers=(is_requested(),))
    target = workspace.make_campaign("Send a moment", score("t1", "+3"), who=listens)
    campaign = workspace.make_campaign("Ask", request(target), who=PARIS)
    run = workspace.post(f"campaigns/{campaign}/run", confirm_warnings=True)["run"]
    page.goto(f"/w/{workspace.id}/runs/{run}")
    expect(card(page, "Request Campaign")).to_contain_text("3 failed")
    page.get_by_role("tab", name="Held and failed (3)").click()
    group = page.get_by_role("region", name=re.compile("not active"))
    expect(group).to_contain_text("3 people")

    workspace.post(f"campaigns/{target}/activate")
    group.get_by_role("checkbox", name="Choose person1@example.com").check()
    group.get_by_role("button", name="Retry 1").click()
    expect(page.get_by_text("Retry started for 1 person.")).to_be_visible()
    expect(group).to_contain_text("2 people")
    person = next(row["id"] for row in workspace.get("people")["items"] if row["email"] == "person1@example.com")
    page.goto(f"/w/{workspace.id}/people/{person}")
    expect(page.get_by_role("button", name="Edit Person Score: 3")).to_be_visible()


def test_an_empty_smart_list_asks_for_the_number_of_people_before_everyone_goes_through(
    page: Page, workspace: Workspace
) -> None:
    make_parisians(workspace, 3)
    campaign = workspace.make_campaign("Everyone", score())
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/schedule")
    page.get_by_role("button", name="Run Once").click()
    dialog = page.get_by_role("dialog")
    go = dialog.get_by_role("button", name="Run now")
    expect(go).to_be_disabled()
    number = dialog.get_by_label(re.compile("^Type 3 to confirm"))
    number.fill("4")
    expect(go).to_be_disabled()
    number.fill("3")
    accept = dialog.get_by_role("checkbox", name="I have read this; start anyway")
    if accept.count():
        accept.check()
    go.click()
    page.wait_for_url(re.compile(r"/runs/\d+"))
    expect(page.get_by_role("main").get_by_text("Done", exact=True)).to_be_visible()
