"""What stands in the files of bulk exports: who is chosen, which columns, in which form (reference 5.2)."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from campaigns.models import Activity, Journal, MemberField, Person, ProgramMember, Workspace
from campaigns.storage import activity_spans
from tests.factories import (
    make_list,
    make_member,
    make_people,
    make_person,
    make_program,
    make_smart_list,
    make_workspace,
)
from tests.marketo.client import Marketo
from tests.marketo.exporting import ACTIVITIES, LEADS, MEMBERS, days, fetch
from tests.stories.acting import field_is, smart_list

pytestmark = pytest.mark.django_db


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def test_leads_are_chosen_by_dates_and_by_lists(workspace: Workspace) -> None:
    ann, bob, cid = (make_person(workspace, email=f"{name}@example.com") for name in ("ann", "bob", "cid"))
    Person.objects.filter(pk=ann.pk).update(created_at=timezone.now() - timedelta(days=20))
    Person.objects.filter(pk=bob.pk).update(updated_at=timezone.now() - timedelta(days=20))
    guests = make_list(workspace, "Guests", people=(ann, cid), program=make_program(workspace, "Fair"))
    anns = make_smart_list(workspace, "Anns", definition=smart_list(field_is("email", "ann@example.com")))
    client = Marketo(workspace)

    def found(**filter: Any) -> list[int]:
        return [int(each["id"]) for each in rows(fetch(client, LEADS, filter, fields=["id"]))]

    assert found(createdAt=days(1)) == [bob.pk, cid.pk]
    assert found(updatedAt=days(1)) == [ann.pk, cid.pk]
    assert found(updatedAt=days(30, to=10)) == [bob.pk]
    assert found(staticListId=guests.pk) == found(staticListName="Fair.Guests") == [ann.pk, cid.pk]
    assert found(smartListId=anns.pk) == found(smartListName="Anns") == [ann.pk]


def test_columns_have_the_headings_and_the_format_that_are_asked_for(workspace: Workspace) -> None:
    make_person(workspace, email="ann@example.com", first_name='Ann "A; B"\nLee', score=5)

    text = fetch(
        Marketo(workspace),
        LEADS,
        {"createdAt": days(1)},
        fields=["firstName", "leadScore", "unsubscribed", "city"],
        columnHeaderNames={"firstName": "First name"},
        format="SSV",
    )

    assert text == 'First name;leadScore;unsubscribed;city\n"Ann ""A; B""\nLee";5;false;null\n'


def test_activities_say_what_the_reference_wants(workspace: Workspace) -> None:
    person = make_person(workspace, email="ann@example.com", city="Rome")
    client = Marketo(workspace)
    client.post("/rest/v1/leads.json", {"input": [{"email": "ann@example.com", "city": "Paris"}]})

    [changed] = rows(fetch(client, ACTIVITIES, {"createdAt": days(1), "activityTypeIds": [13]}))
    demanded = fetch(client, ACTIVITIES, {"createdAt": days(1)}, fields=["actionResult", "leadId"])

    assert changed.pop("marketoGUID") and changed.pop("activityDate").endswith("Z")
    attributes = json.loads(changed.pop("attributes"))
    assert attributes == {"Old Value": "Rome", "New Value": "Paris", "Source": "Web Service API: Sync"}
    assert changed == {
        "leadId": str(person.pk),
        "activityTypeId": "13",
        "campaignId": "null",
        "primaryAttributeValueId": "64",
        "primaryAttributeValue": "City",
    }
    assert demanded.splitlines() == ["actionResult,leadId", f"succeeded,{person.pk}"]


def test_activities_are_chosen_by_date_type_and_what_they_are_about(workspace: Workspace) -> None:
    ann, bob = make_people(workspace, 2)
    first, second = make_list(workspace, "First"), make_list(workspace, "Second")
    client = Marketo(workspace)
    for each, people in ((first, [ann, bob]), (second, [ann])):
        client.post(f"/rest/v1/lists/{each.pk}/leads.json", {"input": [{"id": one.pk} for one in people]})
    client.delete(f"/rest/v1/lists/{first.pk}/leads.json", {"input": [{"id": bob.pk}]})
    adds = Activity.objects.filter(type_id=24, primary_id=first.pk)
    adds.update(recorded_at=timezone.now() - timedelta(days=40))

    def leads(**filter: Any) -> list[int]:
        text = fetch(client, ACTIVITIES, {"createdAt": days(1), **filter})
        return [int(each["leadId"]) for each in rows(text)]

    assert leads() == [ann.pk, bob.pk]
    assert leads(createdAt=days(41, to=39)) == [ann.pk, bob.pk]
    assert leads(createdAt=days(30, to=10)) == []
    assert leads(activityTypeIds=[25]) == [bob.pk]
    both = {"activityTypeIds": [24, 25], "createdAt": days(41, to=11)}
    assert leads(**both, primaryAttributeValueIds=[first.pk]) == [ann.pk, bob.pk]
    assert leads(activityTypeIds=[24, 25], primaryAttributeValues=["Second"]) == [ann.pk]


def test_of_back_dated_and_of_many_activities_none_is_missed(workspace: Workspace) -> None:
    """Ids and times don't grow quite together: what was written an hour ago may have the higher id."""
    person, now = make_person(workspace), timezone.now()
    written = [now - timedelta(minutes=30 * (200 - number) - 50 * (number % 3 == 0)) for number in range(200)]
    journal = Journal.objects.create(workspace=workspace, at=now)
    Activity.objects.bulk_create(
        Activity(person=person, type_id=24, occurred_at=now, recorded_at=each, journal=journal) for each in written
    )
    start, end = now - timedelta(hours=70), now - timedelta(hours=20)
    inside = Activity.objects.filter(recorded_at__gte=start, recorded_at__lt=end)

    first, last = activity_spans.span(start, end) or (0, 0)

    assert first <= min(each.pk for each in inside) and max(each.pk for each in inside) <= last
    assert last - first < 110


