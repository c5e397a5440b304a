"""Bad input gets its clear error on the page, next to what is wrong, and nothing is lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.acting import choose, saved, tab
from tests.browser.conftest import OpenWindow
from tests.browser.flow_editor import add_step, card, inspector
from tests.browser.office import Api, Workspace
from tests.browser.watching import Watch
from tests.definitions import execute, in_smart_list, score, smart_list, wait

pytestmark = pytest.mark.browser

NO_SUCH_ID = 999_999


def open_flow(page: Page, workspace: Workspace, campaign: int, *, step: str = "") -> None:
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow{step and f'?step={step}'}")


def expect_problem(place: Locator, words: str) -> None:
    expect(place.get_by_text(words).first).to_be_visible()


def test_a_bad_score_is_an_error_on_its_card_and_keeps_the_campaign_from_running(
    page: Page, workspace: Workspace
) -> None:
    campaign = workspace.make_campaign("Score", score(change="+5"))
    open_flow(page, workspace, campaign, step="s1")
    change = inspector(page, "Change Score").get_by_label("Change", exact=True)
    change.fill("+x")
    expect_problem(card(page, "Change Score"), '"+x"')
    expect_problem(inspector(page, "Change Score"), '"+x"')
    expect(page.get_by_role("region", name="Problems")).to_contain_text("1 error")
    saved(page)

    tab(page, "Schedule")
    expect(page.get_by_role("button", name="Run Once")).to_be_disabled()
    expect_problem(page.get_by_role("main"), '"+x"')

    tab(page, "Flow")
    card(page, "Change Score").click()
    change.fill("+7")
    expect(card(page, "Change Score")).not_to_contain_text("+x")
    saved(page)
    tab(page, "Schedule")
    expect(page.get_by_role("button", name="Run Once")).to_be_enabled()


def test_a_wait_of_4_hrs_is_shown_as_it_was_written_and_mended_in_place(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Nurture", wait(duration="4 hrs"), score(change="+5"))
    open_flow(page, workspace, campaign, step="w1")
    step = inspector(page, "Wait")
    expect_problem(card(page, "Wait"), '"4 hrs" is not a duration')
    expect(step.get_by_text("“4 hrs” can’t be read. Choose a number and a unit.")).to_be_visible()

    step.get_by_label("Duration: number").fill("4")
    choose(step, "Duration: unit", "hours")

    expect(card(page, "Wait")).to_contain_text("4 hours")
    expect(card(page, "Wait")).not_to_contain_text("4 hrs")
    saved(page)


def test_t08_an_unknown_token_warns_where_it_is_written_and_on_the_card(page: Page, workspace: Workspace) -> None:
    campaign = workspace.make_campaign("Score", score(change="+5"))
    open_flow(page, workspace, campaign, step="s1")
    step = inspector(page, "Change Score")
    step.get_by_label("Change", exact=True).fill("{{my.nope}}")
    expect(step.get_by_text("{{my.nope}} is not defined here. It will print empty.")).to_be_visible()
    expect_problem(card(page, "Change Score"), "Nothing defines {{my.nope}} here")
    expect(card(page, "Change Score").get_by_label("Warning")).to_be_visible()
    saved(page)


def test_c12_a_circle_of_executables_is_an_error_that_names_the_way_round(
    page: Page, workspace: Workspace, watch: Watch
) -> None:
    first = workspace.make_campaign("First", score(), executable=True)
    workspace.make_campaign("Second", execute(first), executable=True)
    open_flow(page, workspace, first)
    step = add_step(page, "Execute Campaign")
    choose(step, "Campaign", "Second")
    circle = "Campaigns would execute each other in a circle"
    expect_problem(card(page, "Execute Campaign"), circle)
    saved(page)

    watch.expect(409, r"/publish$")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert").filter(has_text=circle).first).to_be_visible()


def test_c12_a_fourth_executable_inside_the_third_is_an_error(page: Page, workspace: Workspace) -> None:
    below = workspace.make_campaign("Fourth", score(), executable=True)
    for name in ("Third", "Second"):
        below = workspace.make_campaign(name, execute(below), executable=True)
    first = workspace.make_campaign("First", score(), executable=True)
    open_flow(page, workspace, first)
    choose(add_step(page, "Execute Campaign"), "Campaign", "Second")
    expect_problem(card(page, "Execute Campaign"), "A chain holds at most 3 executable campaigns")
    saved(page)


def test_l02_smart_lists_in_a_circle_say_so_on_the_filter(page: Page, workspace: Workspace) -> None:
    def make(name: str, *filters: dict[str, object]) -> int:
        made = workspace.post("smart-lists", name=name, parent=None)
        path = f"smart-lists/{made['id']}/draft"
        workspace.put(path, edit_number=made["edit_number"], smart_list=smart_list(*filters))
        return int(made["id"])

    first = make("Hot people")
    make("Warm people", in_smart_list(first))
    page.goto(f"/w/{workspace.id}/smart-lists/{first}/rules")
    page.get_by_role("combobox", name="Search: Filters and triggers").fill("Member of Smart List")
    page.keyboard.press("Enter")
    rule = page.get_by_role("region", name=re.compile("^Filter 1"))
    choose(rule, "Smart lists", "Warm people")
    expect_problem(rule, "Smart lists refer to each other in a circle")
    expect(page.get_by_role("region", name="People who match now")).to_contain_text("Nobody will qualify")


@pytest.mark.parametrize("keep_mine", [True, False])
def test_a_flow_saved_from_a_stale_edit_number_shows_both_versions_and_loses_neither(
    open_window: OpenWindow, marketer: Api, workspace: Workspace, watch: Watch, *, keep_mine: bool
) -> None:
    campaign = workspace.make_campaign("Score", score(change="+1"))
    mine, theirs = open_window(marketer), open_window(marketer)
    held = hold_saves(mine)
    for window in (mine, theirs):
        open_flow(window, workspace, campaign, step="s1")
    with mine.expect_request(lambda request: request.method == "PUT"):
        change_of(mine).fill("+100")
    change_of(theirs).fill("+200")
    saved(theirs)

    watch.expect(409, r"/draft$")
    held.pop().continue_()
    dialog = mine.get_by_role("dialog", name="Changed elsewhere")
    difference = dialog.get_by_role("table", name="Flow").get_by_role("row").last
    expect(difference).to_contain_text("+100")
    expect(difference).to_contain_text("+200")

    mine.unroute_all()
    dialog.get_by_role("button", name="Keep mine over theirs" if keep_mine else "Take theirs").click()
    expect(dialog).to_be_hidden()
    saved(mine)
    expect(change_of(mine)).to_have_value("+100" if keep_mine else "+200")
    expect(card(theirs, "Change Score")).to_contain_text("+100" if keep_mine else "+200")
    [step] = workspace.get(f"campaigns/{campaign}/draft")["flow"]["steps"]
    assert step["default"]["params"]["change"] == ("+100" if keep_mine else "+200")


def hold_saves(page: Page) -> list[Route]:
    """As on a slow line: what this window saves goes on its way when the story says so."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "PUT":
            held.append(route)
        else:
            route.continue_()

    page.route("**/draft", hold)
    return held


