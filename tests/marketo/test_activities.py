"""Activities from outside: followed by paging tokens, none lost and none twice (reference 4.3, engine.md 5)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from campaigns.models import Activity
from campaigns.storage import journal
from tests.factories import make_list, make_people, make_person, make_workspace
from tests.marketo.client import Marketo, code, result

pytestmark = pytest.mark.django_db
ACTIVITIES = "/rest/v1/activities"


def token(client: Marketo, since: str = "2020-01-01T00:00:00Z") -> str:
    journal.number()
    return str(client.get(f"{ACTIVITIES}/pagingtoken.json", sinceDatetime=since)["nextPageToken"])


def follow(client: Marketo, at: str, **query: Any) -> tuple[list[dict[str, Any]], str]:
    """Every page up to now, and the token for later."""
    journal.number()
    found: list[dict[str, Any]] = []
    while True:
        page = client.get(f"{ACTIVITIES}.json", nextPageToken=at, **query)
        found += result(page)
        at = page["nextPageToken"]
        if not page["moreResult"]:
            return found, at


def test_a_change_has_the_shape_of_the_reference() -> None:
    workspace = make_workspace()
    person = make_person(workspace, email="ann@example.com", city="Rome")
    client = Marketo(workspace)
    client.post("/rest/v1/leads.json", {"input": [{"email": "ann@example.com", "city": "Paris"}]})

    [[found], _] = follow(client, token(client), activityTypeIds="13")

    assert datetime.strptime(found.pop("activityDate"), "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007  (as clients do)
    id = found.pop("id")
    assert found == {
        "marketoGUID": str(id),
        "leadId": person.pk,
        "activityTypeId": 13,
        "primaryAttributeValueId": 64,
        "primaryAttributeValue": "City",
        "attributes": [
            {"name": "Old Value", "value": "Rome"},
            {"name": "New Value", "value": "Paris"},
            {"name": "Source", "value": "Web Service API: Sync"},
        ],
    }


def test_pages_follow_each_other_and_a_token_gives_only_what_is_newer() -> None:
    workspace = make_workspace()
    people, guests = make_people(workspace, 5), make_list(workspace, "Guests")
    client = Marketo(workspace)
    start = token(client)
    add = f"/rest/v1/lists/{guests.pk}/leads.json"
    client.post(add, {"input": [{"id": each.pk} for each in people[:4]]})

    first, at = follow(client, start, activityTypeIds="24", batchSize=2)
    client.post(add, {"input": [{"id": people[4].pk}]})
    second, _ = follow(client, at, activityTypeIds="24", batchSize=2)

    assert [each["leadId"] for each in first] == [each.pk for each in people[:4]]
    assert [each["leadId"] for each in second] == [people[4].pk]
    assert first[0]["primaryAttributeValue"] == "Guests"
    assert first[0]["primaryAttributeValueId"] == guests.pk


def test_what_was_back_dated_comes_late_and_is_not_lost() -> None:
    workspace = make_workspace()
    person, guests = make_person(workspace), make_list(workspace)
    client = Marketo(workspace)
    at = token(client)
    client.post(f"/rest/v1/lists/{guests.pk}/leads.json", {"input": [{"id": person.pk}]})
    Activity.objects.update(occurred_at=datetime.now(UTC) - timedelta(days=30))

    found, _ = follow(client, at, activityTypeIds="24")

    assert [each["leadId"] for each in found] == [person.pk]


def test_activities_are_chosen_by_type_lead_list_and_asset() -> None:
    workspace = make_workspace()
    ann, bob = make_people(workspace, 2)
    first, second = make_list(workspace, "First"), make_list(workspace, "Second", people=(bob,))
    client = Marketo(workspace)
    start = token(client)
    for each in (first, second):
        client.post(f"/rest/v1/lists/{each.pk}/leads.json", {"input": [{"id": ann.pk}, {"id": bob.pk}]})
    client.delete(f"/rest/v1/lists/{second.pk}/leads.json", {"input": [{"id": ann.pk}]})

    def leads(**query: Any) -> list[int]:
        return [each["leadId"] for each in follow(client, start, **{"activityTypeIds": "24,25", **query})[0]]

    assert leads() == [ann.pk, bob.pk, ann.pk, ann.pk]
    assert leads(activityTypeIds=25) == [ann.pk]
    assert leads(leadIds=bob.pk) == [bob.pk]
    assert leads(listId=second.pk) == [bob.pk]
    assert leads(assetIds=first.pk) == [ann.pk, bob.pk]


def test_changes_of_leads_tell_old_and_new_values() -> None:
    workspace = make_workspace()
    client = Marketo(workspace)
    start = token(client)
    for city in ("Rome", "Paris"):
        client.post("/rest/v1/leads.json", {"input": [{"email": "ann@example.com", "city": city, "title": city}]})
    journal.number()

    page = client.get(f"{ACTIVITIES}/leadchanges.json", nextPageToken=start, fields="city")

    created, changed = result(page)
    assert (created["activityTypeId"], created["fields"]) == (12, [])
    assert changed["fields"] == [{"id": 64, "name": "city", "newValue": "Paris", "oldValue": "Rome"}]
    assert page["moreResult"] is False


def test_deleted_leads_are_told_and_types_published() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    client = Marketo(workspace)
    start = token(client)
    client.post("/rest/v1/leads/delete.json", {"input": [{"id": person.pk}]})
    journal.number()

    [gone] = result(client.get(f"{ACTIVITIES}/deletedleads.json", nextPageToken=start))
    types = {each["name"]: each for each in result(client.get(f"{ACTIVITIES}/types.json"))}

    assert (gone["leadId"], gone["activityTypeId"]) == (person.pk, 37)
    assert types["Execute Campaign"]["primaryAttribute"]["name"] == "Campaign ID"
    attributes = {each["name"]: each["dataType"] for each in types["Execute Campaign"]["attributes"]}
    assert attributes["Qualified"] == attributes["Used Parent Campaign Token Context"] == "boolean"


def test_w01_activities_of_people_elsewhere_are_not_there() -> None:
    here, there = make_workspace(), make_workspace()
    client = Marketo(here)
    start = token(client)
    Marketo(there).post("/rest/v1/leads.json", {"input": [{"email": "ann@example.com"}]})

    assert follow(client, start, activityTypeIds="12")[0] == []


def test_wrong_tokens_and_missing_types_have_their_codes() -> None:
    client = Marketo(make_workspace())
    good = token(client)

    assert code(client.get(f"{ACTIVITIES}.json", activityTypeIds=1)) == "1002"
    assert code(client.get(f"{ACTIVITIES}.json", nextPageToken=good)) == "1002"
    assert code(client.get(f"{ACTIVITIES}.json", nextPageToken="x", activityTypeIds=1)) == "1003"
    assert (
        code(client.get(f"{ACTIVITIES}.json", nextPageToken=good, activityTypeIds="1,2,3,4,5,6,7,8,9,10,11")) == "1003"
    )
    assert code(client.get(f"{ACTIVITIES}/pagingtoken.json", sinceDatetime="yesterday")) == "1001"
    assert code(client.get("/rest/v1/leads.json", filterType="id", filterValues=1, nextPageToken=good)) == "1003"
