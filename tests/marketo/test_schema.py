"""The schema of leads and of program members: fields made and changed from outside (reference 4.1, 4.5)."""

from typing import Any

import pytest

from campaigns.definitions.actor import Role
from tests.factories import make_workspace
from tests.marketo.client import Marketo, code, reasons, result

pytestmark = pytest.mark.django_db
SCHEMA = "/rest/v1/leads/schema/fields.json"


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