def test_members_of_programs_come_with_their_status_and_fields(workspace: Workspace) -> None:
    fair, webinar = make_program(workspace, "Fair"), make_program(workspace, "Webinar")
    ann, bob = (make_person(workspace, first_name=name) for name in ("Ann", "Bob"))
    for program, person, status in ((fair, ann, "Success"), (fair, bob, "Member"), (webinar, bob, "Member")):
        make_member(program, person, status)
    client = Marketo(workspace)
    MemberField.objects.create(workspace=workspace, name="Seats", type="integer")
    ProgramMember.objects.filter(person=ann).update(values={"seats": "4"})
    fields = ["firstName", "program", "programId", "statusName", "reachedSuccess", "leadId", "seats"]

    both = fetch(client, MEMBERS, {"programIds": [fair.pk, webinar.pk]}, fields=fields).splitlines()[1:]
    some = fetch(client, MEMBERS, {"programId": fair.pk, "statusNames": ["success"]}, fields=["leadId"])
    none = fetch(client, MEMBERS, {"programId": fair.pk, "isExhausted": True}, fields=["leadId"])
    ProgramMember.objects.filter(person=ann).update(updated_at=timezone.now() - timedelta(days=20))
    fresh = fetch(client, MEMBERS, {"programId": fair.pk, "updatedAt": days(1)}, fields=["leadId"])

    assert both == [
        f"Ann,Fair,{fair.pk},Success,true,{ann.pk},4",
        f"Bob,Fair,{fair.pk},Member,false,{bob.pk},null",
        f"Bob,Webinar,{webinar.pk},Member,false,{bob.pk},null",
    ]
    assert some.splitlines() == ["leadId", str(ann.pk)]
    assert none.splitlines() == ["leadId"]
    assert fresh.splitlines() == ["leadId", str(bob.pk)]
