"""API users and their access tokens (reference 2)."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from campaigns.definitions.actor import SYSTEM, Role
from campaigns.models import ApiUser
from campaigns.services.api_users import revoke_api_user, rotate_secret
from tests.factories import browser_as, make_workspace
from tests.marketo.client import Marketo, code

pytestmark = pytest.mark.django_db
TOKEN = "/identity/oauth/token"


def credentials(client: Marketo, **other: str) -> dict[str, str]:
    return {
        "grant_type": "client_credentials",
        "client_id": client.user.client_id,
        "client_secret": client.user.client_secret,
        **other,
    }


def test_the_same_token_comes_until_it_expires_by_get_and_by_post() -> None:
    client = Marketo(make_workspace())

    by_get = Client().get(TOKEN, credentials(client))
    by_post = Client().post(TOKEN, credentials(client)).json()

    assert by_get.json()["access_token"] == by_post["access_token"] == client.token
    assert by_get["Cache-Control"] == "no-store"
    assert (by_post["token_type"], by_post["scope"]) == ("bearer", "Sync")
    assert 3590 < by_post["expires_in"] <= 3600


def test_an_expired_token_says_so_and_the_next_one_is_another() -> None:
    client = Marketo(make_workspace())
    ApiUser.objects.update(token_expires_at=timezone.now())

    assert code(client.get("/rest/v1/campaigns.json")) == "602"
    assert Client().get(TOKEN, credentials(client)).json()["access_token"] != client.token


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "nobody"}, "unauthorized"),
        ({"client_id": "no\0body"}, "unauthorized"),
        ({"client_secret": "guessed"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_wrong_credentials_are_told_with_401(wrong: dict[str, str], error: str) -> None:
    answer = Client().get(TOKEN, credentials(Marketo(make_workspace()), **wrong))

    assert (answer.status_code, answer.json()["error"]) == (401, error)


@pytest.mark.parametrize("change", [rotate_secret, revoke_api_user])
def test_a_new_secret_and_a_revocation_end_the_token_at_once(change: Any) -> None:
    workspace = make_workspace()
    client = Marketo(workspace)

    change(SYSTEM, workspace_id=workspace.pk, api_user_id=client.user.id)

    assert code(client.get("/rest/v1/campaigns.json")) == "601"
    assert Client().get(TOKEN, credentials(client)).status_code == 401


def test_neither_secret_nor_token_stands_in_the_database() -> None:
    client = Marketo(make_workspace())

    stored = json.dumps(ApiUser.objects.values().get(), default=str)

    assert client.token not in stored
    assert client.user.client_secret not in stored


def test_the_command_prints_what_a_client_needs(capsys: pytest.CaptureFixture[str]) -> None:
    workspace = make_workspace("Sales")

    call_command("create_api_user", "CRM", "--workspace", "sales", "--role", "viewer")

    printed = json.loads(capsys.readouterr().out)
    answer = Client().get(TOKEN, {**printed, "grant_type": "client_credentials"})
    assert (answer.status_code, printed["role"]) == (200, "viewer")
    assert ApiUser.objects.get().workspace == workspace


def test_w01_admins_make_api_users_and_see_the_secret_once() -> None:
    workspace = make_workspace()
    root = f"/api/v1/workspaces/{workspace.pk}/api-users"
    admin = browser_as(Role.ADMIN, workspace)

    made = admin.post(root, {"name": "CRM", "role": "marketer"}).json()
    [listed] = admin.get(root).json()

    assert made["client_secret"]
    assert "client_secret" not in listed
    assert browser_as(Role.MARKETER, workspace).get(root).status_code == 403
    assert admin.post(f"{root}/{made['id']}/revoke").json()["revoked_at"]
    assert admin.post(f"{root}/{made['id']}/secret").json()["client_secret"] != made["client_secret"]
