"""A web site of the workspace, in a browser: anonymous visits, consent, an embedded form, and the history replayed."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.office import Workspace
from tests.definitions import JSON, rule, score, smart_list
from tests.until import until

pytestmark = pytest.mark.browser
PRICES = {"attribute": "Web Page", "operator": "contains", "values": ["/prices"]}


class Site(BaseHTTPRequestHandler):
    """Every page is the same, with what the workspace was given to put into it."""

    html = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.html.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    class Own(Site):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", Own
    server.shutdown()
    server.server_close()


def activate(workspace: Workspace, name: str, on: JSON, *, change: str) -> None:
    campaign = workspace.make_campaign(name, score(change=change), who=smart_list(triggers=(on,)))
    workspace.post(f"campaigns/{campaign}/activate")


def test_c18_a_visitor_fills_out_an_embedded_form_and_is_known_with_the_visits_before(
    page: Page, open_window: OpenWindow, workspace: Workspace, house: str, site: tuple[str, type[Site]]
) -> None:
    address, handler = site
    tracker = workspace.api.ask(
        "PATCH", f"workspaces/{workspace.id}/tracker", json={"active": True, "origins": [address]}
    )
    form = workspace.post("forms", name="Contact", parent=None)
    activate(workspace, "Replayed", rule("t1", "visits_web_page", constraints=[PRICES]), change="+5")
    activate(workspace, "At once", rule("t1", "fills_out_form", forms=[form["id"]]), change="+100")
    handler.html = f"""<!doctype html><title>Shop</title><h1>Shop</h1>
      <a href="/brochure">Brochure</a> <button onclick="siteTracker.consent(true)">I agree</button>
      <div data-site-form="{form["key"]}" data-title="Contact us"></div>
      <script src="{house}/track/{tracker["key"]}.js"></script>"""

    visitor = open_window()
    visitor.goto(f"{address}/prices?plan=pro")
    assert visitor.context.cookies(address) == []
    with visitor.expect_response(lambda answer: f"/track/{tracker['key']}" in answer.url):
        visitor.get_by_role("button", name="I agree").click()
    with visitor.expect_response(lambda answer: f"/track/{tracker['key']}" in answer.url):
        visitor.get_by_role("link", name="Brochure").click()
    visitor.wait_for_url("**/brochure")

    frame = visitor.frame_locator('iframe[title="Contact us"]')
    frame.get_by_label("Email Address").fill("ann@example.com")
    frame.get_by_role("button", name="Send").click()
    expect(frame.get_by_role("status")).to_have_text("Thank you.")

    (person,) = workspace.get("people", q="ann@example.com")["items"]
    until(lambda: workspace.get(f"people/{person['id']}")["values"].get("score") == 105, within=20, every=0.2)
    page.goto(f"/w/{workspace.id}/people/{person['id']}")
    log = page.get_by_role("grid", name="Activity log of the person")
    for text in ("Visit Web Page", "Click Link on Web Page", "Fill Out Form"):
        expect(log.get_by_role("row").filter(has_text=text).first).to_be_visible()


def test_two_people_become_one_on_the_page(page: Page, workspace: Workspace) -> None:
    ada = workspace.make_person(email="ada@example.com", first_name="Ada", last_name="Lovelace")
    workspace.make_person(email="ada@home.example.com", first_name="Ada", last_name="Byron", city="London")
    page.goto(f"/w/{workspace.id}/people/{ada}")
    page.get_by_role("button", name="Merge").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Find people").fill("byron")
    dialog.get_by_role("checkbox", name="Ada Byron").check()
    dialog.get_by_role("button", name="Merge 1 person").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Edit City: London")).to_be_visible()
    assert [each["name"] for each in workspace.get("people")["items"]] == ["Ada Lovelace"]
