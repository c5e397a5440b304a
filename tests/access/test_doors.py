"""W01 at every address of the API: each role, a stranger, somebody of another workspace, and nobody."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import AuditEntry, User
from designer.api.urls import urlpatterns
from tests.access.doors import DOORS, HOUSE_DOORS, Door
from tests.access.scene import Scene
from tests.factories import Browser, browser_of, make_user

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "patch", "delete")
PREFIX = "workspaces/<int:ws>"
NOWHERE = 999_999_999
UPLOADS = {"POST imports"}
ROLES = {"viewer": Role.VIEWER, "marketer": Role.MARKETER, "admin": Role.ADMIN}


def addresses() -> Iterator[tuple[str, bool]]:
    """Every method and address of the URL conf as a door's key, and whether it lies in a workspace."""
    for url in urlpatterns:
        route = str(url.pattern)
        inside = route.startswith(PREFIX)
        address = re.sub(r"<\w+:\w+>", "<>", route.removeprefix(PREFIX).lstrip("/") if inside else route)
        view = url.callback.view_class  # type: ignore[attr-defined]
        yield from ((f"{method.upper()} {address}", inside) for method in METHODS if hasattr(view, method))


def anonymous(doors: dict[str, Door]) -> set[str]:
    return {re.sub(r"<\w+>", "<>", key) for key in doors}


def test_w01_every_address_says_who_may_use_it() -> None:
    found = set(addresses())
    assert {key for key, inside in found if inside} == anonymous(DOORS)
    assert {key for key, inside in found if not inside} == anonymous(HOUSE_DOORS)


class Visit:
    """One door, and how different people knock at it."""

    def __init__(self, key: str, door: Door, scene: Scene, root: str) -> None:
        self.key, self.door, self.scene, self.root = key, door, scene, root
        self.method, _, self.address = key.partition(" ")

    def knock(self, browser: Browser, *, root: str = "", ids_of: Scene | None = None, missing: bool = False) -> Any:
        kwargs: dict[str, Any] = {"format": "multipart"} if self.key in UPLOADS else {}
        path = f"{root or self.root}{self._with_ids(ids_of or self.scene, missing=missing)}"
        body = self.door.body_in(self.scene)
        return getattr(browser, self.method.lower())(f"/api/v1/{path.rstrip('/')}", body, **kwargs)

    def _with_ids(self, scene: Scene, *, missing: bool) -> str:
        """The last id of the address is that of the thing that the door is about."""
        names = re.findall(r"<(\w+)>", self.address)
        address = self.address
        for place, name in enumerate(names):
            thing = self.door.on if self.door.on and place == 0 else name
            address = address.replace(f"<{name}>", str(NOWHERE if missing else scene.id_of(thing)))
        return address


@pytest.mark.parametrize("key", DOORS)
def test_w01_a_door_of_a_workspace_opens_to_those_who_may_and_to_nobody_else(key: str) -> None:
    scene, elsewhere, door = Scene(), Scene(), DOORS[key]
    visit = Visit(key, door, scene, f"workspaces/{scene.workspace.pk}/")
    visit._with_ids(scene, missing=False)
    AuditEntry.objects.all().delete()

    assert code_of(visit.knock(signed_out())) == (401, "not_signed_in")
    for stranger in (make_user(), make_user(Role.ADMIN, elsewhere.workspace)):
        browser = browser_of(stranger)
        nowhere = visit.knock(browser, root=f"workspaces/{NOWHERE}/")
        assert nowhere.status_code == 404, nowhere.content
        assert code_of(visit.knock(browser)) == code_of(nowhere)
    for role in lower_than(door.needs):
        refused = visit.knock(browser_of(make_user(role, scene.workspace)))
        assert code_of(refused) == (403, "not_allowed"), (role, refused.content)
    assert not AuditEntry.objects.exists()

    user = make_user(ROLES[door.needs], scene.workspace)
    refuse_foreign_ids(visit, browser_of(user), elsewhere)
    welcome(visit, user)


def refuse_foreign_ids(visit: Visit, browser: Browser, elsewhere: Scene) -> None:
    """What belongs to another workspace is answered as what does not exist."""
    if "<" in visit.address:
        missing = visit.knock(browser, missing=True)
        assert missing.status_code == 404, missing.content
        assert code_of(visit.knock(browser, ids_of=elsewhere)) == code_of(missing)
        assert not AuditEntry.objects.filter(workspace=visit.scene.workspace).exists()


def welcome(visit: Visit, user: User) -> None:
    answer = visit.knock(browser_of(user))
    assert 200 <= answer.status_code < 300, answer.content
    entries = AuditEntry.objects.filter(user=user)
    assert entries.exists() is visit.door.recorded, list(entries.values("action", "target_type"))


@pytest.mark.parametrize("key", HOUSE_DOORS)
def test_w01_a_door_of_the_house_opens_to_those_who_may_and_to_nobody_else(key: str) -> None:
    scene, door = Scene(), HOUSE_DOORS[key]
    visit = Visit(key, door, scene, "")
    assert code_of(visit.knock(signed_out())) == (401, "not_signed_in")
    if door.needs != "signed in":
        assert visit.knock(browser_of(make_user())).status_code in (403, 404)
    for role in lower_than(door.needs):
        refused = visit.knock(browser_of(make_user(role, scene.workspace)))
        assert code_of(refused) == (403, "not_allowed"), (role, refused.content)
    welcome(visit, someone(door, scene))


def someone(door: Door, scene: Scene) -> User:
    """With just the right that it takes."""
    if door.needs == "superuser":
        return make_user(is_superuser=True)
    return make_user(ROLES[door.needs], scene.workspace) if door.needs in ROLES else make_user()


def lower_than(needs: str) -> list[Role]:
    order = list(ROLES)
    return (
        [ROLES[name] for name in order[: order.index(needs)]]
        if needs in order
        else (list(ROLES.values()) if needs == "superuser" else [])
    )


def signed_out() -> Browser:
    return Browser()


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
