"""The run console's socket: who may look, what it tells, and that no row is lost or doubled."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from campaigns.definitions.actor import Role
from campaigns.events import RunProgressed, publish
from campaigns.models import Activity, Person, Run, User, Workspace, WorkspaceRole
from designer.realtime import socket as sockets_door
from tests.factories import make_campaign, make_people, make_user, make_workspace
from tests.feeds import log, make_run
from tests.realtime.sockets import Console, ask, in_browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def run(workspace: Workspace) -> Run:
    return make_run(make_campaign(workspace))


@pytest.fixture
def people(workspace: Workspace) -> list[Person]:
    return make_people(workspace, 3)


@pytest.fixture
def viewer(workspace: Workspace) -> User:
    return make_user(Role.VIEWER, workspace)


def console_of(run: Run, user: User | None, **more: Any) -> Console:
    return Console(f"/ws/workspaces/{run.workspace_id}/runs/{run.pk}", user, **more)


def rows_in(messages: Iterable[dict[str, Any]]) -> list[int]:
    return [row["id"] for message in messages for row in message["activities"]]


def all_rows() -> list[int]:
    return list(Activity.objects.order_by("journal__feed_no", "pk").values_list("pk", flat=True))


def test_a_console_hears_a_snapshot_and_then_what_comes(run: Run, viewer: User, people: list[Person]) -> None:
    log(run, people)

    async def story(console: Console) -> None:
        await console.follow()
        snapshot = await console.hear()
        assert snapshot["type"] == "snapshot"
        assert (snapshot["run"]["id"], snapshot["run"]["state"]) == (run.pk, "running")
        assert snapshot["cut"] == {"shown": 3, "total": 3}
        await ask(log)(run, people[:2])
        frames = await console.hear_until(lambda frame: bool(frame["activities"]))
        assert all(frame["type"] == "frame" for frame in frames)
        assert rows_in([snapshot, *frames]) == await ask(all_rows)()
        last = frames[-1]["activities"][-1]
        assert frames[-1]["cursor"] == f"{last['feed_no']}.{last['id']}"

    in_browser(console_of(run, viewer), story)


def test_a_console_that_comes_back_gets_what_it_missed_and_no_row_twice(
    run: Run, viewer: User, people: list[Person]
) -> None:
    seen: list[int] = []
    cursors: list[str] = []

    async def first_visit(console: Console) -> None:
        await console.follow()
        snapshot = await console.hear()
        seen.extend(rows_in([snapshot]))
        cursors.append(snapshot["cursor"])

    async def second_visit(console: Console) -> None:
        await console.follow(cursors[0])
        frames = await console.hear_until(lambda frame: len(frame["activities"]) > 0)
        seen.extend(rows_in(frames))

    log(run, people)
    in_browser(console_of(run, viewer), first_visit)
    log(run, people)
    log(run, people[:1])
    in_browser(console_of(run, viewer), second_visit)

    assert seen == all_rows()


def test_a_long_absence_is_made_up_in_pages(run: Run, viewer: User, people: list[Person]) -> None:
    for _ in range(4):
        log(run, people * 100)

    async def story(console: Console) -> None:
        await console.follow("0.0")
        frames = [await console.hear() for _ in range(3)]
        assert [len(frame["activities"]) for frame in frames] == [500, 500, 200]
        assert [frame["skipped"] for frame in frames] == [0, 0, 0]
        assert rows_in(frames) == await ask(all_rows)()

    in_browser(console_of(run, viewer), story)


def test_more_rows_than_a_screen_can_show_are_counted_as_skipped(run: Run, viewer: User, people: list[Person]) -> None:
    async def story(console: Console) -> None:
        await console.follow()
        await console.hear()
        await ask(log)(run, people * 250)
        frame = (await console.hear_until(lambda frame: bool(frame["activities"])))[-1]
        assert (len(frame["activities"]), frame["skipped"]) == (200, 550)
        assert rows_in([frame]) == (await ask(all_rows)())[-200:]

    in_browser(console_of(run, viewer), story)


def test_a_cursor_that_the_feed_never_had_gets_a_snapshot(run: Run, viewer: User, people: list[Person]) -> None:
    log(run, people)

    async def story(console: Console) -> None:
        await console.follow("999999.1")
        assert (await console.hear())["type"] == "snapshot"

    in_browser(console_of(run, viewer), story)


def test_a_change_of_state_alone_is_told(run: Run, viewer: User) -> None:
    async def story(console: Console) -> None:
        await console.follow()
        await console.hear()
        await ask(Run.objects.filter(pk=run.pk).update)(state=Run.State.DONE)
        frames = await console.hear_until(lambda frame: frame["run"]["state"] == "done")
        assert rows_in(frames) == []

    in_browser(console_of(run, viewer), story)


def test_a_quiet_run_is_not_told_again(run: Run, viewer: User, people: list[Person]) -> None:
    log(run, people)
    Run.objects.filter(pk=run.pk).update(state=Run.State.DONE)

    async def story(console: Console) -> None:
        await console.follow()
        await console.hear()
        assert await console.hears_nothing(within=1.5)

    in_browser(console_of(run, viewer), story)


def test_an_event_of_a_worker_thread_is_heard_before_the_second_is_over(
    run: Run, viewer: User, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("designer.realtime.run_console.LOOK", 60.0)

    def work() -> None:
        log(run, people)
        publish(RunProgressed(run.workspace_id, run.pk))

    async def story(console: Console) -> None:
        await console.follow()
        await console.hear()
        await ask(work)()
        frame = await console.hear()
        assert rows_in([frame]) == await ask(all_rows)()

    in_browser(console_of(run, viewer), story)


def test_frames_come_no_more_than_ten_times_a_second(run: Run, viewer: User, people: list[Person]) -> None:
    import time

    for _ in range(5):
        log(run, people * 160)

    async def story(console: Console) -> None:
        await console.follow("0.0")
        begun = time.monotonic()
        for _ in range(4):
            await console.hear()
        assert time.monotonic() - begun >= 3 * sockets_door.PAUSE * 0.9

    in_browser(console_of(run, viewer), story)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "null",
        "[" * 100_000,
        '{"type": "abort"}',
        '{"type": "follow", "after": 7}',
        '{"type": "follow", "after": "x"}',
        '{"type": "follow", "after": "1.' + "9" * 50 + '"}',
        '{"type": "follow", "after": {"a": 1}}',
    ],
)
def test_hostile_input_is_refused_in_words(run: Run, viewer: User, text: str) -> None:
    async def story(console: Console) -> None:
        await console.send(text=text)
        refusal = await console.hear()
        assert (refusal["type"], refusal["code"] in ("refused", "invalid")) == ("refused", True)
        assert refusal["message"]
        assert await console.is_closed()

    in_browser(console_of(run, viewer), story)


def test_bytes_are_refused_in_words(run: Run, viewer: User) -> None:
    async def story(console: Console) -> None:
        await console.send(bytes=b"\x00\xff")
        assert (await console.hear())["type"] == "refused"
        assert await console.is_closed()

    in_browser(console_of(run, viewer), story)


def refusal_of(console: Console) -> dict[str, Any]:
    heard: list[dict[str, Any]] = []

    async def story(console: Console) -> None:
        heard.append(await console.hear())
        assert await console.is_closed()

    in_browser(console, story)
    return heard[0]


def test_w01_a_stranger_is_told_that_there_is_nothing(run: Run) -> None:
    stranger = make_user(Role.ADMIN, make_workspace())

    assert refusal_of(console_of(run, stranger))["code"] == "not_found"


def test_w01_a_run_of_another_workspace_is_not_there(run: Run) -> None:
    mine = make_workspace()
    user = make_user(Role.ADMIN, mine)

    assert refusal_of(Console(f"/ws/workspaces/{mine.pk}/runs/{run.pk}", user))["code"] == "not_found"


def test_w01_who_is_not_signed_in_is_told_so(run: Run) -> None:
    assert refusal_of(console_of(run, None))["code"] == "not_signed_in"


def test_w01_a_role_that_is_taken_ends_the_console(run: Run, viewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets_door, "RIGHTS_LAST", 0.0)

    async def story(console: Console) -> None:
        await console.follow()
        await console.hear()
        await ask(WorkspaceRole.objects.all().delete)()
        assert (await console.hear())["code"] == "not_found"
        assert await console.is_closed()

    in_browser(console_of(run, viewer), story)


def test_w01_signing_out_and_another_password_end_the_console(
    run: Run, viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets_door, "RIGHTS_LAST", 0.0)

    async def signs_out(console: Console) -> None:
        await console.follow()
        await console.hear()
        await ask(Session.objects.all().delete)()
        assert (await console.hear())["code"] == "not_signed_in"

    async def gets_another_password(console: Console) -> None:
        await console.follow()
        await console.hear()
        await ask(User.objects.filter(pk=viewer.pk).update)(password="another")
        assert (await console.hear())["code"] == "not_signed_in"

    in_browser(console_of(run, viewer), signs_out)
    in_browser(console_of(run, viewer), gets_another_password)


def test_w01_another_sites_page_cannot_open_the_socket(run: Run, viewer: User) -> None:
    from asgiref.sync import async_to_sync

    console = console_of(run, viewer, origin="http://evil.example")

    assert async_to_sync(console.open)() is False


@pytest.mark.parametrize("path", ["/ws/workspaces/{ws}/runs/" + "9" * 40, "/ws/nowhere", "/"])
def test_an_address_that_does_not_exist_is_refused_in_words(run: Run, viewer: User, path: str) -> None:
    assert refusal_of(Console(path.format(ws=run.workspace_id), viewer))["code"] == "not_found"
