"""Who is signed in, and how refusals of the API look."""

import pytest
from django.test import Client

from campaigns.definitions.actor import Role
from tests.factories import browser_as, browser_of, make_user, make_workspace

pytestmark = pytest.mark.django_db


def test_me_names_the_workspaces_in_which_i_have_a_role() -> None:
    workspace = make_workspace("Acme")
    make_workspace("Other")
    user = make_user(Role.MARKETER, workspace, first_name="Ada", last_name="Lovelace", email="ada@example.com")

    me = browser_of(user).get("/api/v1/me").json()

    assert (me["name"], me["email"], me["is_superuser"]) == ("Ada Lovelace", "ada@example.com", False)
    assert me["workspaces"] == [{"id": workspace.pk, "name": "Acme", "timezone": "UTC", "role": "marketer"}]


def test_a_superuser_is_admin_everywhere() -> None:
    make_workspace("Acme")
    user = make_user(is_superuser=True)

    assert [each["role"] for each in browser_of(user).get("/api/v1/me").json()["workspaces"]] == ["admin"]


def test_who_is_not_signed_in_is_told_so() -> None:
    answer = Client().get("/api/v1/me")

    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_a_method_that_is_not_there_is_refused_as_json() -> None:
    answer = browser_as(None, make_workspace()).delete("/api/v1/me")

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
