"""The tracker on web sites: what it takes, from whom, and what visits start (S10, L02, C18, W01)."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from campaigns.definitions.actor import Role
from campaigns.errors import Invalid
from campaigns.models import AnonymousVisit, WebVisitor
from campaigns.services.trackers import update_tracker
from tests.factories import (
    browser_as,
    make_actor,
    make_form,
    make_person,
    make_tracker,
    make_workspace,
)
from tests.stories.acting import (
    listening,
    log_of,
    note,
    notes_of,
    published,
    run,
    score,
    smart_list,
    trigger,
    values_of,
    work,
)
from tests.stories.surfing import COOKIE, SITE, click, fill_out, person_with, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_sent_yet() -> None:
    cache.clear()


# The tracker.


def test_c18_nothing_is_stored_before_consent_where_the_workspace_asks_for_it() -> None:
    tracker = make_tracker(make_workspace(), asks_consent=True)
    assert visit(tracker, "/a", consent=False).status_code == 204
    assert not WebVisitor.objects.exists()
    visit(tracker, "/a", consent=True)
    assert AnonymousVisit.objects.count() == 1


@pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
def test_c18_who_asks_not_to_be_tracked_is_not(header: str) -> None:
    assert visit(make_tracker(make_workspace()), "/a", **{header: "1"}).status_code == 204
    assert not WebVisitor.objects.exists()


def test_w01_only_the_workspaces_own_sites_may_send_to_its_tracker() -> None:
    tracker = make_tracker(make_workspace())
    allowed, strange = visit(tracker, "/a"), visit(tracker, "/b", origin="https://elsewhere.example.net")
    assert allowed.headers["Access-Control-Allow-Origin"] == SITE
    assert strange.status_code == 403
    assert "Access-Control-Allow-Origin" not in strange.headers
    assert AnonymousVisit.objects.count() == 1


def test_w01_a_cookie_means_nothing_in_another_workspace() -> None:
    ours, theirs = make_workspace(), make_workspace()
    fill_out(make_form(ours), email="ann@example.com", cookie=COOKIE)
    visit(make_tracker(theirs), "/a")
    assert log_of(person_with("ann@example.com"), "visit_web_page") == []
    assert WebVisitor.objects.get(workspace=theirs).person is None


@pytest.mark.parametrize(
    "body",
    [
        {"visitor": "short", "url": SITE},
        {"visitor": COOKIE, "url": "javascript:alert(1)"},
        {"visitor": COOKIE},
        {"visitor": COOKIE, "url": f"{SITE}/{'x' * 5000}"},
        ["a list"],
        "no object",
    ],
)
def test_the_tracker_refuses_what_no_script_of_ours_sends(body: Any) -> None:
    tracker = make_tracker(make_workspace())
    answer = Client().post(
        f"/track/{tracker.key}", json.dumps(body), content_type="text/plain", headers={"Origin": SITE}
    )
    assert answer.status_code == 400
    assert not WebVisitor.objects.exists()


def test_the_tracker_refuses_a_body_that_is_too_large() -> None:
    tracker = make_tracker(make_workspace())
    body = json.dumps({"visitor": COOKIE, "url": SITE, "more": "x" * 20_000})
    answer = Client().post(f"/track/{tracker.key}", body, content_type="text/plain", headers={"Origin": SITE})
    assert answer.status_code == 413


def test_a_stranger_who_sends_too_often_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    from designer.web.limits import TrackerRate

    monkeypatch.setattr(TrackerRate, "THROTTLE_RATES", {"tracker": "2/min"})
    tracker = make_tracker(make_workspace())
    assert [visit(tracker, f"/{page}").status_code for page in "abc"] == [204, 204, 429]


def test_a_tracker_that_is_switched_off_stores_nothing_and_breaks_no_page() -> None:
    tracker = make_tracker(make_workspace())
    assert tracker.key in Client().get(f"/track/{tracker.key}.js").content.decode()
    tracker.active = False
    tracker.save()
    assert visit(tracker, "/a").status_code == 404
    script = Client().get(f"/track/{tracker.key}.js")
    assert (script.status_code, script.content) == (200, b"/* This tracker is switched off. */")


@pytest.mark.parametrize("site", ["example.com", "ftp://example.com", "https://", "https://a.example; script-src *"])
def test_a_site_that_is_none_is_refused_by_the_tracker(site: str) -> None:
    workspace = make_workspace()
    with pytest.raises(Invalid):
        update_tracker(make_actor(Role.ADMIN, workspace), workspace_id=workspace.pk, origins=[site])


def test_w01_the_tracker_is_set_up_by_admins_and_seen_by_marketers() -> None:
    workspace = make_workspace()
    address = f"/api/v1/workspaces/{workspace.pk}/tracker"
    changes = {"active": True, "origins": ["https://www.example.com/shop", "https://www.example.com"]}
    assert browser_as(Role.MARKETER, workspace).patch(address, changes).status_code == 403
    assert browser_as(None, workspace).get(address).status_code == 404
    set_up = browser_as(Role.ADMIN, workspace).patch(address, changes).json()
    assert set_up["origins"] == ["https://www.example.com"]
    assert set_up["asks_consent"] is True
    assert browser_as(Role.MARKETER, workspace).get(address).json()["key"] == set_up["key"]


def test_a_browser_keeps_its_newest_visits_until_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaigns.services.tracking._MOST_VISITS", 2)
    tracker = make_tracker(make_workspace())
    for page in ("/a", "/b", "/c"):
        visit(tracker, page)
    kept = AnonymousVisit.objects.order_by("pk").values_list("attributes__0", flat=True)
    assert list(kept) == ["www.example.com/b", "www.example.com/c"]


# What known people do starts campaigns.


def test_s10_a_known_persons_click_starts_campaigns_by_its_constraints() -> None:
    workspace = make_workspace()
    tracker = make_tracker(workspace)
    fill_out(make_form(workspace), email="ann@example.com", cookie=COOKIE)
    constraint = {"attribute": "Link", "operator": "contains", "values": ["brochure"]}
    clicks = trigger("clicks_link_on_web_page", constraints=[constraint])
    listening(workspace, "On click", note("{{trigger.Link}} on {{trigger.Web Page}}"), on=clicks)
    click(tracker, f"{SITE}/brochure.pdf", page="/products")
    click(tracker, f"{SITE}/imprint")
    work()
    assert notes_of(person_with("ann@example.com")) == [f"{SITE}/brochure.pdf on www.example.com/products"]


def test_l02_visited_web_page_by_constraints_and_number_of_times_and_its_negation() -> None:
    workspace = make_workspace()
    tracker = make_tracker(workspace)
    fill_out(make_form(workspace), email="ann@example.com", cookie=COOKIE)
    bob = make_person(workspace, email="bob@example.com")
    for page in ("/pricing?plan=pro", "/pricing", "/"):
        visit(tracker, page)
    pricing = [{"attribute": "Web Page", "operator": "is", "values": ["www.EXAMPLE.com/pricing"]}]
    twice = {"kind": "visited_web_page", "params": {"constraints": pricing, "at_least": 2}}
    never = {"kind": "visited_web_page", "params": {"operator": "not_occurred", "constraints": pricing}}
    run(published(workspace, "Hot", score("+10"), who=smart_list(twice)))
    run(published(workspace, "Cold", score("-1"), who=smart_list(never)))
    assert values_of(person_with("ann@example.com"))["score"] == 10
    assert values_of(bob)["score"] == -1


# Forms.


@override_settings(BEHIND_HTTPS=True)
def test_the_script_names_the_address_of_this_installation() -> None:
    tracker = make_tracker(make_workspace(), asks_consent=True)
    script = Client().get(f"/track/{tracker.key}.js").content.decode()
    assert f'"events": "http://testserver/track/{tracker.key}"' in script
    assert '"asksConsent": true' in script
