"""What a marketer does about time: plan a batch, cancel one run, look at agenda and queue, pause, run one step now."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import choose
from tests.browser.flow_editor import run_once
from tests.browser.office import Workspace
from tests.definitions import lives_in, score, smart_list, wait

pytestmark = pytest.mark.browser

PARIS = smart_list(lives_in("Paris"))


def test_s09_a_recurrence_shows_its_next_dates_and_each_planned_run_is_cancelled_singly(
    page: Page, workspace: Workspace
) -> None:
    workspace.make_person(email="ada@example.com", city="Paris")
    workspace.make_person(city="Paris", unsubscribed="true")
    campaign = workspace.make_campaign("Newsletter", score(), who=PARIS)
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/schedule")
    page.get_by_role("button", name="Blocked: 1").click()
    expect(page.get_by_role("dialog").get_by_role("table", name="People who qualify and get no e-mail")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Schedule Recurrence").click()
    dialog = page.get_by_role("dialog")
    choose(dialog, "Repeat", "Weekly")
    dialog.get_by_text("Fri", exact=True).click()
    expect(dialog.get_by_role("status").filter(has_text="Every week on Monday and Friday at 09:00")).to_be_visible()
    expect(dialog.get_by_role("list", name="Next dates").get_by_role("listitem")).to_have_count(3)
    dialog.get_by_role("button", name="Save recurrence").click()
    expect(dialog).to_be_hidden()

    planned = page.get_by_role("table", name="Planned runs").get_by_role("row")
    expect(planned).to_have_count(4)  # with its head
    second = planned.nth(2).get_by_role("cell").first.inner_text()
    planned.nth(2).get_by_role("button", name=re.compile("^Cancel the run of")).click()
    past = page.get_by_role("table", name="What became of earlier ones")
    expect(past).to_contain_text("Cancelled")
    expect(past).to_contain_text(second.split(" · ")[0])
    expect(planned).to_have_count(4)

    page.get_by_role("navigation", name="Places").get_by_role("link", name="Agenda").click()
    agenda = page.get_by_role("main")
    expect(agenda.get_by_role("link", name="Newsletter").first).to_be_visible()
    expect(agenda.get_by_text("Cancelled", exact=True)).to_be_visible()


def test_s03_a_paused_run_stands_in_the_queue_and_goes_on_when_it_is_resumed(page: Page, workspace: Workspace) -> None:
    workspace.make_person(email="ada@example.com", city="Paris")
    campaign = workspace.make_campaign("Nurture", wait(duration="1 minute"), score(), who=PARIS)
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/overview")
    run_once(page, qualify=1)
    main = page.get_by_role("main")
    expect(main.get_by_text("Waiting", exact=True)).to_be_visible()
    main.get_by_role("button", name="Pause").click()
    expect(main.get_by_text("Paused", exact=True)).to_be_visible()
    main.get_by_role("button", name="Resume").click()
    expect(main.get_by_text("Waiting", exact=True)).to_be_visible()
    page.get_by_role("navigation", name="Places").get_by_role("link", name="Queue").click()
    expect(page.get_by_text("Nothing waits")).to_be_visible()


def test_c03_one_step_runs_now_on_chosen_people_after_their_number_is_typed(page: Page, workspace: Workspace) -> None:
    for name in ("ada", "bob"):
        workspace.make_person(email=f"{name}@example.com", city="Paris")
    page.goto(f"/w/{workspace.id}/people")
    for name in ("ada", "bob"):
        page.get_by_role("checkbox", name=f"Choose {name}@example.com").check()
    page.get_by_role("button", name="Run flow step").click()
    dialog = page.get_by_role("dialog")
    step = dialog.get_by_role("combobox", name="Flow step")
    step.click()
    expect(page.get_by_role("option", name="Request Campaign")).to_be_visible()
    for never in ("Execute Campaign", "Wait", "Remove from Flow"):
        expect(page.get_by_role("option", name=never, exact=True)).to_have_count(0)
    choose(dialog, "Flow step", "Change Score")
    choose(dialog, "Score", "Person Score")
    dialog.get_by_label("Change", exact=True).fill("+7")
    start = dialog.get_by_role("button", name="Run now")
    expect(start).to_be_disabled()
    dialog.get_by_label("Type 2 to confirm").fill("2")
    start.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("of a single flow action")
    expect(page.get_by_role("main").get_by_text("Done", exact=True)).to_be_visible()
    assert [row["values"].get("score") for row in workspace.get("people")["items"]] == [7, 7]
