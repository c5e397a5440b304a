"""W01 at every websocket: who has no role there is refused as if there were nothing."""

import re
from collections.abc import Callable

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import User
from designer.routes import websocket_urlpatterns
from tests.access.scene import Scene
from tests.factories import make_user
from tests.realtime.sockets import Console, in_browser

pytestmark = pytest.mark.django_db(transaction=True)
NOWHERE = 999_999_999
SOCKETS: dict[str, Callable[[Scene], str]] = {
    "ws/workspaces/<int:ws>": lambda scene: f"{scene.workspace.pk}",
    "ws/workspaces/<int:ws>/runs/<int:run>": lambda scene: f"{scene.workspace.pk}/runs/{scene.run.pk}",
}


def test_w01_every_websocket_says_who_may_use_it() -> None:
    assert {str(each.pattern) for each in websocket_urlpatterns} == {*SOCKETS, ""}


@pytest.mark.parametrize("route", SOCKETS)
def test_w01_a_websocket_opens_to_viewers_and_to_no_stranger(route: str) -> None:
    scene, elsewhere = Scene(), Scene()
    path = f"/ws/workspaces/{SOCKETS[route](scene)}"
    nowhere = f"/ws/workspaces/{re.sub('[0-9]+', str(NOWHERE), SOCKETS[route](scene))}"
    foreign = make_user(Role.ADMIN, elsewhere.workspace)
    viewer = make_user(Role.VIEWER, scene.workspace)
    assert refusal(path, make_user()) == refusal(path, foreign) == refusal(nowhere, foreign)
    assert refusal(path, None) == "not_signed_in"
    assert refusal(path, viewer) is None
    if "<int:run>" in route:
        borrowed = f"/ws/workspaces/{scene.workspace.pk}/runs/{elsewhere.run.pk}"
        missing = f"/ws/workspaces/{scene.workspace.pk}/runs/{NOWHERE}"
        assert refusal(borrowed, viewer) == refusal(missing, viewer) == "not_found"


def refusal(path: str, user: User | None) -> str | None:
    """The code of the refusal, or None for who is let in."""
    heard: list[str | None] = []

    async def story(console: Console) -> None:
        if await console.hears_nothing(within=0.3):
            heard.append(None)
        else:
            heard.append((await console.hear())["code"])

    in_browser(Console(path, user), story)
    return heard[0]
