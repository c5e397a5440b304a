"""Leads from outside: synchronised, found, described, deleted; lists and memberships (reference 4.1, 4.2, 4.5)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Person, PersonKey
from tests.factories import (
    make_field,
    make_form,
    make_list,
    make_member,
    make_people,
    make_person,
    make_program,
    make_workspace,
)
from tests.marketo.client import Marketo, code, reasons, result
from tests.stories.acting import log_of

pytestmark = pytest.mark.django_db
LEADS = "/rest/v1/leads.json"
ANN, BOB = "ann@example.com", "bob@example.com"


def sync(client: Marketo, *records: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    return result(client.post(LEADS, {"input": list(records), **more}))


def test_people_are_made_and_changed_in_the_order_of_the_call() -> None:
    workspace = make_workspace()
    bob = make_person(workspace, email=BOB, score=5)
    client = Marketo(workspace)

    first, second, third = sync(
        client,
        {"email": ANN, "firstName": "Ann", "leadScore": 3},
        {"email": BOB.upper(), "title": "Boss", "unsubscribed": True},
        {"email": ANN, "lastName": "Lee"},
    )

    assert [each["status"] for each in (first, second, third)] == ["created", "updated", "updated"]
    assert (second["id"], third["id"]) == (bob.pk, first["id"])
    ann = Person.objects.get(pk=first["id"])
    assert ann.values == {"email": ANN, "first_name": "Ann", "last_name": "Lee", "score": 3}
    bob.refresh_from_db()
    assert (bob.values["job_title"], bob.values["unsubscribed"]) == ("Boss", True)
    [(_, created)] = log_of(ann, "new_person")
    assert created["Source Type"] == "Web Service API"


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        ("createOrUpdate", ["updated", "created"]),
        ("createOnly", ["1005", "created"]),
        ("updateOnly", ["updated", "1004"]),
        ("createDuplicate", ["created", "created"]),
    ],
)
def test_every_action_does_what_its_name_says(action: str, outcome: list[str]) -> None:
    workspace = make_workspace()
    make_person(workspace, email=ANN)

    said = sync(Marketo(workspace), {"email": ANN, "city": "Rome"}, {"email": BOB, "city": "Rome"}, action=action)

    assert reasons(said) == outcome


def test_what_cannot_be_taken_is_skipped_with_its_reason_and_the_rest_is_taken() -> None:
    workspace = make_workspace()
    twins = [make_person(workspace, email="twin@example.com") for _ in range(2)]
    client = Marketo(workspace)

    said = sync(
        client,
        {"email": "twin@example.com", "city": "Rome"},
        {"email": ANN, "leadScore": "many"},
        {"email": ANN, "shoeSize": 5},
        {"email": ANN, "id": 5},
        {"email": ANN, "createdAt": "2020-01-01T00:00:00Z"},
        {"email": BOB},
    )

    assert reasons(said) == ["1007", "1003", "1006", "1003", "1003", "created"]
    assert said[1]["reasons"][0]["message"] == "Invalid value for field 'leadScore' and value 'many'"
    assert len(twins) == 2
    assert Person.objects.count() == 3


def test_people_are_looked_up_by_id_and_by_custom_keys_and_by_nothing_else() -> None:
    workspace = make_workspace()
    make_field("Customer Number", name="customer_number", is_key=True)
    person = make_person(workspace, email=ANN, customer_number="C-7")
    PersonKey.objects.create(
        partition_id=workspace.primary_partition_id, person=person, field="customer_number", value="C-7"
    )
    client = Marketo(workspace)

    by_id = sync(client, {"id": person.pk, "city": "Rome"}, action="updateOnly", lookupField="id")
    by_key = sync(client, {"customer_number": "c-7", "email": BOB}, lookupField="customer_number")

    assert [each["id"] for each in (*by_id, *by_key)] == [person.pk, person.pk]
    assert code(client.post(LEADS, {"input": [{"city": "Rome"}], "lookupField": "city"})) == "1011"
    assert code(client.post(LEADS, {"input": [{"id": 1}], "lookupField": "id"})) == "1003"
    assert code(client.post(LEADS, {"input": []})) == "1002"
    assert code(client.post(LEADS, {"input": [{"email": ANN}] * 301})) == "1003"


def test_three_hundred_people_come_in_one_call() -> None:
    workspace = make_workspace()

    said = sync(Marketo(workspace), *({"email": f"p{number}@example.com"} for number in range(300)))

    assert len({each["id"] for each in said}) == 300


def test_people_are_found_by_id_and_by_address_with_the_fields_that_are_asked_for() -> None:
    workspace = make_workspace()
    person = make_person(workspace, email=ANN, score=5)
    client = Marketo(workspace)

    [default] = result(client.get(f"/rest/v1/lead/{person.pk}.json"))
    [chosen] = result(client.get(LEADS, filterType="email", filterValues=ANN.upper(), fields="leadScore,city"))

    assert set(default) == {"id", "firstName", "lastName", "email", "updatedAt", "createdAt"}
    assert default["firstName"] is None
    assert chosen == {"id": person.pk, "leadScore": 5, "city": None}
    assert code(client.get(f"/rest/v1/lead/{person.pk}.json", fields="shoeSize")) == "1006"
    assert code(client.get("/rest/v1/lead/x.json")) == "1001"
    assert code(client.get("/rest/v1/lead/999999.json")) == "1004"
    assert code(client.get(LEADS, filterType="city", filterValues="Rome")) == "1011"
    assert code(client.get(LEADS, filterType="email")) == "1002"
    assert result(client.get(LEADS, filterType="email", filterValues="nobody@example.com")) == []


def test_people_are_found_by_custom_fields_of_texts_and_whole_numbers() -> None:
    workspace, elsewhere = make_workspace(), make_workspace()
    make_field("Shoe Size", name="shoe_size", type="integer")
    make_field("Hat")
    ann, bob = make_person(workspace, shoe_size=44, hat="Fedora"), make_person(workspace, shoe_size=39, hat="Beret")
    make_person(elsewhere, shoe_size=44)
    client = Marketo(workspace)

    def found(field: str, values: str) -> list[int]:
        return [each["id"] for each in result(client.get(LEADS, filterType=field, filterValues=values))]

    assert found("shoe_size", "44,45") == [ann.pk]
    assert found("hat", "beret,FEDORA") == [ann.pk, bob.pk]
    assert code(client.get(LEADS, filterType="shoe_size", filterValues="large")) == "1003"
    [described] = result(client.get("/rest/v1/leads/describe2.json"))
    assert [each for each in described["searchableFields"] if each[0] in ("hat", "shoe_size")] == [
        ["hat"],
        ["shoe_size"],
    ]


@pytest.mark.parametrize("way", ["delete.json", "_method", "DELETE"])
def test_people_are_deleted_in_three_ways(way: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, email=ANN)
    client = Marketo(workspace)
    body = {"input": [{"id": person.pk}, {"id": 999_999}]}

    match way:
        case "delete.json":
            answer = client.post("/rest/v1/leads/delete.json", body)
        case "_method":
            answer = client.post(LEADS, body, _method="DELETE")
        case _:
            answer = client.delete(LEADS, body)

    assert reasons(result(answer)) == ["deleted", "1004"]
    assert code(client.get(f"/rest/v1/lead/{person.pk}.json")) == "1004"


def test_leads_are_merged_into_the_one_of_the_address() -> None:
    workspace = make_workspace()
    winner, loser = make_person(workspace, email=ANN), make_person(workspace, email=BOB, city="Rome")
    client = Marketo(workspace)

    answer = client.post(f"/rest/v1/leads/{winner.pk}/merge.json", None, leadId=loser.pk)

    assert (answer["success"], "result" in answer) == (True, False)
    [stays] = result(client.get(f"/rest/v1/lead/{winner.pk}.json", fields="email,city"))
    assert stays == {"id": winner.pk, "email": ANN, "city": "Rome"}
    gone = client.post(f"/rest/v1/leads/{winner.pk}/merge.json", None, leadIds=loser.pk)
    assert gone["errors"] == [{"code": "1004", "message": f"Lead '{loser.pk}' not found"}]


def test_a_form_is_submitted_for_the_person_who_has_the_address() -> None:
    workspace = make_workspace()
    form = make_form(workspace, "Contact", "email", "city")
    client = Marketo(workspace)
    sent = {"leadFormFields": {"email": ANN, "city": "Rome"}, "visitorData": {"pageURL": "https://example.com/contact"}}

    [said] = result(client.post("/rest/v1/leads/submitForm.json", {"formId": form.pk, "input": [sent]}))

    assert said["status"] == "created"
    person = Person.objects.get(pk=said["id"])
    assert person.values["city"] == "Rome"
    assert [type_ for type_, _ in log_of(person)] == ["new_person", "fill_out_form"]
    [again] = result(client.post("/rest/v1/leads/submitForm.json", {"formId": form.pk, "input": [sent]}))
    assert again == {"id": person.pk, "status": "updated"}
    assert code(client.post("/rest/v1/leads/submitForm.json", {"formId": 999_999, "input": [sent]})) == "1013"


def test_fields_are_described_with_marketos_names_and_numbers() -> None:
    make_field("Lead Profile", name="lead_profile")
    client = Marketo(make_workspace())

    described = {each["rest"]["name"]: each for each in result(client.get("/rest/v1/leads/describe.json"))}
    [second] = result(client.get("/rest/v1/leads/describe2.json"))
    schema = client.get("/rest/v1/leads/schema/fields.json")

    assert (described["email"]["id"], described["leadScore"]["dataType"]) == (56, "score")
    assert described["createdAt"]["rest"]["readOnly"] is True
    assert described["lead_profile"]["id"] >= 1000
    assert ["email"] in second["searchableFields"]
    assert schema["moreResult"] is False
    assert len({each["id"] for each in described.values()}) == len(described)


def test_lists_take_people_in_and_out_and_say_who_is_on_them() -> None:
    workspace = make_workspace()
    guests = make_list(workspace, "Guests")
    ann, bob = make_people(workspace, 2)
    client = Marketo(workspace)
    members = f"/rest/v1/lists/{guests.pk}/leads.json"
    three = {"input": [{"id": ann.pk}, {"id": bob.pk}, {"id": 999_999}]}

    assert reasons(result(client.post(members, {"input": [{"id": ann.pk}]}))) == ["added"]
    assert reasons(result(client.form(f"{members}?id={ann.pk}"))) == ["added"]
    assert reasons(
        result(client.get(f"/rest/v1/lists/{guests.pk}/leads/ismember.json", id=f"{ann.pk}&id={bob.pk}"))
    ) == [
        "memberof",
        "notmemberof",
    ]
    assert [each["id"] for each in result(client.get(f"/rest/v1/list/{guests.pk}/leads.json"))] == [ann.pk]
    assert reasons(result(client.delete(members, three))) == ["removed", "1015", "1004"]
    assert [type_ for type_, _ in log_of(ann)] == ["add_to_list", "remove_from_list"]
    assert code(client.get("/rest/v1/lists/999999.json")) == "1013"
    assert [each["name"] for each in result(client.get("/rest/v1/lists.json", name="guests"))] == ["Guests"]


def test_memberships_of_a_lead_say_whether_there_is_more() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    first, second = (make_list(workspace, name, people=(person,)) for name in ("First", "Second"))
    program = make_program(workspace)
    make_member(program, person, "Success")
    client = Marketo(workspace)
    lead = f"/rest/v1/leads/{person.pk}"

    page = client.get(f"{lead}/listMembership.json", batchSize=1)
    rest = client.get(f"{lead}/listMembership.json", batchSize=1, nextPageToken=page["nextPageToken"])
    [member] = result(client.get(f"{lead}/programMembership.json"))

    assert [each["listId"] for each in result(page) + result(rest)] == [first.pk, second.pk]
    assert (page["moreResult"], rest["moreResult"]) == (True, False)
    assert (member["id"], member["progressionStatus"], member["reachedSuccess"]) == (program.pk, "Success", True)
    assert client.get(f"{lead}/smartCampaignMembership.json")["moreResult"] is False
    of_programs = f"{lead}/programMembership.json"
    assert result(client.get(of_programs, filterType="programId", filterValues=f"{program.pk},999")) == [member]
    assert result(client.get(of_programs, latestUpdatedAt="2020-01-01")) == []
    assert code(client.get("/rest/v1/leads/999999/listMembership.json")) == "1004"


def test_w01_people_of_other_workspaces_are_not_there_and_viewers_change_nobody() -> None:
    here, there = make_workspace(), make_workspace()
    stranger = make_person(there, email=ANN)
    client = Marketo(here)

    assert code(client.get(f"/rest/v1/lead/{stranger.pk}.json")) == "1004"
    assert result(client.get(LEADS, filterType="email", filterValues=ANN)) == []
    assert reasons(sync(client, {"id": stranger.pk, "city": "X"}, action="updateOnly", lookupField="id")) == ["1004"]
    assert reasons(result(client.post("/rest/v1/leads/delete.json", {"input": [{"id": stranger.pk}]}))) == ["1004"]
    assert reasons(sync(client, {"email": ANN})) == ["created"]
    assert code(Marketo(here, Role.VIEWER).post(LEADS, {"input": [{"email": BOB}]})) == "603"


def test_a_cookie_is_told_whose_it_is_and_finds_its_lead() -> None:
    workspace, elsewhere = make_workspace(), make_workspace()
    ann, stranger = make_person(workspace), make_person(elsewhere)
    client, cookie = Marketo(workspace), "id:284-RPR-133&token:_mch-example.com-1594662481190-60776"
    address = f"/rest/v1/leads/{ann.pk}/associate.json"

    answer = client.post(address, cookie=cookie)

    assert set(answer) == {"requestId", "success"}
    assert [each["id"] for each in result(client.get(LEADS, filterType="cookies", filterValues=cookie))] == [ann.pk]
    assert result(Marketo(elsewhere).get(LEADS, filterType="cookies", filterValues=cookie)) == []
    assert code(client.post(address)) == "1002"
    assert code(client.post(address, cookie="x" * 5_000)) == "1012"
    assert code(client.post(f"/rest/v1/leads/{stranger.pk}/associate.json", cookie=cookie)) == "1004"
