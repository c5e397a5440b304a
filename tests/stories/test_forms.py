"""Forms on web sites: who fills them out, what is refused, and in whose pages they stand (S10, L02, W01)."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from campaigns.definitions.actor import Role
from campaigns.errors import StillUsed
from campaigns.models import Form, Person, PersonKey
from campaigns.services.forms import delete_form, update_form
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
from tests.stories.surfing import SITE, fill_out, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_sent_yet() -> None:
    cache.clear()


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
