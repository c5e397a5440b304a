"""Leads pushed into programs, and moved into partitions (reference 4.1, W01)."""

import pytest

from campaigns.models import Partition
from tests.factories import make_person, make_program, make_workspace
from tests.marketo.client import Marketo, code, reasons, result
from tests.stories.acting import log_of, values_of

pytestmark = pytest.mark.django_db
PUSH = "/rest/v1/leads/push.json"
ANN, BOB = "ann@example.com", "bob@example.com"


def test_pushed_leads_are_members_of_the_program_and_their_logs_say_so() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Webinar")
    known = make_person(workspace, email=ANN)
    client = Marketo(workspace)
    body = {"programName": "webinar", "programStatus": "Engaged", "source": "Event app", "reason": "Signed up"}

    outcomes = result(
        client.post(PUSH, body | {"input": [{"email": ANN, "city": "Paris"}, {"email": BOB}, {"nothing": 1}]})
    )

    assert reasons(outcomes) == ["updated", "created", "1006"]
    assert outcomes[0]["id"] == known.pk
    assert values_of(known)["city"] == "Paris"
    assert set(program.members.values_list("status__name", flat=True)) == {"Engaged"}
    [(_, said)] = log_of(known, "push_person")
    assert (said["Program"], said["Source"], said["Reason"]) == ("Webinar", "Event app", "Signed up")
    assert code(client.post(PUSH, body | {"programName": "Gone", "input": [{"email": ANN}]})) == "1013"
    assert code(client.post(PUSH, body | {"programStatus": "Gone", "input": [{"email": ANN}]})) == "1025"
    assert code(client.post(PUSH, {"input": [{"email": ANN}]})) == "1002"
    assert reasons(result(client.post(PUSH, {"programName": "Webinar", "input": [{"email": ANN}]}))) == ["updated"]
    assert program.members.get(person=known).status.name == "Engaged"


def test_w01_leads_move_between_the_partitions_that_the_workspace_sees() -> None:
    workspace, elsewhere = make_workspace("Default"), make_workspace("Hidden")
    europe = Partition.objects.create(name="Europe")
    workspace.partitions.add(europe)
    ann, bob = make_person(workspace, email=ANN), make_person(workspace)
    client = Marketo(workspace)
    partitions = "/rest/v1/leads/partitions.json"
    sent = [
        {"id": ann.pk, "partitionName": "Europe"},
        {"id": bob.pk, "partitionName": "Hidden"},
        {"id": make_person(elsewhere).pk, "partitionName": "Europe"},
    ]

    outcomes = result(client.post(partitions, {"input": sent}))

    assert reasons(outcomes) == ["updated", "1008", "1004"]
    ann.refresh_from_db()
    assert ann.partition_id == europe.pk
    assert [row["New Partition"] for _, row in log_of(ann, "change_person_partition")] == ["Europe"]
    assert [each["name"] for each in result(client.get(partitions))] == ["Default", "Europe"]
    assert code(client.post(partitions, {"input": [{"id": ann.pk}]})) == "1002"
