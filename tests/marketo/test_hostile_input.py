"""Whatever is sent to whichever address: the envelope with a code, never a 500 nor a "System error" (1.2)."""

import re
import zlib
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings

from designer.marketo import identity
from designer.marketo.urls import MODULES
from tests.factories import (
    make_campaign,
    make_form,
    make_list,
    make_person,
    make_program,
    make_smart_list,
    make_workspace,
)
from tests.marketo.client import Marketo
from tests.marketo.hostile import Question, questions

pytestmark = pytest.mark.django_db
BOUNDED = settings(
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
NOTHING_THERE = "rest/asset/v1/forms.json"  # where an address is a pattern of many


@pytest.fixture
def client() -> Client:
    """In a workspace that has one of each."""
    workspace = make_workspace()
    for make in (make_campaign, make_form, make_list, make_person, make_program, make_smart_list):
        make(workspace)
    return Client(headers={"Authorization": f"Bearer {Marketo(workspace).token}"}, raise_request_exception=False)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_address_answers_anything_with_a_system_error(module: ModuleType, client: Client) -> None:
    for url in module.urls:
        hold(client, str(url.pattern))


def hold(client: Client, address: str) -> None:
    @seed(zlib.crc32(address.encode()))
    @BOUNDED
    @given(asked=questions())
    def holds(asked: Question) -> None:
        answer = ask(client, address, asked)
        assert is_proper(answer, address), (address, asked, answer.status_code, answer.content[:1_000])

    holds()


def ask(client: Client, address: str, asked: Question) -> Any:
    filled = re.sub(r"<[a-z]+:[a-z_]+>", str(asked.id), address)
    path = "/" + (NOTHING_THERE if filled.startswith("^") else filled)
    body: Any = asked.body
    return client.generic(asked.method, path, body, asked.kind, QUERY_STRING=asked.query)


def is_proper(answer: Any, address: str) -> bool:
    kind = answer["Content-Type"]
    if address in {str(each.pattern) for each in identity.urls}:
        return answer.status_code == 405 or (answer.status_code in {400, 401} and "error" in answer.json())
    if not kind.startswith("application/json"):
        return answer.status_code in {200, 206, 404} and kind.startswith("text/")
    return answer.status_code == 200 and is_envelope(answer.json(), is_asset="/asset/" in address)


def is_envelope(said: dict[str, Any], *, is_asset: bool) -> bool:
    errors = said.get("errors", [])
    if said.get("success"):
        return not errors and ("errors" in said) is is_asset and "requestId" in said
    [error] = errors
    return isinstance(error["code"], str) and error["code"] != "611" and ("warnings" in said) is is_asset
