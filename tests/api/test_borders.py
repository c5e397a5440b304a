"""The borders of a workspace, at every address of the API at once (W01)."""

from collections.abc import Iterator

import pytest
from django.test import Client

from campaigns.definitions.actor import Role
from designer.api.urls import urlpatterns
from tests.factories import browser_as, browser_of, make_user, make_workspace

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "patch", "delete")
NOWHERE = 999_999
ASKS_BY_POST = {"workspaces/<int:ws>/smart-lists/preview"}  # changes nothing, so viewers may


def addresses() -> Iterator[tuple[str, str]]:
    """Method and route of everything that belongs to a workspace."""
    for url in urlpatterns:
        route = str(url.pattern)
        if "<int:ws>" in route:
            view = url.callback.view_class  # type: ignore[attr-defined]
            yield from ((method, route) for method in METHODS if hasattr(view, method))


EVERYWHERE = list(addresses())
CHANGES = [(method, route) for method, route in EVERYWHERE if method != "get" and route not in ASKS_BY_POST]


def at(route: str, workspace: int) -> str:
    path = route.replace("<int:ws>", str(workspace)).replace("<int:id>", "1")
    assert "<" not in path, route
    return f"/api/v1/{path}"


def test_there_are_addresses_to_look_at() -> None:
    assert len(EVERYWHERE) > 50


@pytest.mark.parametrize(("method", "route"), EVERYWHERE)
def test_w01_a_stranger_cannot_tell_a_workspace_from_one_that_does_not_exist(method: str, route: str) -> None:
    workspace = make_workspace()
    browser = browser_of(make_user())

    there = getattr(browser, method)(at(route, workspace.pk))
    nowhere = getattr(browser, method)(at(route, NOWHERE))

    assert there.status_code in (400, 404)
    assert (there.status_code, there.json()) == (nowhere.status_code, nowhere.json())


@pytest.mark.parametrize(("method", "route"), CHANGES)
def test_w01_a_viewer_changes_nothing(method: str, route: str) -> None:
    workspace = make_workspace()

    answer = getattr(browser_as(Role.VIEWER, workspace), method)(at(route, workspace.pk))

    assert answer.status_code in (400, 403), answer.json()


@pytest.mark.parametrize(("method", "route"), EVERYWHERE)
def test_w01_who_is_not_signed_in_gets_nothing(method: str, route: str) -> None:
    answer = getattr(Client(), method)(at(route, make_workspace().pk))

    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
