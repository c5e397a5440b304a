"""The catalog over the API: every kind with the schema that its form is drawn from."""

import pytest
from django.test import Client

from campaigns.definitions.actor import Role
from tests.factories import browser_as, make_workspace

pytestmark = pytest.mark.django_db


def test_the_catalog_names_every_kind_and_says_how_each_parameter_is_drawn() -> None:
    known = browser_as(Role.VIEWER, make_workspace()).get("/api/v1/catalog").json()

    actions = {each["kind"]: each for each in known["actions"]}
    assert actions["change_score"]["schema"]["properties"]["field"]["control"] == "field:score"
    controls = [
        schema.get("control")
        for group in ("actions", "filters", "triggers")
        for kind in known[group]
        for schema in kind["schema"].get("properties", {}).values()
    ]
    assert all(controls)


def test_c11_the_catalog_says_what_may_not_stand_in_an_executable() -> None:
    known = browser_as(Role.VIEWER, make_workspace()).get("/api/v1/catalog").json()

    kept_out = {each["kind"] for each in known["actions"] if not each["allowed_in_executable"]}
    assert kept_out == {"wait", "call_webhook"}
    assert not any(each["allowed_in_executable"] for each in known["triggers"])


def test_l03_the_catalog_has_the_operators_of_each_family_and_their_surprises() -> None:
    known = browser_as(Role.VIEWER, make_workspace()).get("/api/v1/catalog").json()

    assert set(known["operators"]) == {"text", "number", "date", "datetime", "boolean"}
    before = next(each for each in known["operators"]["date"] if each["name"] == "before")
    assert "without a value" in before["help"]
    assert {"name": "today", "label": "Today"} in known["frames"]


def test_l02_the_catalog_has_the_operators_of_constraints_which_are_fewer() -> None:
    known = browser_as(Role.VIEWER, make_workspace()).get("/api/v1/catalog").json()

    assert "in_past" not in {each["name"] for each in known["constraint_operators"]["date"]}
    assert "in_future" not in {each["name"] for each in known["date_constraint_operators"]}
    requested = next(each for each in known["filters"] if each["kind"] == "campaign_was_requested")
    assert "Web Service API" in requested["schema"]["properties"]["constraints"]["options"]["Source"]


def test_who_is_not_signed_in_gets_no_catalog() -> None:
    assert Client().get("/api/v1/catalog").status_code == 401
