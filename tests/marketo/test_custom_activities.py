"""Custom activities through this door: types drafted and approved, activities that start campaigns (reference 4.3)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Activity, Workspace
from tests.factories import make_custom_activity, make_person, make_workspace
from tests.marketo.client import Marketo, code, result
from tests.stories.acting import listening, note, notes_of, rows_of, trigger, work

pytestmark = pytest.mark.django_db
EXTERNAL = "/rest/v1/activities/external"
ORDER: dict[str, Any] = {
    "apiName": "placedOrder",
    "name": "Placed Order",
    "triggerName": "Places Order",
    "filterName": "Placed Order",
    "primaryAttribute": {"apiName": "product", "name": "Product", "dataType": "string"},
}
AMOUNT = {"apiName": "amount", "name": "Amount", "dataType": "integer"}


def approved_orders(workspace: Workspace) -> tuple[Marketo, int]:
    """An admin's client, and the type's id on the wire."""
    client = Marketo(workspace, Role.ADMIN)
    [made] = result(client.post(f"{EXTERNAL}/type.json", ORDER))
    result(client.post(f"{EXTERNAL}/type/placedOrder/attributes/create.json", {"attributes": [AMOUNT]}))
    result(client.post(f"{EXTERNAL}/type/placedOrder/approve.json"))
    return client, made["id"]


def order(person_id: int, type_id: int, product: str = "Lamp", **more: Any) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    return {"leadId": person_id, "activityTypeId": type_id, "activityDate": at, "primaryAttributeValue": product} | more


def test_a_type_is_a_draft_until_it_is_approved_and_changes_of_it_are_again() -> None:
    client = Marketo(make_workspace(), Role.ADMIN)

    [made] = result(client.post(f"{EXTERNAL}/type.json", ORDER))
    one = f"{EXTERNAL}/type/placedOrder"
    [longer] = result(client.post(f"{one}/attributes/create.json", {"attributes": [AMOUNT]}))
    types = "/rest/v1/activities/types.json"
    before = [each for each in result(client.get(types)) if each.get("apiName")]
    [approved] = result(client.post(f"{one}/approve.json"))
    [changed] = result(client.post(f"{one}.json", {"description": "In the shop"}))

    assert (made["status"], made["attributes"]) == ("draft", [])
    assert made["primaryAttribute"] == ORDER["primaryAttribute"] | {"isPrimary": True}
    assert longer["attributes"] == [AMOUNT]
    assert before == []
    assert approved["status"] == "approved"
    assert (changed["status"], changed["description"]) == ("approved with draft", "In the shop")
    assert result(client.get(f"{one}/describe.json"))[0]["description"] == ""
    assert result(client.get(f"{one}/describe.json", draft="true"))[0]["description"] == "In the shop"
    [listed] = [each for each in result(client.get(types)) if each.get("apiName")]
    assert (listed["id"], listed["attributes"]) == (made["id"], [{"name": "Amount", "dataType": "integer"}])
    assert result(client.post(f"{one}/discardDraft.json"))[0]["status"] == "approved"
    assert [each["apiName"] for each in result(client.get(f"{EXTERNAL}/types.json"))] == ["placedOrder"]
    assert result(client.post(f"{one}/delete.json"))[0]["status"] == "deleted"
    assert code(client.get(f"{one}/describe.json")) == "1013"


def test_attributes_may_be_changed_and_deleted_until_they_are_approved() -> None:
    client, _ = approved_orders(make_workspace())
    attributes = f"{EXTERNAL}/type/placedOrder/attributes"
    shop = {"apiName": "shop", "name": "Shop", "dataType": "string"}
    result(client.post(f"{attributes}/create.json", {"attributes": [shop]}))

    [renamed] = result(client.post(f"{attributes}/update.json", {"attributes": [shop | {"name": "Store"}]}))
    [shorter] = result(client.post(f"{attributes}/delete.json", {"attributes": [{"apiName": "shop"}]}))

    assert [each["name"] for each in renamed["attributes"]] == ["Amount", "Store"]
    assert [each["name"] for each in shorter["attributes"]] == ["Amount"]
    for used in ({"attributes": [{"apiName": "amount"}]}, {"attributes": [{"apiName": "product"}]}):
        assert code(client.post(f"{attributes}/delete.json", used)) == "1003"


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({"apiName": "x"}, "1002"),
        (ORDER | {"apiName": "no spaces"}, "1003"),
        (ORDER | {"apiName": "other"}, "1017"),
        (ORDER | {"name": "Other"}, "1017"),
        (ORDER | {"apiName": "x", "name": "x", "primaryAttribute": {"apiName": "a"}}, "1002"),
        (ORDER | {"apiName": "x", "name": "x", "primaryAttribute": AMOUNT | {"dataType": "list"}}, "1003"),
        (ORDER | {"apiName": "x", "name": "x", "triggerName": 5}, "1001"),
    ],
)
def test_types_that_cannot_be_are_refused(body: dict[str, Any], refused: str) -> None:
    client, _ = approved_orders(make_workspace())

    assert code(client.post(f"{EXTERNAL}/type.json", body)) == refused


def test_s10_activities_from_outside_start_the_campaigns_that_listen_and_each_has_its_own_outcome() -> None:
    workspace = make_workspace()
    ann, bob = make_person(workspace), make_person(workspace)
    client, type_id = approved_orders(workspace)
    listens = trigger("has_custom_activity", activity=type_id - 100_000)
    listening(workspace, "Thanks", note("{{trigger.Product}} for {{trigger.Amount}}"), on=listens)
    then = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    late: dict[str, Any] = {"activityDate": then.isoformat(), "attributes": [{"name": "Amount", "value": 7}]}
    sent = [
        order(bob.pk, type_id, "Desk", attributes=[{"apiName": "amount", "value": 400}]),
        order(999_999, type_id),
        order(ann.pk, type_id, activityTypeId=None, apiName="placedOrder", **late),
        order(ann.pk, type_id, attributes=[{"name": "Amount", "value": "much"}]),
        order(ann.pk, 5),
        {"leadId": ann.pk},
    ]

    outcomes = result(client.post(f"{EXTERNAL}.json", {"input": sent}))
    work()

    assert [each["status"] for each in outcomes] == ["added", "skipped", "added", "skipped", "skipped", "skipped"]
    codes = [each["errors"][0]["code"] for each in outcomes if each["status"] == "skipped"]
    assert codes == ["1004", "1003", "1003", "1002"]
    [hers], [his] = rows_of(ann, "custom_activity"), rows_of(bob, "custom_activity")
    assert [outcomes[0]["id"], outcomes[2]["id"]] == [his.pk, hers.pk]
    assert outcomes[0]["marketoGUID"] == str(his.pk)
    assert hers.occurred_at == then
    assert (notes_of(ann), notes_of(bob)) == (["Lamp for 7"], ["Desk for 400"])


def test_w01_types_and_people_of_other_workspaces_are_not_there() -> None:
    here, there = make_workspace(), make_workspace()
    client, type_id = approved_orders(here)
    foreign = make_custom_activity(there, "Elsewhere", product="text")
    stranger = make_person(there)
    sent = [order(stranger.pk, type_id), order(make_person(here).pk, 100_000 + foreign.pk)]

    outcomes = result(client.post(f"{EXTERNAL}.json", {"input": sent}))

    assert [each["errors"][0]["code"] for each in outcomes] == ["1004", "1003"]
    assert code(Marketo(there, Role.ADMIN).get(f"{EXTERNAL}/type/placedOrder/describe.json")) == "1013"
    assert not Activity.objects.exists()


def test_w01_marketers_add_activities_and_admins_make_their_types() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    _, type_id = approved_orders(workspace)
    marketer, viewer = Marketo(workspace), Marketo(workspace, Role.VIEWER)
    sent = {"input": [order(person.pk, type_id)]}

    assert code(marketer.post(f"{EXTERNAL}/type.json", ORDER | {"apiName": "x", "name": "x"})) == "603"
    assert code(viewer.post(f"{EXTERNAL}.json", sent)) == "603"
    assert result(marketer.post(f"{EXTERNAL}.json", sent))[0]["status"] == "added"
