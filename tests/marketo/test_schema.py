"""The schema of leads and of program members: fields made and changed from outside (reference 4.1, 4.5)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from tests.factories import make_member, make_person, make_program, make_workspace
from tests.marketo.client import Marketo, code, reasons, result
from tests.stories.acting import log_of, note, notes_of, published, run

pytestmark = pytest.mark.django_db
SCHEMA = "/rest/v1/leads/schema/fields.json"
MEMBER_SCHEMA = "/rest/v1/programs/members/schema/fields.json"


def test_fields_are_made_and_changed_through_the_schema() -> None:
    client = Marketo(make_workspace(), Role.ADMIN)
    new = {"displayName": "Shoe Size", "name": "shoeSize", "dataType": "integer", "description": "Of the left foot"}

    made = result(client.post(SCHEMA, {"input": [new, {"displayName": "Hat", "name": "hat_c", "dataType": "string"}]}))
    [shown] = result(client.get(f"{SCHEMA[:-5]}/shoeSize.json"))
    address = f"{SCHEMA[:-5]}/shoeSize.json"
    changed = result(client.post(address, {"input": [{"displayName": "Size", "description": "Of both"}]}))

    assert made == [{"name": "shoeSize", "status": "created"}, {"name": "hat_c", "status": "created"}]
    assert shown == new | {
        "isHidden": False,
        "isHtmlEncodingInEmail": True,
        "isSensitive": False,
        "isCustom": True,
        "isApiCreated": True,
    }
    assert changed == [{"name": "shoeSize", "status": "updated"}]
    [again] = result(client.get(address))
    assert (again["displayName"], again["description"]) == ("Size", "Of both")
    assert reasons(
        result(client.post("/rest/v1/leads.json", {"input": [{"email": "ann@example.com", "shoeSize": 44}]}))
    ) == ["created"]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"name": "firstName"}, "1017"),
        ({"displayName": "First Name"}, "1017"),
        ({"name": "1st"}, "1003"),
        ({"dataType": "list"}, "1003"),
        ({"isSensitive": True}, "1003"),
        ({"displayName": None}, "1002"),
    ],
)
def test_fields_that_cannot_be_are_refused_and_none_of_a_call_is_made(changes: dict[str, Any], refused: str) -> None:
    client = Marketo(make_workspace(), Role.ADMIN)
    good = {"displayName": "Hat", "name": "hat", "dataType": "string"}

    assert code(client.post(SCHEMA, {"input": [good, good | {"displayName": "B", "name": "b"} | changes]})) == refused
    assert code(client.get(f"{SCHEMA[:-5]}/hat.json")) == "1006"
    assert code(client.post(f"{SCHEMA[:-5]}/firstName.json", {"input": [{"displayName": "Given"}]})) == "1003"
    assert code(Marketo(make_workspace(), Role.VIEWER).post(SCHEMA, {"input": [good]})) == "603"


def test_fields_of_members_are_made_through_the_schema_and_tokens_read_them() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    ann, bob = make_person(workspace), make_person(workspace)
    make_member(program, ann, "Member")
    client, members = Marketo(workspace, Role.ADMIN), f"/rest/v1/programs/{program.pk}/members.json"
    seat = {"displayName": "Seat Number", "name": "seatNo", "dataType": "integer"}
    result(client.post(MEMBER_SCHEMA, {"input": [seat]}))
    sent = [
        {"leadId": ann.pk, "seatNo": 12, "registrationCode": "R1"},
        {"leadId": bob.pk, "seatNo": 13},
        {"leadId": ann.pk, "seatNo": "none"},
        {"leadId": ann.pk, "statusName": "Success"},
    ]

    outcomes = result(client.post(members, {"input": sent[:2] + sent[3:]}))
    unfit = result(client.post(members, {"input": sent[2:3]}))

    assert reasons(outcomes) == ["updated", "1013", "1006"]
    assert reasons(unfit) == ["1003"]
    [member] = result(client.get(members, fields="seatNo,registrationCode,webinarUrl"))
    assert member == {"seq": 0, "seatNo": 12, "registrationCode": "R1", "webinarUrl": None}
    assert [row["Attribute Name"] for _, row in log_of(ann, "change_program_member_data")] == [
        "Seat Number",
        "Registration Code",
    ]
    run(published(workspace, "Batch", note("Seat {{member.Seat Number}}"), program=program))
    assert notes_of(ann) == ["Seat 12"]


def test_the_schema_of_members_tells_what_is_kept_and_what_can_be_changed() -> None:
    workspace = make_workspace()
    client = Marketo(workspace, Role.ADMIN)
    seat = {"displayName": "Seat", "name": "seat", "dataType": "string"}
    result(client.post(MEMBER_SCHEMA, {"input": [seat]}))
    one = f"{MEMBER_SCHEMA[:-5]}/seat.json"

    [described] = result(client.get("/rest/v1/programs/members/describe.json"))

    updateable = {each["name"] for each in described["fields"] if each["updateable"]}
    assert updateable == {"seat", "registrationCode", "webinarUrl"}
    assert ["statusName"] in described["searchableFields"] and ["seat"] in described["searchableFields"]
    assert result(client.post(one, {"input": [{"description": "Row and number"}]})) == [
        {"name": "seat", "status": "updated"}
    ]
    assert result(client.get(one))[0]["description"] == "Row and number"
    assert "seat" in {each["name"] for each in result(client.get(MEMBER_SCHEMA))}
    assert code(client.post(one, {"input": [{"displayName": "Place"}]})) == "1003"
    assert code(client.post(MEMBER_SCHEMA, {"input": [seat]})) == "1017"
    assert code(client.post(MEMBER_SCHEMA, {"input": [seat | {"name": "statusName"}]})) == "1017"
    assert code(client.get(f"{MEMBER_SCHEMA[:-5]}/gone.json")) == "1006"
    assert code(Marketo(workspace).post(MEMBER_SCHEMA, {"input": [seat | {"name": "x", "displayName": "X"}]})) == "603"
