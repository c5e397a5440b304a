"""Members of programs: given a status, taken out, found by what they are (reference 4.5)."""

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.models import ProgramMember
from tests.factories import make_member, make_people, make_person, make_program, make_workspace
from tests.marketo.client import Marketo, code, reasons, result

pytestmark = pytest.mark.django_db


def test_members_are_found_by_lead_status_success_value_and_time() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    ann, bob, cid = make_people(workspace, 3)
    for person, status in ((ann, "Member"), (bob, "Engaged"), (cid, "Success")):
        make_member(program, person, status)
    client, members = Marketo(workspace), f"/rest/v1/programs/{program.pk}/members.json"
    ProgramMember.objects.filter(person__in=[ann, bob]).update(updated_at=datetime.now(UTC) - timedelta(days=9))
    client.post(members, {"input": [{"leadId": bob.pk, "registrationCode": "R 7"}]})

    def found(filter_type: str, values: str) -> list[int]:
        query = {"filterType": filter_type, "filterValues": values}
        return [each["leadId"] for each in result(client.get(members, **query))]

    recently = client.get(members, filterType="updatedAt", startAt=(datetime.now(UTC) - timedelta(days=1)).isoformat())

    assert found("leadId", f"{ann.pk},{cid.pk},999") == [ann.pk, cid.pk]
    assert found("statusName", "member,Success") == [ann.pk, cid.pk]
    assert found("reachedSuccess", "true") == [cid.pk]
    assert found("registrationCode", "R 7") == [bob.pk]
    assert [each["leadId"] for each in result(recently)] == [bob.pk, cid.pk]
    assert code(client.get(members, filterType="city", filterValues="Rome")) == "1011"
    assert code(client.get(members, filterType="statusName")) == "1002"
    assert code(client.get(members, filterType="updatedAt")) == "1002"
    assert code(client.get(members, fields="city")) == "1006"


def test_w01_members_of_other_workspaces_are_neither_found_nor_changed() -> None:
    here, there = make_workspace(), make_workspace()
    program = make_program(there)
    make_member(program, make_person(there), "Member")
    client, members = Marketo(here), f"/rest/v1/programs/{program.pk}/members.json"

    assert code(client.get(members)) == "1013"
    assert code(client.post(members, {"input": [{"leadId": 1, "registrationCode": "x"}]})) == "1013"


def test_members_of_a_program_go_forward_and_leave() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    person = make_person(workspace)
    client = Marketo(workspace)
    root = f"/rest/v1/programs/{program.pk}/members"

    def set_status(name: str) -> list[str]:
        body = {"statusName": name, "input": [{"leadId": person.pk}, {"leadId": 999_999}]}
        return reasons(result(client.post(f"{root}/status.json", body)))

    assert set_status("Engaged") == ["created", "1004"]
    assert set_status("Member") == ["1037", "1004"]
    assert set_status("Success") == ["updated", "1004"]
    [member] = result(client.get(f"{root}.json"))
    assert (member["leadId"], member["statusName"]) == (person.pk, "Success")
    [lead] = result(client.get(f"/rest/v1/leads/programs/{program.pk}.json", fields="email"))
    assert lead["membership"]["progressionStatus"] == "Success"
    assert reasons(result(client.post(f"{root}/delete.json", {"input": [{"leadId": person.pk}]}))) == ["deleted"]
    assert code(client.post(f"{root}/status.json", {"statusName": "Gone", "input": [{"leadId": 1}]})) == "1025"
