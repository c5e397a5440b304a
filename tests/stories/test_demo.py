"""The demo shows what it promises: every program teaches its lesson on the people who are there."""

from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate

from campaigns.definitions.activity_types import BY_KEY
from campaigns.models import Activity, EmailAsset, ListMember, Person, Run, SmartCampaign, User, Waiting
from campaigns.selectors.email_preview import email_preview
from campaigns.selectors.rights import actor_for
from campaigns.services.demo.leads import made_up_leads
from campaigns.services.demo.make import LATE, make_demo

pytestmark = pytest.mark.django_db
PEOPLE = 600


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Made from few people, for the lessons are the same."""
    file = tmp_path / "leads.csv"
    file.write_bytes(made_up_leads(PEOPLE))
    monkeypatch.setenv("LEADS_CSV", str(file))
    make_demo(lambda said: None)
    yield


def logged(campaign: str, type: str, attribute: str) -> Counter[str]:
    rows = Activity.objects.filter(campaign__name=campaign, type_id=BY_KEY[type].id)
    return Counter(str(row.attributes.get(attribute)) for row in rows)


def distinct(field: str) -> set[str]:
    return set(Person.objects.filter(values__has_key=field).values_list(f"values__{field}", flat=True))


def test_the_demo_teaches_what_it_promises(demo: None) -> None:
    assert authenticate(username=settings.DEMO_USERNAME, password=settings.DEMO_PASSWORD)
    assert Person.objects.count() == PEOPLE

    scores = logged("Add my.score", "change_score", "Change Value")
    assert set(scores) == {"+10", "+0"} and scores["+10"] == scores["+0"], "T07"

    mqls = set(ListMember.objects.filter(list__name="MQLs").values_list("person", flat=True))
    decided = Activity.objects.filter(type_id=BY_KEY["execute_campaign"].id, attributes__Campaign="MQL Decision")
    assert 0 < len(mqls) < decided.count(), "some qualify and others don't"
    for person in Person.objects.filter(pk__in=mqls):
        assert person.values["demographic_score"] >= 15 and person.values["behavior_score"] >= 10, "C07"

    assert logged("Person is Created", "request_campaign", "Campaign") == {
        "Attribution Fields": LATE,
        "Subscription": LATE,
        "Demographic Score": LATE,
    }, "C14"
    assert Waiting.objects.filter(campaign__name="Subscription").count() == LATE

    assert distinct("mql_source_campaign") == {"Contacted Sales as Enterprise"}, "context True"
    assert distinct("mql_source_program") == {"Contact Sales Enterprise"}, "context True"
    assert distinct("attribution_campaign") <= {"MBA 2026", "Careers 2026", "Bring a Friend"}, "context False"
    assert not any("must not appear" in value for value in distinct("attribution_channel"))

    assert not Activity.objects.exclude(result=Activity.Result.SUCCEEDED).exists()
    assert not Run.objects.filter(kind="batch").exclude(state=Run.State.DONE).exists()


def test_t01_the_demos_email_is_approved_and_shows_each_persons_own_values(demo: None) -> None:
    actor = actor_for(User.objects.get(username=settings.DEMO_USERNAME))
    email = EmailAsset.objects.get(name="Welcome")
    person = Person.objects.filter(values__has_key="specialization").earliest("pk")
    seen = email_preview(
        actor, workspace_id=email.workspace_id, email_id=email.pk, person=person.pk, version="approved"
    )
    assert seen.from_name == "Grace of Demo Courses"
    assert escape(person.values["specialization"]) in seen.html
    assert seen.missing == ()


def test_making_it_again_changes_nothing(demo: None) -> None:
    before = (Person.objects.count(), SmartCampaign.objects.count(), Run.objects.count(), Activity.objects.count())
    make_demo(lambda said: None)
    after = (Person.objects.count(), SmartCampaign.objects.count(), Run.objects.count(), Activity.objects.count())
    assert after == before
