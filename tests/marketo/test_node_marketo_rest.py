"""A client in another language, as it comes from its package, against a running server."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from campaigns.models import ApiUser, Workspace
from campaigns.runtime import jobs
from campaigns.storage import journal
from tests.conftest import or_skip
from tests.factories import make_list, make_program, make_token, make_workspace
from tests.marketo.client import Marketo
from tests.marketo.node_client import ClientRefused, NodeClient, node_client
from tests.stories.acting import published, requestable, score, work


@pytest.fixture
def workspace(transactional_db: None) -> Workspace:
    return make_workspace("Default")


@pytest.fixture
def ours(workspace: Workspace) -> Marketo:
    return Marketo(workspace)


@pytest.fixture
def address(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server's threads close their connections after each request, or PostgreSQL could not drop the database."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    return str(live_server.url)


@pytest.fixture
def theirs(ours: Marketo, address: str) -> Iterator[NodeClient]:
    with or_skip(node_client(address, ours.user.client_id, ours.user.client_secret)) as client:
        yield client


def people(client: NodeClient, *names: str) -> list[int]:
    sent = [{"email": f"{name.lower()}@example.com", "firstName": name} for name in names]
    made = client.result("lead.createOrUpdate", sent, {"lookupField": "email"})
    assert [each["status"] for each in made] == ["created"] * len(names)
    return [each["id"] for each in made]


def test_it_signs_in_and_signs_in_again_by_itself_when_its_token_ends(theirs: NodeClient) -> None:
    first = theirs.ask("getOAuthToken")
    assert (first["token_type"], first["expires_in"] > 3500) == ("bearer", True)

    ApiUser.objects.update(token_expires_at=timezone.now())

    assert theirs.result("stats.usage")[0]["total"] >= 0
    assert theirs.ask("getOAuthToken")["access_token"] != first["access_token"]


def test_it_brings_leads_finds_them_page_by_page_and_merges_them(theirs: NodeClient) -> None:
    ann, bob, cy = people(theirs, "Ann", "Bob", "Cy")

    assert theirs.result("lead.byId", ann, {"fields": ["firstName", "email"]}) == [
        {"id": ann, "firstName": "Ann", "email": "ann@example.com"}
    ]
    emails = ["ann@example.com", "bob@example.com", "cy@example.com"]
    found = theirs.stream("lead", "find", "email", emails, {"batchSize": 2, "fields": ["email"]})
    assert found == [{"id": id, "email": email} for id, email in zip((ann, bob, cy), emails, strict=True)]
    assert {each["rest"]["name"] for each in theirs.result("lead.describe")} >= {"email", "leadScore"}
    assert theirs.result("lead.partitions")[0]["name"] == "Default"
    assert theirs.ask("lead.mergeLead", ann, [bob, cy], {})["success"]
    assert [each["id"] for each in theirs.result("lead.find", "email", emails)] == [ann]


def test_it_keeps_lists_and_reads_every_page_of_what_happened(theirs: NodeClient, workspace: Workspace) -> None:
    guests = make_list(workspace, "Guests").pk
    ann, bob, cy = people(theirs, "Ann", "Bob", "Cy")

    def statuses(method: str, *ids: Any) -> list[str]:
        return [each["status"] for each in theirs.result(f"list.{method}", guests, list(ids))]

    assert theirs.result("list.find", {"name": ["Guests"]})[0]["id"] == theirs.result("list.byId", guests)[0]["id"]
    assert statuses("addLeadsToList", ann, {"id": bob}, cy) == ["added"] * 3
    assert statuses("removeLeadsFromList", bob, cy) == ["removed"] * 2
    assert statuses("isMember", ann, bob) == ["memberof", "notmemberof"]
    assert [each["id"] for each in theirs.stream("list", "getLeads", guests, {"batchSize": 1})] == [ann]

    journal.number()
    types = {each["name"]: each["id"] for each in theirs.result("activities.getActivityTypes")}
    since = theirs.ask("lead.getPageToken", "2020-01-01T00:00:00Z")["nextPageToken"]
    wanted = [types["Add to List"], types["Remove from List"]]
    happened = theirs.stream("lead", "getActivities", [ann, bob, cy], wanted, since, {"batchSize": 2})
    assert [(each["leadId"], each["primaryAttributeValue"]) for each in happened] == [
        (id, "Guests") for id in (ann, bob, cy, bob, cy)
    ]


def test_it_requests_campaigns_with_values_of_its_own(theirs: NodeClient, workspace: Workspace) -> None:
    program = make_program(workspace)
    make_token(program, "score", "+1", "score")
    asked = requestable(workspace, "Asked", score("{{my.score}}"), program=program)
    batch = published(workspace, "Batch", score("+1"))
    [ann] = people(theirs, "Ann")

    assert [each["name"] for each in theirs.result("campaign.getCampaigns", {"isTriggerable": True})] == ["Asked"]
    seen = theirs.stream("campaign", "getSmartCampaigns", {"maxReturn": 1})
    assert [each["name"] for each in seen] == ["Asked", "Batch"]
    tokens = [{"name": "{{my.score}}", "value": "+40"}]
    assert theirs.result("campaign.request", asked.pk, [{"id": ann}], tokens) == [{"id": asked.pk}]
    work()

    assert theirs.result("lead.byId", ann, {"fields": "leadScore"}) == [{"id": ann, "leadScore": 40}]
    for campaign, code in ((batch.pk, "1003"), (999_999, "1013")):
        with pytest.raises(ClientRefused) as refused:
            theirs.ask("campaign.request", campaign, [{"id": ann}], tokens)
        assert refused.value.codes == [code]
    errors = theirs.result("stats.errors")[0]["errors"]
    assert errors == [{"errorCode": "1003", "count": 1}, {"errorCode": "1013", "count": 1}]


def test_it_exports_in_bulk_by_the_way_round_that_it_goes(theirs: NodeClient) -> None:
    """To /rest/../bulk, to the letter."""
    ann, bob = people(theirs, "Ann", "Bob")
    today = timezone.now().date()
    since = {"createdAt": {"startAt": f"{today - timedelta(days=1)}", "endAt": f"{today + timedelta(days=1)}"}}

    [made] = theirs.result("bulkLeadExtract.create", ["id", "email"], since, {"format": "CSV"})
    assert theirs.result("bulkLeadExtract.enqueue", made["exportId"])[0]["status"] == "Queued"
    while jobs.work():
        pass

    assert theirs.result("bulkLeadExtract.statusTilCompleted", made["exportId"])[0]["numberOfRecords"] == 2
    file = theirs.ask("bulkLeadExtract.file", made["exportId"])
    assert file.splitlines() == ["id,email", f"{ann},ann@example.com", f"{bob},bob@example.com"]


def test_it_is_told_when_its_secret_is_wrong(ours: Marketo, address: str) -> None:
    with (
        or_skip(node_client(address, ours.user.client_id, "guessed")) as client,
        pytest.raises(ClientRefused, match=r"Authentication \(invalid_client\): Bad client credentials"),
    ):
        client.ask("lead.describe")
