"""Web sites as sources of activities: the tracker, forms, and who may use them (S10, L02, C18, W01)."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from campaigns.definitions.actor import Role
from campaigns.errors import Invalid, StillUsed
from campaigns.models import AnonymousVisit, Form, Person, PersonKey, WebVisitor
from campaigns.services.forms import delete_form, update_form
from campaigns.services.trackers import update_tracker
from tests.factories import (
    browser_as,
    make_actor,
    make_form,
    make_person,
    make_program,
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


def test_l02_filled_out_form_names_the_form_and_its_negation_finds_the_others() -> None:
    workspace = make_workspace()
    contact, other = make_form(workspace, "Contact"), make_form(workspace, "Other")
    fill_out(contact, email="ann@example.com")
    fill_out(other, email="bob@example.com")
    filled = {"kind": "filled_out_form", "params": {"forms": [contact.pk]}}
    others = {"kind": "filled_out_form", "params": {"operator": "not_occurred", "forms": [contact.pk]}}
    run(published(workspace, "Filled", score("+10"), who=smart_list(filled)))
    run(published(workspace, "Not filled", score("-1"), who=smart_list(others)))
    scores = [values_of(person_with(f"{name}@example.com"))["score"] for name in ("ann", "bob")]
    assert scores == [10, -1]


# Forms.


def test_s10_a_form_makes_a_new_person_and_logs_what_was_filled_in() -> None:
    workspace = make_workspace()
    form = make_form(workspace, "Contact", "first_name", "city")
    filled = trigger("fills_out_form", forms=[form.pk])
    listening(workspace, "On form", note("{{lead.First Name}} by {{trigger.Name}}"), on=filled)
    listening(workspace, "On new", note("new"), on=trigger("person_is_created"))
    answer = fill_out(form, email="ann@example.com", first_name=" Ann ", city="", page=f"{SITE}/contact?x=1")
    assert b"Thank you" in answer.content
    work()
    person = person_with("ann@example.com")
    assert values_of(person) == {"email": "ann@example.com", "first_name": "Ann"}
    assert sorted(notes_of(person)) == ["Ann by Contact", "new"]
    ((_, filled_out),) = log_of(person, "fill_out_form")
    assert filled_out["Form Fields"] == "Email Address: ann@example.com; First Name: Ann"
    assert (filled_out["Web Page"], filled_out["Querystring"]) == ("www.example.com/contact", "x=1")


def test_s10_a_form_finds_the_person_by_the_address_in_any_case_and_leaves_what_stays_blank() -> None:
    workspace = make_workspace()
    form = make_form(workspace, "Contact", "first_name", "city")
    person = make_person(workspace, email="Ann@example.com", first_name="Anna", city="Rome")
    fill_out(form, email="ANN@example.com", first_name="", city="Paris")
    assert Person.objects.count() == 1
    assert values_of(person) == {"email": "ANN@example.com", "first_name": "Anna", "city": "Paris"}
    assert PersonKey.objects.filter(person=person).count() == 1


def test_s10_a_box_that_is_left_unticked_clears_its_field_where_the_form_asks_for_it() -> None:
    workspace = make_workspace()
    asks, does_not = make_form(workspace, "Preferences", "unsubscribed"), make_form(workspace, "Contact")
    person = make_person(workspace, email="ann@example.com", unsubscribed=True)
    fill_out(does_not, email="ann@example.com")
    assert values_of(person)["unsubscribed"] is True
    fill_out(asks, email="ann@example.com")
    assert "unsubscribed" not in values_of(person)
    fill_out(asks, email="ann@example.com", unsubscribed="true")
    assert values_of(person)["unsubscribed"] is True
    said = [row["Form Fields"] for _, row in log_of(person, "fill_out_form")]
    assert said[1:] == [f"Email Address: ann@example.com; Unsubscribed: {ticked}" for ticked in ("false", "true")]


def test_every_wrong_value_is_told_at_its_field_and_nothing_is_stored() -> None:
    form = make_form(make_workspace(), "Contact", "employees", "date_of_birth")
    answer = fill_out(form, email="nobody", employees="many", date_of_birth="soon")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert page.count('role="alert"') == 3
    assert "is not an e-mail address" in page
    assert 'value="many"' in page
    assert not Person.objects.exists()


def test_a_required_field_that_is_blank_is_asked_for_again() -> None:
    form = make_form(make_workspace())
    assert "Email Address is needed." in fill_out(form, email=" ").content.decode()


def test_whoever_fills_the_field_that_nobody_sees_is_thanked_and_forgotten() -> None:
    form = make_form(make_workspace())
    assert b"Thank you" in fill_out(form, email="bot@example.com", company_fax="1").content
    assert not Person.objects.exists()


def test_w01_a_form_is_not_sent_from_another_sites_page() -> None:
    form = make_form(make_workspace())
    body, kind = "email=ann%40example.com", "application/x-www-form-urlencoded"
    strange = Client().post(f"/f/{form.key}", body, content_type=kind, headers={"Origin": "https://evil.example"})
    own = Client().post(f"/f/{form.key}", body, content_type=kind, headers={"Origin": "http://testserver"})
    assert (strange.status_code, own.status_code) == (403, 200)
    assert Person.objects.count() == 1


def test_w01_a_form_may_stand_in_frames_of_the_workspaces_sites_only() -> None:
    workspace = make_workspace()
    make_tracker(workspace)
    form = make_form(workspace, thank_you_url="https://shop.example.com/thanks")
    answer = Client().get(f"/f/{form.key}")
    policy = answer.headers["Content-Security-Policy"]
    assert f"frame-ancestors 'self' {SITE};" in policy
    assert "form-action 'self' https://shop.example.com" in policy
    assert "X-Frame-Options" not in answer.headers
    thanked = fill_out(form, email="ann@example.com")
    assert (thanked.status_code, thanked.headers["Location"]) == (302, "https://shop.example.com/thanks")


def test_a_form_that_is_gone_says_so() -> None:
    assert Client().get("/f/nowhere").status_code == 404
    assert Client().post("/f/nowhere").status_code == 404


def test_w01_forms_by_api_are_for_marketers_of_the_workspace() -> None:
    workspace = make_workspace()
    form = make_form(workspace, "Contact", "city")
    address = f"/api/v1/workspaces/{workspace.pk}/forms/{form.pk}/submissions"
    sent = {"values": {"email": "ann@example.com", "city": "Rome"}, "page": f"{SITE}/app"}
    refused = [browser_as(role, workspace).post(address, sent).status_code for role in (Role.VIEWER, None)]
    made = browser_as(Role.MARKETER, workspace).post(address, sent)
    assert (refused, made.status_code) == ([403, 404], 201)
    assert made.json()["values"]["city"] == "Rome"


def test_a_form_is_made_placed_and_changed_by_api() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Webinar")
    browser = browser_as(Role.MARKETER, workspace)
    base = f"/api/v1/workspaces/{workspace.pk}/forms"
    made = browser.post(base, {"name": "Register", "parent": f"program:{program.pk}"}).json()
    fields = [*made["fields"], {"field": "city", "label": "Your town", "required": False}]
    changed = browser.patch(f"{base}/{made['id']}", {"fields": fields, "submit_label": "Register"}).json()
    assert [each["label"] for each in changed["fields"]] == ["Email Address", "Your town"]
    nodes = browser.get(f"/api/v1/workspaces/{workspace.pk}/tree").json()["nodes"]
    assert {"node": made["node"], "parent": f"program:{program.pk}"}.items() <= next(
        each for each in nodes if each["kind"] == "form"
    ).items()
    assert browser.delete(f"{base}/{made['id']}").status_code == 204
    assert not Form.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fields": [{"field": "city", "label": "City"}]}, "must ask for Email Address"),
        ({"fields": [{"field": "email", "label": "E-mail"}]}, "require it"),
        ({"fields": [{"field": "nothing", "label": "N"}]}, "no such field"),
        ({"key_field": "city"}, "by a key field only"),
        ({"thank_you_url": "javascript:alert(1)"}, "must begin with https"),
        ({"thank_you_url": "https://a.example;frame-ancestors *"}, "must begin with https"),
    ],
)
def test_a_form_that_could_not_work_is_refused(changes: dict[str, Any], words: str) -> None:
    workspace = make_workspace()
    form = make_form(workspace)
    answer = browser_as(Role.MARKETER, workspace).patch(f"/api/v1/workspaces/{workspace.pk}/forms/{form.pk}", changes)
    assert answer.status_code == 400
    assert words in answer.json()["message"]


def test_c17_a_form_that_a_campaign_names_cannot_be_deleted() -> None:
    workspace = make_workspace()
    form, actor = make_form(workspace), make_actor(Role.MARKETER, workspace)
    browser = browser_as(Role.MARKETER, workspace)
    campaign = published(workspace, "On form", note("x"))
    rules = smart_list(triggers=[trigger("fills_out_form", forms=[form.pk])])
    draft = {"edit_number": campaign.edit_number, "smart_list": rules, "flow": campaign.draft_flow}
    saved = browser.put(f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/draft", draft)
    assert saved.status_code == 200, saved.json()
    with pytest.raises(StillUsed, match="On form"):
        delete_form(actor, workspace_id=workspace.pk, form_id=form.pk)
    update_form(actor, workspace_id=workspace.pk, form_id=form.pk, name="Renamed")


@override_settings(BEHIND_HTTPS=True)
def test_the_script_names_the_address_of_this_installation() -> None:
    tracker = make_tracker(make_workspace(), asks_consent=True)
    script = Client().get(f"/track/{tracker.key}.js").content.decode()
    assert f'"events": "http://testserver/track/{tracker.key}"' in script
    assert '"asksConsent": true' in script
