"""A client that knows nothing of this product, as it comes from its package, against a running server."""

import pytest
from django.db import connection
from marketorestpython.client import MarketoClient
from marketorestpython.helper.exceptions import MarketoException
from pytest_django.live_server_helper import LiveServer

from campaigns.models import Workspace
from campaigns.storage import journal
from tests.factories import make_list, make_workspace
from tests.marketo.client import Marketo
from tests.marketo.drawing import add_rule, add_step
from tests.stories.acting import work


@pytest.fixture
def workspace(transactional_db: None) -> Workspace:
    return make_workspace("Default")


@pytest.fixture
def ours(workspace: Workspace) -> Marketo:
    return Marketo(workspace)


@pytest.fixture
def no_lasting_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's threads close theirs after each request, or PostgreSQL could not drop the database."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)


@pytest.fixture
def theirs(ours: Marketo, no_lasting_connections: None, live_server: LiveServer) -> MarketoClient:
    client = MarketoClient("000-AAA-000", ours.user.client_id, ours.user.client_secret)
    client.host = live_server.url
    return client


def test_it_brings_leads_puts_them_on_lists_and_reads_what_happened(
    theirs: MarketoClient, workspace: Workspace
) -> None:
    guests = make_list(workspace, "Guests")
    [created] = theirs.create_update_leads([{"email": "ann@example.com", "firstName": "Ann"}], lookupField="email")
    ann = created["id"]

    assert theirs.add_leads_to_list(guests.pk, [ann])[0]["status"] == "added"
    assert theirs.get_lead_by_id(ann)[0]["firstName"] == "Ann"
    assert theirs.get_multiple_lists(name=["Guests"])[0]["id"] == guests.pk
    assert theirs.describe()
    journal.number()
    types = {each["name"]: str(each["id"]) for each in theirs.get_activity_types()}
    [added] = theirs.get_lead_activities([types["Add to List"]], sinceDatetime="2020-01-01")
    assert (added["leadId"], added["primaryAttributeValue"]) == (ann, "Guests")
    assert theirs.get_daily_usage()[0]["total"] > 5


def test_it_builds_clones_starts_and_requests_a_campaign(theirs: MarketoClient, ours: Marketo) -> None:
    [top] = theirs.get_folder_by_name("Default")
    [around] = theirs.create_folder("Scoring", top["id"], "Folder")
    [program] = theirs.create_program(around["id"], "Folder", "Points", "Default", "Content")
    theirs.create_token(program["id"], "Program", "score", "score", "+10")
    [draft] = theirs.create_smart_campaign("Draft", program["id"], "Program")
    add_step(ours, draft["id"], "change_score", field="leadScore", change="{{my.score}}")
    add_rule(ours, draft["smartListId"], "Campaign is Requested", trigger=True, sources="Web Service API")
    [campaign] = theirs.clone_smart_campaign(draft["id"], program["id"], "Program", "Give points")
    [lead] = theirs.create_update_leads([{"email": "ann@example.com"}], lookupField="email")

    theirs.activate_smart_campaign(campaign["id"])
    assert theirs.request_campaign(campaign["id"], [lead["id"]], {"my.score": "+40"}) is True
    work()

    assert theirs.get_lead_by_id(lead["id"], fields=["leadScore"])[0]["leadScore"] == 40
    assert [each["name"] for each in theirs.get_multiple_campaigns()] == ["Draft", "Give points"]
    with pytest.raises(MarketoException) as refused:
        theirs.request_campaign(draft["id"], [lead["id"]])
    assert refused.value.code == "1003"
