"""What every call has in common: envelope, order of checks, limits, dirty parameters (reference 1)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client, override_settings
from pytest_django import Settings

from designer.marketo import moments
from designer.marketo.errors import Refused
from designer.marketo.parameters import FolderRef, Parameters
from tests.factories import make_campaign, make_workspace
from tests.marketo.client import Marketo, code, result

pytestmark = pytest.mark.django_db
CAMPAIGNS = "/rest/v1/campaigns.json"


def test_success_and_failure_have_the_lead_databases_shape() -> None:
    client = Marketo(make_workspace())

    found, strange = client.get(CAMPAIGNS), client.get("/rest/v1/campaigns/1.json")

    assert set(found) == {"requestId", "result", "success"}
    assert found["requestId"].count("#") == 1
    assert strange["errors"] == [{"code": "1013", "message": "Campaign not found"}]
    assert set(strange) == {"requestId", "success", "errors"}


def test_the_token_is_judged_before_the_address_and_the_address_before_the_method() -> None:
    client = Marketo(make_workspace())

    assert code(Client().get("/rest/v1/nowhere.json").json()) == "600"
    assert code(Client(headers={"Authorization": "Bearer x"}).get(CAMPAIGNS).json()) == "601"
    assert code(client.get("/rest/v1/nowhere.json")) == "610"
    assert code(client.get("/bulk/v1/nowhere.json")) == "610"
    assert code(client.get("/rest/v1/companies.json")) == "610"
    assert code(client.post(CAMPAIGNS, {})) == "605"
    assert code(client.get("/rest/v1/campaigns/1/trigger.json")) == "605"
    http = Client(headers={"Authorization": f"Bearer {client.token}"})
    assert code(http.options(CAMPAIGNS).json()) == "605"
    assert code(http.put(CAMPAIGNS, "<a/>", content_type="application/xml").json()) == "605"
    assert code(http.post("/rest/v1/nowhere.json", "<a/>", content_type="application/xml").json()) == "610"


def test_broken_bodies_are_told_apart() -> None:
    client = Marketo(make_workspace())
    http = Client(headers={"Authorization": f"Bearer {client.token}"})
    trigger = "/rest/v1/campaigns/1/trigger.json"

    assert code(http.post(trigger, "{", content_type="application/json").json()) == "609"
    assert code(http.post(trigger, "<a/>", content_type="application/xml").json()) == "612"
    assert code(client.form(trigger, input="1")) == "612"
    assert code(client.post(trigger, {})) == "1002"


def test_more_parameters_than_can_be_read_are_refused() -> None:
    client = Marketo(make_workspace())

    assert code(client.get(CAMPAIGNS, id=list(range(2_000)))) == "1003"
    assert code(client.form(CAMPAIGNS, **{f"id{number}": "1" for number in range(2_000)})) == "1003"


def test_old_clients_send_the_token_in_the_url_unless_a_setting_forbids_it() -> None:
    token = Marketo(make_workspace()).token

    assert Client().get(CAMPAIGNS, {"access_token": token}).json()["success"]
    with override_settings(API_TOKEN_IN_URL=False):
        assert code(Client().get(CAMPAIGNS, {"access_token": token}).json()) == "600"


@pytest.mark.parametrize("place", ["query", "form"])
def test_a_post_may_say_that_it_means_get(place: str) -> None:
    client = Marketo(make_workspace())
    if place == "query":
        answer = client.post(CAMPAIGNS, None, _method="GET")
    else:
        answer = client.form(CAMPAIGNS, _method="GET", name="Nobody")

    assert result(answer) == []


def test_a_path_with_dots_is_the_same_path() -> None:
    client = Marketo(make_workspace())

    assert code(client.get("/rest/../bulk/v1/nowhere.json")) == "610"


@pytest.mark.parametrize(("setting", "refused"), [("API_CALLS_PER_20_SECONDS", "606"), ("API_CALLS_PER_DAY", "607")])
def test_whoever_calls_too_much_is_told_which_limit_it_was(settings: Settings, setting: str, refused: str) -> None:
    client = Marketo(make_workspace())
    setattr(settings, setting, 1)

    answers = [client.get(CAMPAIGNS) for _ in range(3)]

    assert code(answers[2]) == refused  # the second may fall into the next 20 seconds


def test_too_many_calls_at_once_are_refused(settings: Settings) -> None:
    client = Marketo(make_workspace())
    settings.API_CALLS_AT_ONCE = 0

    assert code(client.get(CAMPAIGNS)) == "615"


def test_large_answers_are_zipped_when_asked_for() -> None:
    workspace = make_workspace()
    for _ in range(20):
        make_campaign(workspace)
    client = Marketo(workspace)
    headers = {"Authorization": f"Bearer {client.token}", "Accept-Encoding": "gzip"}

    assert Client(headers=headers).get(CAMPAIGNS)["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "sent",
    [
        '{"id": 12, "type": "Folder"}',
        '{"type":"folder","id":"12"}',
        "{'id': 12, 'type': Folder}",
        "{'id': 12, 'type': 'Folder'}",
        "12",
    ],
)
def test_a_folder_is_understood_however_clients_write_it(sent: str) -> None:
    assert Parameters([("folder", sent)]).folder("folder") == FolderRef(12, "Folder")


@pytest.mark.parametrize("sent", ["{", "Folder", '{"type": "Folder"}', '{"id": "x"}', '{"id": 1, "type": "Zone"}'])
def test_a_folder_that_is_none_is_a_wrong_type(sent: str) -> None:
    with pytest.raises(Refused) as refused:
        Parameters([("folder", sent)]).folder("folder")

    assert refused.value.code == "1001"


@pytest.mark.parametrize(
    "pairs", [[("id", "1,2")], [("id", "1"), ("id", "2")], [("id[0]", "1"), ("id[1]", "2")], [("id", "1&id=2")]]
)
def test_lists_come_in_four_ways(pairs: list[tuple[str, Any]]) -> None:
    assert Parameters(pairs).numbers("id") == [1, 2]


@pytest.mark.parametrize(
    "sent",
    [
        "2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00.000Z",
        "2026-11-22T08:00:00+0000",
        "2026-11-22T08:00:00 00:00",
        "2026-11-22T03:00:00-05:00",
        "2026-11-22T08:00:00Z+0000",
    ],
)
def test_moments_are_read_in_every_form(sent: str) -> None:
    assert moments.read(sent) == datetime(2026, 11, 22, 8, tzinfo=UTC)
