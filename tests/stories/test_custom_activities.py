"""Custom activities: types that an admin defines, with a trigger and a filter, added to people by API (S10, L02)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.models import Activity, CustomActivityType, Person, Workspace
from tests.factories import browser_as, make_custom_activity, make_person, make_workspace
from tests.stories.acting import (
    listening,
    note,
    notes_of,
    published,
    rows_of,
    run,
    score,
    smart_list,
    trigger,
    values_of,
    work,
)

pytestmark = pytest.mark.django_db


def orders(workspace: Workspace) -> CustomActivityType:
    return make_custom_activity(workspace, "Placed Order", product="text", amount="number", paid="boolean", due="date")


def address_of(type: CustomActivityType) -> str:
    return f"/api/v1/workspaces/{type.workspace_id}/custom-activities/{type.pk}"


def add(type: CustomActivityType, person: Person, *, at: Any = None, **values: Any) -> Any:
    given = {"person": person.pk, "values": {name.title(): value for name, value in values.items()}}
    if at is not None:
        given["at"] = at.isoformat()
    browser = browser_as(Role.MARKETER, type.workspace)
    return browser.post(f"{address_of(type)}/activities", {"activities": [given]})


def constraint(attribute: str, operator: str, *values: str) -> dict[str, Any]:
    return {"attribute": attribute, "operator": operator, "values": list(values)}


def test_s10_a_custom_activity_starts_campaigns_that_name_its_type_and_accept_it() -> None:
    workspace = make_workspace()
    person, order = make_person(workspace), orders(workspace)
    other = make_custom_activity(workspace, "Called Support", topic="text")
    large = trigger("has_custom_activity", activity=order.pk, constraints=[constraint("Amount", "at_least", "100")])
    listening(workspace, "Large", note("{{trigger.Product}} for {{trigger.Amount}}"), on=large)
    listening(workspace, "Support", note("support"), on=trigger("has_custom_activity", activity=other.pk))
    assert add(order, person, product="Lamp", amount=40).status_code == 201
    add(order, person, product="Desk", amount=400)
    work()
    assert notes_of(person) == ["Desk for 400"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ["ann", "bob"]),
        ({"operator": "not_occurred"}, ["cid"]),
        ({"at_least": 2}, ["ann"]),
        ({"constraints": [constraint("Product", "contains", "LAMP")]}, ["ann", "bob"]),
        ({"constraints": [constraint("Amount", "greater_than", "50")]}, ["ann"]),
        ({"constraints": [constraint("Paid", "is_true")]}, ["bob"]),
        ({"constraints": [constraint("Due", "before", "2026-01-01")]}, ["bob"]),
        ({"date": {"operator": "in_past", "values": ["7 days"]}, "at_least": 2}, []),
    ],
)
def test_l02_had_custom_activity_by_its_attributes_date_and_number_of_times(
    params: dict[str, Any], expected: list[str]
) -> None:
    workspace = make_workspace()
    order = orders(workspace)
    ann, bob, _ = (make_person(workspace, first_name=name) for name in ("ann", "bob", "cid"))
    add(order, ann, product="Lamp", amount=10, due="2026-02-01")
    add(order, ann, product="Desk", amount=99.5, at=timezone.now() - timedelta(days=30))
    add(order, bob, product="Table lamp", paid=True, due="2025-12-31")
    had = {"kind": "had_custom_activity", "params": {"activity": order.pk, **params}}
    run(published(workspace, "Batch", score("+1"), who=smart_list(had)))
    scored = Person.objects.filter(values__score=1).order_by("pk")
    assert [person.values["first_name"] for person in scored] == expected


def test_a_custom_activity_has_a_date_of_its_own_that_never_lies_ahead() -> None:
    workspace = make_workspace()
    order, person = orders(workspace), make_person(workspace)
    then = timezone.now() - timedelta(days=3)
    add(order, person, product="Lamp", at=then)
    add(order, person, product="Desk", at=timezone.now() + timedelta(days=3))
    earlier, now = rows_of(person, "custom_activity")
    assert earlier.occurred_at == then
    assert now.occurred_at == now.recorded_at


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"Amount": 4}, "needs its primary attribute, Product"),
        ({"Product": "Lamp", "Amount": "much"}, "much"),
        ({"Product": "Lamp", "Colour": "red"}, "no attribute “Colour”"),
    ],
)
def test_an_activity_that_does_not_fit_its_type_is_refused(values: dict[str, Any], words: str) -> None:
    workspace = make_workspace()
    order, person = orders(workspace), make_person(workspace)
    browser = browser_as(Role.MARKETER, workspace)
    answer = browser.post(f"{address_of(order)}/activities", {"activities": [{"person": person.pk, "values": values}]})
    assert answer.status_code == 400
    assert words in answer.json()["message"]
    assert not Activity.objects.exists()


def test_w01_an_activity_for_somebody_out_of_sight_is_refused_and_none_of_the_others_is_logged() -> None:
    workspace, elsewhere = make_workspace(), make_workspace()
    order, ours, theirs = orders(workspace), make_person(workspace), make_person(elsewhere)
    given = [{"person": each.pk, "values": {"Product": "Lamp"}} for each in (ours, theirs)]
    browser = browser_as(Role.MARKETER, workspace)
    assert browser.post(f"{address_of(order)}/activities", {"activities": given}).status_code == 404
    foreign = browser.post(f"{address_of(orders(elsewhere))}/activities", {"activities": given[:1]})
    assert foreign.status_code == 404
    assert not Activity.objects.exists()


def test_w01_admins_define_custom_activities_and_marketers_use_them() -> None:
    workspace = make_workspace()
    base = f"/api/v1/workspaces/{workspace.pk}/custom-activities"
    given = {"name": "Placed Order", "attributes": [{"name": "Product"}, {"name": "Amount", "type": "number"}]}
    assert browser_as(Role.MARKETER, workspace).post(base, given).status_code == 403
    made = browser_as(Role.ADMIN, workspace).post(base, given).json()
    assert [each["type"] for each in made["attributes"]] == ["text", "number"]
    assert [each["name"] for each in browser_as(Role.VIEWER, workspace).get(base).json()] == ["Placed Order"]
    assert browser_as(Role.ADMIN, workspace).post(base, given).status_code == 409
    assert browser_as(Role.ADMIN, workspace).delete(f"{base}/{made['id']}").status_code == 204


def test_attributes_may_be_added_and_none_taken_away() -> None:
    workspace = make_workspace()
    order, admin = orders(workspace), browser_as(Role.ADMIN, workspace)
    longer = [*order.attributes, {"name": "Shop", "type": "text"}]
    assert admin.patch(address_of(order), {"attributes": longer, "name": "Ordered"}).json()["name"] == "Ordered"
    assert admin.patch(address_of(order), {"attributes": longer[1:]}).status_code == 400


def test_c17_a_custom_activity_that_people_have_cannot_be_deleted() -> None:
    workspace = make_workspace()
    order = orders(workspace)
    add(order, make_person(workspace), product="Lamp")
    answer = browser_as(Role.ADMIN, workspace).delete(address_of(order))
    assert answer.status_code == 409
    assert "activity logs" in answer.json()["message"]


def test_c10_a_filter_on_a_type_that_is_gone_finds_nobody_and_says_so() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    gone = {"kind": "had_custom_activity", "params": {"operator": "not_occurred", "activity": 4711}}
    failed = run(published(workspace, "Batch", score("+1"), who=smart_list(gone)))
    assert "no longer there" in failed.reason
    assert "score" not in values_of(person)
