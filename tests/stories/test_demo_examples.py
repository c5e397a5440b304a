"""The demo's examples, walked as a marketer would: from the button to the activity log of one person."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import FieldDefinition, SmartCampaign, Workspace
from campaigns.services.demo.leads import made_up_leads
from campaigns.services.demo.make import make_demo
from tests.factories import Browser, browser_as
from tests.stories.acting import work

pytestmark = pytest.mark.django_db
Line = tuple[str, str, str]


class Marketer:
    """Works in the demo's workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.browser: Browser = browser_as(Role.MARKETER, workspace)
        self.root = f"/api/v1/workspaces/{workspace.pk}"

    def make_person(self, **labelled: Any) -> int:
        """`labelled` by the fields' labels, small and with underscores."""
        names = {row.label.lower().replace(" ", "_"): row.name for row in FieldDefinition.objects.all()}
        values = {names.get(label, label): value for label, value in labelled.items()}
        made = self.browser.post(f"{self.root}/people", {"values": values})
        assert made.status_code == 201, made.json()
        work()
        return int(made.json()["id"])

    def run(self, name: str) -> None:
        campaign = SmartCampaign.objects.get(name=name)
        started = self.browser.post(f"{self.root}/campaigns/{campaign.pk}/run", {"confirm_warnings": True})
        assert started.status_code == 201, started.json()
        work()

    def log(self, person: int, *campaigns: str) -> list[Line]:
        """Oldest first: campaign, activity, and what came out of it."""
        rows = self.browser.get(f"{self.root}/people/{person}/activities").json()["items"]
        return [
            (row["campaign"]["name"], row["type"]["label"], said(row))
            for row in reversed(rows)
            if row["campaign"] and row["campaign"]["name"] in campaigns
        ]


def said(row: dict[str, Any]) -> str:
    named = (row["attributes"].get(name) for name in ("Qualified", "New Value", "Description"))
    return str(next((value for value in named if value is not None), row["primary"]))


@pytest.fixture
def marketer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Marketer]:
    file = tmp_path / "leads.csv"
    file.write_bytes(made_up_leads(100))
    monkeypatch.setenv("LEADS_CSV", str(file))
    make_demo(lambda said: None)
    yield Marketer(Workspace.objects.get(name="Demo"))


def test_c06_the_mql_chain_decides_on_what_the_steps_before_have_written(marketer: Marketer) -> None:
    hot = marketer.make_person(
        lead_profile="Potential Lead",
        lead_quality="High in Relevance",
        total_time_spent_on_website=700,
        totalvisits=6,
    )
    cold = marketer.make_person(lead_profile="Potential Lead", lead_quality="Worst", total_time_spent_on_website=700)
    marketer.run("Score and Decide")

    chain = ("Score and Decide", "Quality Score", "Behaviour Score", "MQL Decision")
    parent = ("Score and Decide", "Execute Campaign")
    assert marketer.log(hot, *chain) == [
        (*parent, "TRUE"),
        ("Quality Score", "Change Score", "30"),
        (*parent, "TRUE"),
        ("Behaviour Score", "Change Score", "20"),
        (*parent, "TRUE"),
        ("MQL Decision", "Change Data Value", "MQL"),
        ("MQL Decision", "Change Program Status", "MQL Chain"),
        ("MQL Decision", "Add to List", "MQLs"),
        ("MQL Decision", "Interesting Moment", "Became MQL with quality 30 and behaviour 20"),
    ]
    assert marketer.log(cold, *chain) == [
        (*parent, "FALSE"),
        (*parent, "TRUE"),
        ("Behaviour Score", "Change Score", "10"),
        (*parent, "FALSE"),
    ]


def test_t03_contact_sales_stamps_the_callers_names(marketer: Marketer) -> None:
    person = marketer.make_person(what_is_your_current_occupation="Businessman")
    marketer.run("Contacted Sales as SMB")
    assert marketer.log(person, "Contacted Sales as SMB", "Make MQL") == [
        ("Contacted Sales as SMB", "Change Program Status", "Contact Sales SMB"),
        ("Contacted Sales as SMB", "Execute Campaign", "TRUE"),
        ("Make MQL", "Change Data Value", "MQL"),
        ("Make MQL", "Change Data Value", "Contacted Sales as SMB"),
        ("Make MQL", "Change Data Value", "Contact Sales SMB"),
    ]


def test_c14_who_is_created_enters_three_campaigns_and_none_waits_for_another(marketer: Marketer) -> None:
    person = marketer.make_person(what_is_your_current_occupation="Student", lead_origin="API", lead_source="Google")
    requested = ("Attribution Fields", "Subscription", "Demographic Score")
    assert marketer.log(person, "Person is Created") == [
        ("Person is Created", "Request Campaign", name) for name in requested
    ]
    assert marketer.log(person, "Attribution Fields") == [
        ("Attribution Fields", "Change Data Value", "API"),
        ("Attribution Fields", "Change Data Value", "Google"),
    ]
    assert marketer.log(person, "Demographic Score") == [("Demographic Score", "Change Score", "5")]
    assert [activity for _, activity, _ in marketer.log(person, "Subscription")] == ["Wait"], "it waits alone"


def test_t03_attribution_takes_the_tokens_of_each_ads_own_program(marketer: Marketer) -> None:
    person = marketer.make_person(converted=1, lead_source="Facebook")
    marketer.run("Attribute Everybody")
    ads = ("Google Search Ads", "Facebook Ads", "Referral Rewards")
    assert marketer.log(person, "Attribute Everybody", *(f"Stamp {ad}" for ad in ads)) == [
        ("Attribute Everybody", "Execute Campaign", "FALSE"),
        ("Attribute Everybody", "Execute Campaign", "TRUE"),
        ("Stamp Facebook Ads", "Change Data Value", "Paid Social"),
        # The source is Facebook already, and no row tells of what does not change (F03).
        ("Stamp Facebook Ads", "Change Data Value", "Careers 2026"),
        ("Attribute Everybody", "Execute Campaign", "FALSE"),
    ]
