"""What the pages may cost: the script that every page begins with, and the console of a run of a million activities."""

import contextlib
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, CDPSession, Page

from bench.page_report import print_budgets
from bench.private import private_mb
from tests.browser.office import Api
from tests.servers.browser import chromium
from tests.servers.missing import Missing, is_ci
from tests.servers.process import free_port, running

BUILT = Path(__file__).parents[1] / "frontend" / "dist"
ENTRY = "src/main.tsx"
APART = {"editor": "react-flow__", "charts": "recharts-"}  # words that only their own chunks hold
OPENINGS = 5
SECONDS = 30
FIRST_FRAME = """() => document.querySelector('[role=gridcell]') && document.querySelector('[data-step] b')
  && performance.now()"""  # asked in every frame before it is painted: rows of the log, and counts on a card
LONG_TASKS = """() => { window.longest = 0; new PerformanceObserver(list => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration); })
  .observe({type: 'longtask'}) }"""
Figures = dict[str, Any]


def report(output: Path) -> bool:
    """Measures, prints, and says whether every budget was met; without a browser it says so and takes it as met."""
    try:
        figures = measure()
    except Missing as missing:
        print(f"\npages: not measured. {missing}")
        return not is_ci()
    output.write_text(json.dumps(figures, indent=1))
    return print_budgets(figures)


def measure() -> Figures:
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as folder, serving(Path(folder)) as address:
        places = json.loads((Path(folder) / "pages.json").read_text())
        with chromium() as browser:
            console = of_console(
                browser, Api(address, name="bench", password="bench-bench-bench"), places, Path(folder)
            )
    return {"script": of_script(), "console": console}


def of_script() -> Figures:
    """The entry and all that it imports at once, as it goes over the wire."""
    manifest = json.loads((BUILT / ".vite" / "manifest.json").read_text())
    files = {manifest[name]["file"] for name in imported(manifest, ENTRY)}
    sources = [(BUILT / file).read_bytes() for file in sorted(files)]
    together = b"".join(sources).decode()
    return {
        "kb": sum(len(gzip.compress(source)) for source in sources) / 1000,
        "apart": {part: word not in together for part, word in APART.items()},
    }


def imported(manifest: dict[str, Any], name: str) -> set[str]:
    found: set[str] = set()
    unread = [name]
    while unread:
        found.add(chunk := unread.pop())
        unread += [each for each in manifest[chunk].get("imports", []) if each not in found]
    return found


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    port = str(free_port())
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {"DATA_DIR": str(folder), "PORT": port, "DJANGO_SETTINGS_MODULE": "designer.settings"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    address = f"http://127.0.0.1:{port}"
    with running(
        [sys.executable, "-m", "bench.page_house"],
        log=folder / "house.log",
        answers=lambda: httpx.get(f"{address}/sign-in").raise_for_status(),
        environment=environment,
        patience=300,  # a million activities are written first
    ):
        yield address


def of_console(browser: Browser, api: Api, places: dict[str, int], folder: Path) -> Figures:
    small, large = (f"/w/{places['workspace']}/runs/{places[name]}" for name in ("small", "large"))
    base = str(api.client.base_url)
    figures: Figures = {
        "small_ms": statistics.median(first_frame(browser, api, base + small) for _ in range(OPENINGS)),
        "large_ms": statistics.median(first_frame(browser, api, base + large) for _ in range(OPENINGS)),
    }
    (folder / "stream").touch()
    figures["streaming_ms"] = statistics.median(first_frame(browser, api, base + large) for _ in range(OPENINGS))
    return figures | while_streaming(browser, api, base + large, folder)


def first_frame(browser: Browser, api: Api, address: str) -> float:
    """Milliseconds from the click on a link until rows and counts are painted; with nothing in the browser's cache."""
    with opened(browser, api) as page:
        page.goto(address, wait_until="commit")
        return float(page.wait_for_function(FIRST_FRAME).json_value())


def while_streaming(browser: Browser, api: Api, address: str, folder: Path) -> Figures:
    """One page that stays open: the most memory it held, and whether it saw every activity that was written."""
    with opened(browser, api) as page:
        page.goto(address)
        page.wait_for_function(FIRST_FRAME)
        page.evaluate(LONG_TASKS)
        session = page.context.new_cdp_session(page)
        began, before = time.monotonic(), total_of(page)
        heaps, privates = watch_memory(browser, session)
        rate = (total_of(page) - before) / (time.monotonic() - began)
        (folder / "stream").unlink()
        page.wait_for_timeout(2_000)
        return {
            "rate": rate,
            "heap_mb": max(heaps),
            "private_mb": max(privates),
            "longest_task_ms": page.evaluate("window.longest"),
            "nodes": metric(session, "Nodes"),
            "shown_total": total_of(page),
            "written_total": int((folder / "written").read_text()),
        }


def watch_memory(browser: Browser, session: CDPSession) -> tuple[list[float], list[float]]:
    """Once a second: the heap of its scripts with what is not yet collected, and all its process holds for itself."""
    session.send("Performance.enable")
    heaps, privates = [], []
    process = renderer(browser)
    for _ in range(SECONDS):
        time.sleep(1)
        heaps.append(metric(session, "JSHeapUsedSize") / 1_000_000)
        privates.append(private_mb(process))
    return heaps, privates


def metric(session: CDPSession, name: str) -> float:
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics[name])


def renderer(browser: Browser) -> int:
    """The process of the only page that is open: the renderer that worked most."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [each for each in processes if each["type"] == "renderer"]
    return int(max(renderers, key=lambda each: each["cpuTime"])["id"])


def total_of(page: Page) -> int:
    """From "Showing the last 200 of 1,000,000; …"."""
    words = page.get_by_text("Showing the last").inner_text()
    return int(words.split(" of ")[1].split(";")[0].replace(",", ""))


@contextlib.contextmanager
def opened(browser: Browser, api: Api) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US", timezone_id="UTC")
    context.add_cookies(api.cookies())
    yield context.new_page()
    context.close()
