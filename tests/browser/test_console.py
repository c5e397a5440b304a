"""The run console keeps its place: lines that break lose no row, double none, and the page says how it stands."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.flow_editor import card
from tests.browser.office import Workspace
from tests.definitions import is_requested, score, smart_list
from tests.until import until

pytestmark = pytest.mark.browser

Row = tuple[str, str]
# Scrolls the virtual table from its first row to its last, and takes down person and words of every row.
READ_ROWS = """async grid => {
  const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const rows = new Map();
  for (grid.scrollTop = 0; ; grid.scrollTop += grid.clientHeight / 2) {
    await drawn();
    for (const row of grid.querySelectorAll('[aria-rowindex]')) {
      const cells = [...row.querySelectorAll('[role=gridcell]')].map(cell => cell.textContent);
      rows.set(Number(row.getAttribute('aria-rowindex')), [cells[1], cells[3]]);
    }
    if (grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1) break;
  }
  return [...rows.keys()].sort((a, b) => a - b).map(place => rows.get(place));
}"""


class Line:
    """Between the page and the server: it can be cut, stay dead, and lose what is under way."""

    def __init__(self, page: Page) -> None:
        self.is_dead = False
        self.lasts: int | None = None  # so many messages, where it breaks by itself
        self.opened: list[WebSocketRoute] = []
        page.route_web_socket(re.compile(r"/ws/workspaces/\d+/runs/"), self._open)

    def _open(self, to_page: WebSocketRoute) -> None:
        if self.is_dead:
            to_page.close()
            return
        self.opened.append(to_page)
        heard = 0

        def on_message(message: str | bytes) -> None:
            nonlocal heard
            heard += 1
            if self.lasts is not None and heard > self.lasts:
                self.cut(to_page)  # this message is lost
            else:
                to_page.send(message)

        to_server = to_page.connect_to_server()
        to_server.on_message(on_message)

    def cut(self, to_page: WebSocketRoute | None = None) -> None:
        (to_page or self.opened[-1]).close()


def rows_on(page: Page, count: int) -> list[Row]:
    """All rows of the log, once it says that it shows them all."""
    expect(page.get_by_role("status").filter(has_text=f"{count:,} activities")).to_be_visible()
    grid = page.get_by_role("grid", name="Activity log of the run")
    return [(person, words) for person, words in grid.evaluate(READ_ROWS)]


def rows_of(workspace: Workspace, run: int) -> list[Row]:
    """What the page has to show: each person's score changes by one, so that no two rows are alike."""
    return [
        (row["person"]["name"], f"Person Score {row['attributes']['Change Value']} → {row['attributes']['New Value']}")
        for row in workspace.activities_of(run)
    ]


def make_people(workspace: Workspace, count: int) -> list[int]:
    lines = "".join(f"person{number:04}@example.com\n" for number in range(count))
    workspace.import_is_done(workspace.begin_import(f"Email Address\n{lines}".encode(), key="Email Address"))
    people: list[int] = []
    page = workspace.get("people")
    while True:
        people += [row["id"] for row in page["items"]]
        if not page["next"]:
            return people
        page = workspace.get("people", cursor=page["next"])


def begin_requests(workspace: Workspace, people: list[int]) -> tuple[int, int]:
    """An active campaign, and its run that these people have been through."""
    listens = smart_list(triggers=(is_requested(),))
    campaign = workspace.make_campaign("Score", score("one", "+1"), score("two", "+1"), who=listens)
    workspace.post(f"campaigns/{campaign}/activate", confirm_warnings=True)
    request(workspace, campaign, people)
    runs = [run["id"] for run in workspace.get(f"campaigns/{campaign}/runs")["items"] if run["entered"]]
    return campaign, runs[0]


def request(workspace: Workspace, campaign: int, people: list[int]) -> None:
    """And waits until all of them are through."""

    def through() -> int:
        return sum(run["done"] for run in workspace.get(f"campaigns/{campaign}/runs")["items"])

    before = through()
    workspace.post(f"campaigns/{campaign}/request", people=people)
    until(lambda: through() == before + len(people), within=60, every=0.2)


def test_a_console_that_was_cut_goes_on_where_it_was_and_shows_every_row_once(page: Page, workspace: Workspace) -> None:
    people = make_people(workspace, 90)
    campaign, run = begin_requests(workspace, people[:30])
    line = Line(page)
    page.goto(f"/w/{workspace.id}/runs/{run}")
    live = page.get_by_role("status").filter(has_text=re.compile("^Live$"))
    expect(live).to_be_visible()
    assert rows_on(page, 60) == rows_of(workspace, run)

    line.is_dead = True
    line.cut()
    expect(page.get_by_role("status").filter(has_text="Reconnecting")).to_be_visible()
    request(workspace, campaign, people[30:60])
    line.is_dead = False
    expect(live).to_be_visible()
    assert rows_on(page, 120) == rows_of(workspace, run)

    request(workspace, campaign, people[60:])
    shown = rows_on(page, 180)
    assert shown == rows_of(workspace, run)
    assert len(set(shown)) == 180
    expect(card(page, "Change Score").first).to_contain_text("90 in")
    assert len(line.opened) == 2


def test_a_line_that_breaks_again_and_again_costs_no_row_though_messages_are_lost(
    page: Page, workspace: Workspace
) -> None:
    people = make_people(workspace, 120)
    campaign, run = begin_requests(workspace, people[:20])
    line = Line(page)
    line.lasts = 1
    page.goto(f"/w/{workspace.id}/runs/{run}")
    for first in range(20, 120, 20):
        request(workspace, campaign, people[first : first + 20])
        shown = rows_on(page, 2 * (first + 20))
    assert shown == rows_of(workspace, run)
    assert len(set(shown)) == 240
    assert len(line.opened) > 3, "it broke more than once"


def test_a_console_opened_late_shows_the_newest_rows_and_scrolls_back_to_the_first(
    page: Page, workspace: Workspace
) -> None:
    people = make_people(workspace, 200)
    campaign, run = begin_requests(workspace, people[:100])
    request(workspace, campaign, people[100:])
    page.goto(f"/w/{workspace.id}/runs/{run}")
    expect(page.get_by_role("status").filter(has_text="Showing the last 200 of 400")).to_be_visible()
    load_all(page, 400)
    assert rows_on(page, 400) == rows_of(workspace, run)


def load_all(page: Page, count: int) -> None:
    """Scrolls up again and again, until the earliest row is there."""
    grid = page.get_by_role("grid", name="Activity log of the run")

    def all_there() -> bool:
        grid.evaluate("grid => { grid.scrollTop = 0 }")
        return page.get_by_role("status").filter(has_text=f"{count:,} activities").count() > 0

    until(all_there, within=30, every=0.1)


def test_a_console_filtered_to_one_person_hears_their_rows_live(page: Page, workspace: Workspace) -> None:
    people = make_people(workspace, 3)
    campaign, run = begin_requests(workspace, people[:2])
    page.goto(f"/w/{workspace.id}/runs/{run}")
    name = workspace.get(f"people/{people[2]}")["name"]
    page.get_by_role("search").get_by_label("Person").fill(name)
    expect(page.get_by_text("No activity fits these filters.")).to_be_visible()
    request(workspace, campaign, people[2:])
    log = page.get_by_role("grid", name="Activity log of the run")
    expect(log.get_by_role("row", name=re.compile(f"{name} Change Score"))).to_have_count(2)
    page.reload()
    expect(log.get_by_role("row", name=re.compile(f"{name} Change Score"))).to_have_count(2)
