"""The main job: build an executable and its parent, run them on the leads, watch, and read one person's log."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from campaigns.services.demo.leads import find_leads, made_up_leads
from tests.browser.acting import choose, create, right_click, row, saved, sign_in, tab
from tests.browser.conftest import PASSWORD
from tests.browser.flow_editor import add_step, card, inspector, run_once
from tests.browser.office import Workspace
from tests.definitions import rule, smart_list

pytestmark = pytest.mark.browser

CHILD, PARENT = "Add my.score", "Score the Leads"
COLUMN, VALUES = "Lead Origin", ("Landing Page Submission", "API")
# What the card of the parent's step says, at every frame that is drawn.
NOTE_COUNTS = """() => {
  window.counts = new Set();
  const note = () => {
    const card = document.querySelector('[data-relation=executes]');
    const found = / ?([\\d,]+) in/.exec(card?.textContent ?? '');
    if (found) window.counts.add(Number(found[1].replace(',', '')));
    requestAnimationFrame(note);
  };
  note();
}"""


@pytest.fixture
def leads(workspace: Workspace) -> int:
    """All are imported; so many have one of the values."""
    found = find_leads()
    number = workspace.begin_import(found.read_bytes() if found else made_up_leads(), key="Prospect ID")
    workspace.import_is_done(number)
    who = smart_list(rule("f1", "person_field", field="lead_origin", operator="is", values=VALUES))
    return int(workspace.post("smart-lists/preview", smart_list=who)["count"])


def test_t07_a_marketer_builds_both_campaigns_runs_them_and_reads_ten_and_nothing(
    open_window: Callable[..., Page], workspace: Workspace, leads: int
) -> None:
    page = open_window()
    sign_in(page, "mara@example.com", PASSWORD)
    page.goto(f"/w/{workspace.id}")

    make_programs_and_campaigns(page)
    give_tokens(page)
    draw_child(page)
    draw_parent(page)
    choose_people(page, leads)

    first = run_parent(page, leads)
    watch_until_done(page, leads)
    use_own_context(page)
    second = run_parent(page, leads)
    watch_until_done(page, leads)

    assert second != first
    read_log_of_one_person(page)


def make_programs_and_campaigns(page: Page) -> None:
    for program, campaign in (("Child Program", CHILD), ("Parent Program", PARENT)):
        right_click(page, None, "New Program")
        create(page, program)
        right_click(page, program, "New Smart Campaign")
        create(page, campaign, executable=campaign == CHILD)
        tab(page, "Schedule")
        page.get_by_role("radio", name="Every time").check()
        page.get_by_role("button", name="Save settings").click()
        expect(page.get_by_text("Settings saved.")).to_be_visible()
        expect(page.get_by_text("Settings saved.")).to_be_hidden()


def give_tokens(page: Page) -> None:
    for program, change in (("Child Program", "+0"), ("Parent Program", "+10")):
        row(page, program).click()
        tab(page, "My Tokens")
        page.get_by_role("button", name="New Token").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Name").fill("score")
        choose(dialog, "Type", "Score")
        dialog.get_by_label("Value").fill(change)
        dialog.get_by_role("button", name="Create").click()
        token = page.get_by_role("table", name="My Tokens").get_by_role("row", name="{{my.score}}")
        expect(token).to_contain_text(change)
        expect(token).to_contain_text("local")


def draw_child(page: Page) -> None:
    row(page, CHILD).click()
    tab(page, "Flow")
    step = add_step(page, "Change Score")
    choose(step, "Score", "Person Score")
    change = step.get_by_label("Change", exact=True)
    change.press_sequentially("{{my.sc")
    hint = page.get_by_role("listbox", name="Tokens").get_by_role("option", name="{{my.score}}")
    expect(hint).to_contain_text("+0")
    hint.click()
    expect(change).to_have_value("{{my.score}}")
    saved(page)


def draw_parent(page: Page) -> None:
    row(page, PARENT).click()
    tab(page, "Flow")
    step = add_step(page, "Execute Campaign")
    choose(step, "Campaign", CHILD)
    step.get_by_role("switch", name="Use Parent Campaign Token Context").check(force=True)
    expect(card(page, "Execute Campaign")).to_contain_text("parent tokens True")
    saved(page)


def choose_people(page: Page, leads: int) -> None:
    tab(page, "Smart List")
    page.get_by_role("combobox", name="Search: Filters and triggers").fill(COLUMN)
    page.keyboard.press("Enter")
    values = page.get_by_role("region", name=re.compile("^Filter 1")).get_by_label("Values")
    for value in VALUES:
        values.fill(value)
        values.press("Enter")
    expect(page.get_by_role("region", name="People who match now")).to_contain_text(f"{leads:,} people match now")
    saved(page)


def use_own_context(page: Page) -> None:
    row(page, PARENT).click()
    tab(page, "Flow")
    card(page, "Execute Campaign").click()
    inspector(page, "Execute Campaign").get_by_role("switch").uncheck(force=True)
    expect(card(page, "Execute Campaign")).to_contain_text("parent tokens False")
    saved(page)


def run_parent(page: Page, leads: int) -> str:
    page.evaluate(NOTE_COUNTS)
    run_once(page, qualify=leads)
    return page.url


def watch_until_done(page: Page, leads: int) -> None:
    """Rows and counts grow while the run goes on; at its end everyone has been through."""
    log = page.get_by_role("grid", name="Activity log of the run")
    expect(log.get_by_role("row", name=re.compile(f"Execute Campaign {CHILD}.* TRUE")).last).to_be_visible()
    expect(log.get_by_role("row", name=re.compile("Change Score")).last).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Done", exact=True)).to_be_visible(timeout=120_000)
    expect(card(page, "Execute Campaign")).to_contain_text(f"{leads:,} in")
    expect(card(page, "Execute Campaign")).to_contain_text(f"{leads:,} done")
    counts = page.evaluate("[...window.counts]")
    assert counts == sorted(counts), "counts only grow"
    assert [count for count in counts if 0 < count < leads], f"the card was seen with {counts} only"
    page.get_by_role("tab", name="Campaigns called").click()
    called = page.get_by_role("table", name="Campaigns called").get_by_role("row", name=CHILD)
    expect(called.get_by_role("cell").nth(2)).to_have_text(f"{leads:,}")
    expect(called.get_by_role("cell").nth(3)).to_have_text("0")


def read_log_of_one_person(page: Page) -> None:
    page.get_by_role("tab", name="Activity", exact=True).click()
    page.get_by_role("grid", name="Activity log of the run").get_by_role("row").last.click()
    page.get_by_role("complementary", name=re.compile("^Activity")).get_by_role("link").first.click()
    log = page.get_by_role("grid", name="Activity log of the person")
    scores = log.get_by_role("row", name=re.compile("Change Score"))
    expect(scores).to_have_count(2)
    assert changes_in(page, scores, "Change Value") == ["+0", "+10"], "newest first"
    assert changes_in(page, scores, "New Value") == ["10", "10"]
    calls = log.get_by_role("row", name=re.compile("Execute Campaign"))
    expect(calls).to_have_count(2)
    assert changes_in(page, calls, "Qualified") == ["TRUE", "TRUE"]
    assert changes_in(page, calls, "Used Parent Campaign Token Context") == ["FALSE", "TRUE"]


def changes_in(page: Page, rows: Locator, attribute: str) -> list[str]:
    """Of every row, what its details say of this attribute."""
    found = []
    for each in rows.all():
        each.click()
        detail = page.get_by_role("complementary", name=re.compile("^Activity"))
        expect(each).to_have_attribute("aria-selected", "true")
        found.append(detail.get_by_role("row", name=attribute).get_by_role("cell").inner_text())
    return found
