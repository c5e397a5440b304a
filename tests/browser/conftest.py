"""One real server for the whole folder, a workspace for every story, and windows whose errors fail the test."""

import itertools
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.office import Api, Workspace
from tests.browser.watching import Watch
from tests.servers import house as house_processes

PASSWORD = "a good long password"
PATIENCE = 20_000  # milliseconds; only a failing test waits so long
WINDOW: ViewportSize = {"width": 1440, "height": 900}
expect.set_options(timeout=PATIENCE)

numbers = itertools.count(1)
FAILED = pytest.StashKey[bool]()
PICTURES = Path(__file__).resolve().parents[2] / "test-results" / "failures"

OpenWindow = Callable[..., Page]


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running designer, in which “admin” may do everything."""
    with (
        house_processes.own_environment(tmp_path_factory.mktemp("house")) as environment,
        house_processes.whole(environment, "--without-demo") as address,
    ):
        make_admin(environment)
        yield address


def make_admin(environment: dict[str, str]) -> None:
    command = [sys.executable, str(house_processes.MANAGE), "createsuperuser", "--noinput"]
    who = ["--username", "admin", "--email", "admin@example.com"]
    with_password = {**environment, "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    subprocess.run([*command, *who], env=with_password, check=True, capture_output=True)


@pytest.fixture(scope="package")
def admin(house: str) -> Api:
    return Api(house, name="admin", password=PASSWORD)


@pytest.fixture(scope="package")
def marketer(house: str, admin: Api) -> Api:
    return make_user(house, admin, "mara")


@pytest.fixture(scope="package")
def viewer(house: str, admin: Api) -> Api:
    return make_user(house, admin, "vito")


def make_user(house: str, admin: Api, name: str) -> Api:
    user = {"name": name.title(), "email": f"{name}@example.com", "password": PASSWORD}
    admin.ask("POST", "users", json=user)
    return Api(house, name=user["email"], password=PASSWORD)


@pytest.fixture
def workspace(admin: Api, marketer: Api, viewer: Api) -> Workspace:
    """Empty; Mara is a marketer in it, Vito a viewer."""
    made = Workspace.made(admin, f"Acme {next(numbers)}")
    made.post("roles", email="mara@example.com", role="marketer")
    made.post("roles", email="vito@example.com", role="viewer")
    return made


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes a failure for `open_window`, which then leaves pictures of its windows."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def watch() -> Iterator[Watch]:
    watching = Watch()
    yield watching
    assert watching.faults == []


@pytest.fixture
def open_window(house: str, chromium: Browser, watch: Watch, request: pytest.FixtureRequest) -> Iterator[OpenWindow]:
    """Opens a window of its own, signed in as the person given, or as nobody."""
    contexts = []

    def open_one(person: Api | None = None) -> Page:
        context = chromium.new_context(base_url=house, viewport=WINDOW, locale="en-US", timezone_id="UTC")
        context.set_default_timeout(PATIENCE)
        if person:
            context.add_cookies(person.cookies())
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield open_one
    pages = [page for context in contexts for page in context.pages]
    if request.node.stash.get(FAILED, False):
        for number, page in enumerate(pages):
            page.screenshot(path=PICTURES / f"{request.node.name}-{number}.png")
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_window: OpenWindow, marketer: Api) -> Page:
    """Mara's window."""
    return open_window(marketer)
