"""Workspaces, roles and users over the API."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Channel, User, Workspace, WorkspaceRole
from tests.factories import browser_as, browser_of, make_user, make_workspace

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-one"


def test_a_new_workspace_has_people_channels_and_its_maker_as_admin() -> None:
    maker = make_user(is_superuser=True)

    answer = browser_of(maker).post("/api/v1/workspaces", {"name": "Acme", "timezone": "Europe/Berlin"})

    assert answer.status_code == 201, answer.json()
    workspace = Workspace.objects.get(pk=answer.json()["id"])
    assert workspace.timezone == "Europe/Berlin"
    assert list(workspace.partitions.all()) == [workspace.primary_partition]
    webinar = Channel.objects.get(workspace=workspace, name="Webinar")
    assert [(each.name, each.step, each.success) for each in webinar.statuses.all()][:5] == [
        ("Not in Program", 0, False),
        ("Invited", 10, False),
        ("Registered", 20, False),
        ("No Show", 30, False),
        ("Attended", 40, True),
    ]
    assert WorkspaceRole.objects.get(workspace=workspace, user=maker).role == Role.ADMIN


def test_an_unknown_time_zone_is_refused_at_its_field() -> None:
    answer = browser_of(make_user(is_superuser=True)).post("/api/v1/workspaces", {"name": "A", "timezone": "Berlin"})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["details"]["fields"]) == ["timezone"]


def test_a_workspace_name_is_taken_without_regard_to_case() -> None:
    make_workspace("Acme")

    answer = browser_of(make_user(is_superuser=True)).post("/api/v1/workspaces", {"name": "ACME"})

    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")


def test_only_administrators_make_workspaces_and_users() -> None:
    browser = browser_as(Role.ADMIN, make_workspace())

    assert browser.post("/api/v1/workspaces", {"name": "Mine"}).status_code == 403
    assert browser.get("/api/v1/users").status_code == 403
    new = {"name": "X", "email": "x@example.com", "password": PASSWORD}
    assert browser.post("/api/v1/users", new).status_code == 403


def test_an_admin_renames_and_archives_the_workspace() -> None:
    workspace = make_workspace("Acme")

    answer = browser_as(Role.ADMIN, workspace).patch(
        f"/api/v1/workspaces/{workspace.pk}", {"name": "Acme 2", "archived": True}
    )

    shown = {"id": workspace.pk, "name": "Acme 2", "timezone": "UTC", "archived": True}
    assert answer.json() == {**shown, "emails_per_day": None, "emails_per_week": None}


def test_a_role_is_granted_changed_and_taken() -> None:
    workspace = make_workspace()
    colleague = make_user(email="Bea@Example.com")
    browser = browser_as(Role.ADMIN, workspace)
    roles = f"/api/v1/workspaces/{workspace.pk}/roles"

    granted = browser.post(roles, {"email": "bea@example.com", "role": "viewer"})
    assert (granted.status_code, granted.json()["user"]["id"]) == (201, colleague.pk)
    grant = f"{roles}/{granted.json()['id']}"
    assert browser.patch(grant, {"role": "marketer"}).json()["role"] == "marketer"
    assert browser.delete(grant).status_code == 204
    assert [each["role"] for each in browser.get(roles).json()] == ["admin"]


def test_granting_a_role_to_nobody_names_the_address() -> None:
    workspace = make_workspace()

    answer = browser_as(Role.ADMIN, workspace).post(
        f"/api/v1/workspaces/{workspace.pk}/roles", {"email": "nobody@example.com", "role": "viewer"}
    )

    assert answer.status_code == 400
    assert "nobody@example.com" in answer.json()["details"]["fields"]["email"][0]


def test_the_last_admin_stays() -> None:
    workspace = make_workspace()
    admin = make_user(Role.ADMIN, workspace)
    grant = WorkspaceRole.objects.get(user=admin)
    address = f"/api/v1/workspaces/{workspace.pk}/roles/{grant.pk}"

    assert browser_of(admin).delete(address).json()["code"] == "last_admin"
    assert browser_of(admin).patch(address, {"role": "viewer"}).json()["code"] == "last_admin"
    grant.refresh_from_db()
    assert grant.role == Role.ADMIN


def test_a_new_user_can_sign_in_with_the_address() -> None:
    browser = browser_of(make_user(is_superuser=True))

    made = browser.post("/api/v1/users", {"name": "Ada Lovelace", "email": "Ada@Example.com", "password": PASSWORD})

    assert (made.status_code, made.json()["name"]) == (201, "Ada Lovelace")
    assert User.objects.get(username="ada@example.com").check_password(PASSWORD)
    again = browser.post("/api/v1/users", {"name": "Ada", "email": "ADA@example.com", "password": PASSWORD})
    assert again.json()["code"] == "name_taken"


def test_a_weak_password_is_refused_at_its_field() -> None:
    browser = browser_of(make_user(is_superuser=True))

    answer = browser.post("/api/v1/users", {"name": "Ada", "email": "ada@example.com", "password": "short"})

    assert list(answer.json()["details"]["fields"]) == ["password"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MARKETER])
def test_w01_only_admins_change_a_workspace_and_its_roles(role: Role) -> None:
    workspace = make_workspace()
    grant = WorkspaceRole.objects.get(user=make_user(Role.ADMIN, workspace))
    browser = browser_as(role, workspace)
    address = f"/api/v1/workspaces/{workspace.pk}"

    assert browser.patch(address, {"name": "Mine"}).status_code == 403
    assert browser.post(f"{address}/roles", {"email": "a@example.com", "role": "admin"}).status_code == 403
    assert browser.patch(f"{address}/roles/{grant.pk}", {"role": "viewer"}).status_code == 403
    assert browser.delete(f"{address}/roles/{grant.pk}").status_code == 403


def test_w01_another_workspaces_role_is_not_there() -> None:
    mine, other = make_workspace(), make_workspace()
    grant = WorkspaceRole.objects.get(user=make_user(Role.VIEWER, other))
    browser = browser_as(Role.ADMIN, mine)

    assert browser.delete(f"/api/v1/workspaces/{mine.pk}/roles/{grant.pk}").status_code == 404
    assert browser.get(f"/api/v1/workspaces/{other.pk}/roles").status_code == 404
    assert browser.patch(f"/api/v1/workspaces/{other.pk}", {"name": "Mine"}).status_code == 404
