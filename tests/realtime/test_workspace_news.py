"""The workspace's socket: what changed there, and that nobody else hears it."""

from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.events import DraftSaved, JobProgressed, publish
from campaigns.models import Job, User, Workspace
from campaigns.services.folders import create_folder
from tests.factories import make_actor, make_user, make_workspace
from tests.realtime.sockets import Console, ask, in_browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def console_of(workspace: Workspace, user: User | None) -> Console:
    return Console(f"/ws/workspaces/{workspace.pk}", user)


def viewer_of(workspace: Workspace) -> User:
    return make_user(Role.VIEWER, workspace)


def test_a_change_of_the_tree_is_told(workspace: Workspace) -> None:
    actor = make_actor(Role.MARKETER, workspace)

    async def story(console: Console) -> None:
        await ask(create_folder)(actor, workspace_id=workspace.pk, name="2026", parent=None)
        assert await console.hear() == {"type": "changed", "node": None}

    in_browser(console_of(workspace, viewer_of(workspace)), story)


def test_a_saved_draft_is_told_with_its_number_and_who_saved_it(workspace: Workspace) -> None:
    async def story(console: Console) -> None:
        await ask(publish)(DraftSaved(workspace.pk, "campaign:3", 7, "Ada"))
        assert await console.hear() == {"type": "changed", "node": "campaign:3", "edit_number": 7, "by": "Ada"}

    in_browser(console_of(workspace, viewer_of(workspace)), story)


def test_an_imports_progress_is_told_with_its_numbers(workspace: Workspace) -> None:
    job = Job.objects.create(
        workspace=workspace,
        kind="import",
        state=Job.State.RUNNING,
        params={"file_name": "leads.csv"},
        done=40,
        total=100,
        created_at=timezone.now(),
    )

    async def story(console: Console) -> None:
        await ask(publish)(JobProgressed(workspace.pk, job.pk))
        told = await console.hear()
        numbers = {name: told[name] for name in ("type", "id", "file_name", "state", "done", "total")}
        assert numbers == {
            "type": "import",
            "id": job.pk,
            "file_name": "leads.csv",
            "state": "running",
            "done": 40,
            "total": 100,
        }

    in_browser(console_of(workspace, viewer_of(workspace)), story)


def test_many_changes_of_the_tree_are_told_a_few_times(workspace: Workspace) -> None:
    actor = make_actor(Role.MARKETER, workspace)

    def busy() -> None:
        for number in range(30):
            create_folder(actor, workspace_id=workspace.pk, name=f"Folder {number}", parent=None)

    async def story(console: Console) -> None:
        await ask(busy)()
        told = [await console.hear()]
        while not await console.hears_nothing(within=0.3):
            told.append(await console.hear())
        assert 1 <= len(told) < 15

    in_browser(console_of(workspace, viewer_of(workspace)), story)


def test_w01_another_workspaces_changes_are_not_heard(workspace: Workspace) -> None:
    other = make_workspace()

    async def story(console: Console) -> None:
        await ask(publish)(DraftSaved(other.pk, "campaign:3", 7, "Ada"))
        assert await console.hears_nothing(within=0.3)

    in_browser(console_of(workspace, viewer_of(workspace)), story)


@pytest.mark.parametrize("signed_in", [True, False])
def test_w01_strangers_hear_nothing(workspace: Workspace, signed_in: bool) -> None:
    user = make_user(Role.ADMIN, make_workspace()) if signed_in else None

    async def story(console: Console) -> None:
        refusal: dict[str, Any] = await console.hear()
        assert refusal["code"] == ("not_found" if signed_in else "not_signed_in")
        assert await console.is_closed()

    in_browser(console_of(workspace, user), story)


def test_what_is_said_to_it_is_refused_in_words(workspace: Workspace) -> None:
    async def story(console: Console) -> None:
        await console.send(text="hello")
        assert (await console.hear())["type"] == "refused"
        assert await console.is_closed()

    in_browser(console_of(workspace, viewer_of(workspace)), story)