def change_of(page: Page) -> Locator:
    return inspector(page, "Change Score").get_by_label("Change", exact=True)


def test_an_unknown_campaign_is_not_found(page: Page, workspace: Workspace, watch: Watch) -> None:
    watch.expect(404, f"/campaigns/{NO_SUCH_ID}")
    page.goto(f"/w/{workspace.id}/campaigns/{NO_SUCH_ID}/flow")
    expect(page.get_by_role("alert")).to_contain_text("Not found")
    expect(page.get_by_role("tree", name="Programs and assets")).to_be_visible()


def test_an_unknown_page_leads_back_to_the_workspace(page: Page, workspace: Workspace) -> None:
    page.goto(f"/w/{workspace.id}/nowhere")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=re.compile("^To ")).click()
    page.wait_for_url(f"**/w/{workspace.id}")


def test_somebody_elses_workspace_is_not_found_and_shows_nothing_of_it(page: Page, admin: Api) -> None:
    theirs = Workspace.made(admin, "Secret plans")
    campaign = theirs.make_campaign("Secret campaign", score())
    page.goto(f"/w/{theirs.id}/campaigns/{campaign}/flow")
    expect(page.get_by_role("heading", name="Not found")).to_be_visible()
    expect(page.get_by_text("Secret")).to_have_count(0)


def test_a_campaign_of_another_workspace_is_not_found_under_ones_own(
    page: Page, admin: Api, workspace: Workspace, watch: Watch
) -> None:
    theirs = Workspace.made(admin, "More secret plans")
    campaign = theirs.make_campaign("Secret campaign", score())
    watch.expect(404, f"/campaigns/{campaign}")
    page.goto(f"/w/{workspace.id}/campaigns/{campaign}/flow")
    expect(page.get_by_role("alert")).to_contain_text("Not found")
    expect(page.get_by_text("Secret")).to_have_count(0)
