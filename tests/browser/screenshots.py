"""Pictures of every page, to look at: `python -m tests.browser.screenshots`, into test-results/screenshots.

Wide and narrow, light and dark, with the demo's content and in an empty workspace. A word after the command takes
only the pages that have it in their name.
"""

import itertools
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.browser.office import Api, Workspace
from tests.browser.pictures import Picture, of_everything
from tests.servers import house
from tests.servers.browser import chromium
from tests.servers.missing import Missing

FOLDER = Path(__file__).resolve().parents[2] / "test-results" / "screenshots"
WIDTHS = (1440, 1024)
HEIGHT = 900
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SETTLED = """() => document.querySelector('h1, h2')
  && !document.querySelector('[role=status][aria-label^=Load], .mantine-Loader-root, [aria-busy=true]')
  && document.getAnimations().every(each => each.playState !== 'running')"""


def main(only: str = "") -> int:
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            house.own_environment(Path(folder)) as environment,
            house.whole(environment) as address,
            chromium() as browser,
        ):
            take_all(browser, address, only)
    except Missing as missing:
        print(missing)
        return 1
    print(f"The pictures are in {FOLDER}")
    return 0


def take_all(browser: Browser, address: str, only: str = "") -> None:
    api = Api(address, name="demo", password="demo-demo-demo")
    demo = Workspace(api, api.ask("GET", "workspaces")[0]["id"])
    empty, fresh = (Workspace.made(api, name) for name in ("Empty", "Fresh"))
    pictures = [picture for picture in of_everything(demo, empty, fresh) if only in picture.name]
    for width, scheme in itertools.product(WIDTHS, SCHEMES):
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": HEIGHT},
            color_scheme=scheme,
            locale="en-US",
            reduced_motion="reduce",
        )
        page = context.new_page()
        for picture in pictures:
            take(page, picture, FOLDER / f"{picture.name}-{width}-{scheme}.png")
            context.add_cookies(api.cookies())  # the first picture is of the sign-in page
        context.close()


def take(page: Page, picture: Picture, file: Path) -> None:
    page.goto(picture.address)
    settle(page)
    for key in picture.keys:
        page.keyboard.press(key)
        settle(page)
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)


def settle(page: Page) -> None:
    """What the page itself says of its being ready; the network may never be idle, as sockets and frames go on."""
    page.wait_for_load_state()
    page.wait_for_function(SETTLED)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
