"""Which pages there are to look at: of the demo, of an empty workspace, of things just made."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.browser.office import Workspace

CAMPAIGN_TABS = ("overview", "smart-list", "flow", "schedule", "runs", "results", "members", "history")
PROGRAM_TABS = ("overview", "tokens", "members")
PLACES = ("people", "imports", "imports/new", "agenda", "queue", "fields", "web", "notices", "admin", "audit")


class Picture(NamedTuple):
    name: str
    address: str
    keys: tuple[str, ...] = ()  # pressed before it is taken


def of_everything(demo: Workspace, empty: Workspace, fresh: Workspace) -> Iterator[Picture]:
    yield Picture("sign-in", "/sign-in")
    yield from of_places("demo", demo)
    yield from of_assets(demo)
    yield from of_campaigns(demo)
    yield from of_runs(demo)
    yield from of_places("empty", empty)
    yield from of_nothing(empty)
    yield from of_fresh(fresh)


def of_places(name: str, workspace: Workspace) -> Iterator[Picture]:
    root = f"/w/{workspace.id}"
    yield Picture(f"{name}/overview", root)
    yield Picture(f"{name}/commands", root, ("Control+k",))
    yield Picture(f"{name}/keys", root, ("?",))
    yield Picture(f"{name}/menu", root, (*["Tab"] * 6, "ArrowDown", "Shift+F10"))
    for place in PLACES:
        yield Picture(f"{name}/{place.replace('/', '-')}", f"{root}/{place}")


def of_assets(demo: Workspace) -> Iterator[Picture]:
    """The first folder, program, smart list and list of the tree."""
    root = f"/w/{demo.id}"
    first: dict[str, int] = {}
    for node in demo.get("tree")["nodes"]:
        first.setdefault(node["kind"], node["id"])
    yield Picture("demo/folder", f"{root}/folders/{first['folder']}")
    yield Picture("demo/list", f"{root}/lists/{first['list']}")
    for tab in PROGRAM_TABS:
        yield Picture(f"demo/program-{tab}", f"{root}/programs/{first['program']}/{tab}")
    for tab in ("edit", "used-by"):
        yield Picture(f"demo/email-{tab}", f"{root}/emails/{first['email']}/{tab}")
    for tab in ("rules", "people", "history", "used-by"):
        yield Picture(f"demo/smart-list-{tab}", f"{root}/smart-lists/{first['smart_list']}/{tab}")


def of_campaigns(demo: Workspace) -> Iterator[Picture]:
    """Of each kind the campaign that calls most."""
    campaigns = demo.get("campaigns")["items"]
    for kind in ("batch", "executable", "trigger"):
        shown = max((each for each in campaigns if each["kind"] == kind), key=lambda each: len(each["calls"]))["id"]
        address = f"/w/{demo.id}/campaigns/{shown}"
        for tab in CAMPAIGN_TABS:
            yield Picture(f"demo/{kind}-{tab}", f"{address}/{tab}")
        step = demo.get(f"campaigns/{shown}/draft")["flow"]["steps"][0]["id"]
        yield Picture(f"demo/{kind}-step", f"{address}/flow?step={step}")


def of_runs(demo: Workspace) -> Iterator[Picture]:
    """The console of the largest run, one of its people, and an import."""
    root = f"/w/{demo.id}"
    runs = [run for campaign in demo.get("campaigns")["items"] for run in campaign["runs"]]
    run = f"{root}/runs/{max(runs, key=lambda each: int(each['entered']))['id']}"
    activity = demo.newest_activities_of(int(run.rsplit("/", 1)[1]))[-1]
    yield Picture("demo/run", run)
    yield Picture("demo/run-activity", f"{run}?activity={activity['id']}")
    yield Picture("demo/run-campaigns", f"{run}?tab=campaigns")
    yield Picture("demo/run-errors", f"{run}?tab=errors")
    person = f"{root}/people/{activity['person']['id']}"
    yield Picture("demo/person", person)
    for view in ("runs", "score", "why-not"):
        yield Picture(f"demo/person-{view}", f"{person}?view={view}")
    yield Picture("demo/import", f"{root}/imports/{demo.get('imports')['items'][0]['id']}")


def of_nothing(empty: Workspace) -> Iterator[Picture]:
    root = f"/w/{empty.id}"
    for place in ("people/999999", "campaigns/999999/flow", "runs/999999", "nowhere"):
        yield Picture(f"empty/no-{place.split('/')[0]}", f"{root}/{place}")
    yield Picture("empty/no-workspace", "/w/999999")


def of_fresh(fresh: Workspace) -> Iterator[Picture]:
    """One thing of every kind, just made."""
    root = f"/w/{fresh.id}"
    program = fresh.make_program("Webinar")
    for tab in PROGRAM_TABS:
        yield Picture(f"fresh/program-{tab}", f"{root}/programs/{program}/{tab}")
    campaign = fresh.post("campaigns", name="Invite", parent=f"program:{program}", executable=False)["id"]
    for tab in CAMPAIGN_TABS:
        yield Picture(f"fresh/campaign-{tab}", f"{root}/campaigns/{campaign}/{tab}")
    for kind in ("lists", "smart-lists", "emails"):
        page = f"{root}/{kind}/{fresh.post(kind, name='Guests', parent=None)['id']}"
        yield Picture(f"fresh/{kind}", page)
        yield Picture(f"fresh/{kind}-used-by", f"{page}/used-by")
    yield Picture("fresh/person", f"{root}/people/{fresh.make_person(email='ada@example.com')}")
