"""Statistics of calls and errors (reference 4.6)."""

import pytest

from tests.factories import make_workspace
from tests.marketo.client import Marketo, result

pytestmark = pytest.mark.django_db


def test_usage_has_todays_row_from_the_first_call_on() -> None:
    client = Marketo(make_workspace())

    [first] = result(client.get("/rest/v1/stats/usage.json"))
    client.get("/rest/v1/nowhere.json")
    [second] = result(client.get("/rest/v1/stats/usage/last7days.json"))
    [errors] = result(client.get("/rest/v1/stats/errors.json"))

    assert first["total"] == 0
    assert (second["total"], second["users"]) == (2, [{"userId": "Sync", "count": 2}])
    assert errors["errors"] == [{"errorCode": "610", "count": 1}]
