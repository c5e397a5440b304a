"""Tasks, owners and deletion on the person page (F07, W01)."""

from datetime import date

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import Person, Task, Workspace
from tests.factories import browser_as, make_person, make_user, make_workspace

pytestmark = pytest.mark.django_db


def make_task(workspace: Workspace, person: Person, subject: str, day: int) -> Task:
    return Task.objects.create(
        workspace=workspace, person=person, subject=subject, due_on=date(2026, 12, day), created_at=timezone.now()
    )


def test_f07_tasks_stand_by_their_day_and_go_below_when_they_are_done() -> None:
    workspace = make_workspace()
    person, marketer = make_person(workspace), browser_as(Role.MARKETER, workspace)
    first, _ = make_task(workspace, person, "first", 1), make_task(workspace, person, "second", 2)
    done = marketer.patch(f"/api/v1/workspaces/{workspace.pk}/tasks/{first.pk}", {"done": True})
    assert done.json()["done_at"]
    tasks = marketer.get(f"/api/v1/workspaces/{workspace.pk}/people/{person.pk}/tasks").json()
    assert [task["subject"] for task in tasks] == ["second", "first"]


def test_f07_a_person_gets_an_owner_of_this_workspace_by_hand() -> None:
    workspace = make_workspace()
    person, rep = make_person(workspace), make_user(Role.MARKETER, workspace)
    address = f"/api/v1/workspaces/{workspace.pk}/people/{person.pk}/owner"
    marketer = browser_as(Role.MARKETER, workspace)
    assert marketer.put(address, {"owner": rep.pk}).json()["values"]["owner"] == rep.email
    assert marketer.put(address, {"owner": make_user().pk}).status_code == 400
    assert "owner" not in marketer.put(address, {"owner": None}).json()["values"]


def test_f07_a_person_is_deleted_by_hand_for_good() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    address = f"/api/v1/workspaces/{workspace.pk}/people/{person.pk}"
    assert browser_as(Role.VIEWER, workspace).delete(address).status_code == 403
    assert browser_as(Role.MARKETER, make_workspace()).delete(address).status_code == 404
    assert browser_as(Role.MARKETER, workspace).delete(address).status_code == 204
    assert browser_as(Role.MARKETER, workspace).get(address).status_code == 404
