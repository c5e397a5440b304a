"""Whatever is sent to whichever address, the answer is a refusal in words and never a broken server."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from campaigns.definitions.actor import Role
from designer.api.urls import urlpatterns
from tests.api.scene import made_in
from tests.factories import browser_as, make_workspace

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "patch", "delete")
EVERYWHERE = [
    (method, str(url.pattern))
    for url in urlpatterns
    for method in METHODS
    if "<int:ws>" in str(url.pattern) and hasattr(url.callback.view_class, method)  # type: ignore[attr-defined]
]
HUGE = 10**40
ODD: list[Any] = [
    None,
    "",
    "\x00",
    "x" * 70_000,
    HUGE,
    -1,
    True,
    [],
    {},
    [None],
    [HUGE],
    {"a": HUGE},
    "\ud800",
    "é" * 300,
]
UNREADABLE = ["", "{", "[]", "null", "[" * 50_000]
RULES = {"triggers": [], "filters": [{"id": "f", "kind": "person_field", "params": {}}], "match": "all", "logic": ""}
FLOW = {"steps": [{"id": "s", "kind": "wait", "choices": [], "default": {"params": {}, "do_nothing": False}}]}
# Every name that a body or a query may hold, with a value that is mostly fine.
FINE: dict[str, Any] = {
    "activities": [1],
    "after": "1.1",
    "archived": False,
    "before": "1.1",
    "campaign": 1,
    "channel": 1,
    "confirm": True,
    "cursor": "1",
    "description": "",
    "edit_number": 0,
    "email": "a@example.com",
    "entries": [1],
    "executable": False,
    "flow": FLOW,
    "key": "email",
    "label": "A",
    "limit": 10,
    "list": 1,
    "mapping": [],
    "name": "A",
    "owner": "program:1",
    "parent": None,
    "people": [1],
    "person": "a",
    "q": "a",
    "qualification": {"mode": "once", "every": 1, "unit": "days"},
    "result": "failed",
    "role": "viewer",
    "smart_list": RULES,
    "status": 1,
    "statuses": [{"name": "Out", "step": 0}, {"name": "In", "step": 1}],
    "step": "|s",
    "timezone": "UTC",
    "tokens": {"a": "b"},
    "type": "text",
    "value": "a",
    "values": {"email": "a@example.com"},
}


@cache
def schema() -> dict[str, Any]:
    described: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return described


def names_asked(method: str, route: str) -> list[str]:
    """What the address takes, by the API's own description."""
    path = "/api/v1/" + re.sub(r"<\w+:(\w+)>", r"{\1}", route)
    operation = schema()["paths"][path][method]
    asked = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        asked += schema()["components"]["schemas"].get(name, {}).get("properties", {})
    return asked


def bodies(method: str, route: str) -> Iterator[str]:
    """Unreadable ones, and fine ones with one odd value, at the top or one level below."""
    yield from UNREADABLE
    asked = names_asked(method, route)
    fine = {name: FINE.get(name, 1) for name in asked}
    for name, odd in product(asked, ODD):
        yield json.dumps({**fine, name: odd})
        if isinstance(fine[name], dict):
            yield from (json.dumps({**fine, name: {**fine[name], inner: odd}}) for inner in fine[name])


@pytest.mark.parametrize(("method", "route"), EVERYWHERE)
def test_nothing_that_is_sent_breaks_an_address(method: str, route: str) -> None:
    workspace = make_workspace()
    id = made_in(workspace).get(route.partition("<int:ws>/")[2].partition("/")[0], 1)
    browser = browser_as(Role.ADMIN, workspace)
    path = "/api/v1/" + route.replace("<int:ws>", str(workspace.pk))
    path = re.sub(r"<int:\w+>", "1", path.replace("<int:id>", str(id)))

    for body in bodies(method, route):
        if method == "get":
            answer = browser.get(path, query_of(body))
        else:
            answer = browser.generic(method.upper(), path, body, content_type="application/json")
        assert answer.status_code < 500, (body[:300], answer.content)
        assert answer.status_code < 400 or json.loads(answer.content)["message"]


@pytest.mark.parametrize(("method", "route"), EVERYWHERE)
def test_an_id_that_no_database_can_hold_is_not_there(method: str, route: str) -> None:
    workspace = make_workspace()
    path = "/api/v1/" + route.replace("<int:ws>", str(workspace.pk)).replace("<int:id>", str(HUGE)).replace(
        "<int:number>", "1"
    )

    answer = browser_as(Role.ADMIN, workspace).generic(
        method.upper(), path, json.dumps(FINE), content_type="application/json"
    )

    assert answer.status_code < 500


def query_of(body: str) -> dict[str, str]:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(given, dict):
        return {}
    return {name: str(value)[:2_000] for name, value in given.items() if value != "\ud800"}
