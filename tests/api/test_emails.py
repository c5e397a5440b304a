"""E-mails in the API: written as a draft, approved, taken back, looked at as a person, and sent as a test (F07)."""

import pytest
from django.core import mail

from campaigns.definitions.actor import Role
from campaigns.models import EmailAsset, Workspace
from campaigns.selectors.subjects import draft_problems
from tests.definitions import JSON, lives_in, person_is_created, smart_list, step
from tests.editing import draw
from tests.factories import Browser, browser_as, make_folder, make_person, make_program, make_token, make_workspace

pytestmark = pytest.mark.django_db
CONTENT = {
    "from_name": "Ada",
    "from_address": "ada@example.com",
    "subject": "Hello {{lead.First Name:default=friend}}",
    "html": "<p>Dear {{lead.First Name}}</p>",
}


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def browser(workspace: Workspace) -> Browser:
    return browser_as(Role.MARKETER, workspace)


def sends(email: int) -> JSON:
    return step("s1", "send_email", email=email)


def written(browser: Browser, workspace: Workspace, **content: object) -> str:
    """The address of a new e-mail with this content."""
    made = browser.post(f"/api/v1/workspaces/{workspace.pk}/emails", {"name": "Welcome"}).json()
    address = f"/api/v1/workspaces/{workspace.pk}/emails/{made['id']}"
    saved = browser.put(f"{address}/draft", {"edit_number": 0, "content": {**CONTENT, **content}})
    assert saved.status_code == 200, saved.json()
    return address


def test_f07_an_email_goes_from_draft_to_approved_and_later_edits_are_a_draft_again(
    browser: Browser, workspace: Workspace
) -> None:
    address = written(browser, workspace)
    assert browser.get(address).json()["state"] == "draft"
    assert browser.post(f"{address}/approve").json()["state"] == "approved"
    later = browser.put(f"{address}/draft", {"edit_number": 1, "content": {**CONTENT, "subject": "Newer"}}).json()
    assert later["state"] == "approved_with_draft"
    sent = browser.get(f"{address}/preview", {"version": "approved"}).json()
    assert sent["subject"] == "Hello friend"
    assert browser.post(f"{address}/unapprove").json()["state"] == "draft"


def test_f07_an_email_without_a_subject_or_sender_is_saved_but_not_approved(
    browser: Browser, workspace: Workspace
) -> None:
    address = written(browser, workspace, subject=" ", from_address="nobody")
    assert len(browser.get(address).json()["faults"]) == 2
    refused = browser.post(f"{address}/approve")
    assert (refused.status_code, refused.json()["code"]) == (409, "email_has_errors")


def test_an_edit_of_an_older_version_is_refused_with_the_newer_one(browser: Browser, workspace: Workspace) -> None:
    address = written(browser, workspace)
    refused = browser.put(f"{address}/draft", {"edit_number": 0, "content": CONTENT})
    assert (refused.status_code, refused.json()["code"]) == (409, "stale_edit")
    assert refused.json()["details"]["content"]["from_name"] == "Ada"


def test_t01_a_preview_takes_the_persons_values_and_the_my_tokens_of_its_place(
    browser: Browser, workspace: Workspace
) -> None:
    program = make_program(workspace, "Webinar")
    make_token(program, "Host", "<b>Grace</b>", type="rich_text")
    make_token(program, "Room", "<b>12</b>")
    person = make_person(workspace, first_name="<Ada>")
    address = written(browser, workspace, html="<p>{{lead.First Name}} {{my.host}} {{my.room}} {{my.gone}}</p>")
    browser.patch(address, {"parent": f"program:{program.pk}"})
    seen = browser.get(f"{address}/preview", {"person": person.pk}).json()
    assert "<p>&lt;Ada&gt; <b>Grace</b> &lt;b&gt;12&lt;/b&gt; </p>" in seen["html"]
    assert seen["text"].startswith("<Ada> Grace <b>12</b>")
    assert seen["subject"] == "Hello <Ada>"
    assert seen["missing"] == ["{{my.gone}}"]


def test_a_preview_page_may_stand_in_our_own_frame_and_runs_no_script(browser: Browser, workspace: Workspace) -> None:
    page = browser.get(f"{written(browser, workspace)}/preview.html")
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "allow-scripts" not in policy


def test_a_test_mail_reaches_the_address_and_logs_nothing(browser: Browser, workspace: Workspace) -> None:
    person = make_person(workspace, first_name="Ada")
    address = written(browser, workspace)
    assert browser.post(f"{address}/test", {"address": "me@example.com", "person": person.pk}).json() == {"left": True}
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.from_email) == (["me@example.com"], "Hello Ada", "Ada <ada@example.com>")


def test_an_email_lies_in_the_tree_and_keeps_its_folder_from_being_deleted(
    browser: Browser, workspace: Workspace
) -> None:
    folder = make_folder(workspace)
    address = written(browser, workspace)
    browser.patch(address, {"parent": f"folder:{folder.pk}", "name": "Renamed"})
    nodes = browser.get(f"/api/v1/workspaces/{workspace.pk}/tree").json()["nodes"]
    assert [(node["kind"], node["name"]) for node in nodes if node["parent"]] == [("email", "Renamed")]
    assert browser.delete(f"/api/v1/workspaces/{workspace.pk}/folders/{folder.pk}").status_code == 409


def test_c17_a_token_that_an_email_reads_is_not_deleted(browser: Browser, workspace: Workspace) -> None:
    program = make_program(workspace)
    token = make_token(program, "Host", "Grace")
    address = written(browser, workspace, html="{{my.Host}}")
    browser.patch(address, {"parent": f"program:{program.pk}"})
    refused = browser.delete(f"/api/v1/workspaces/{workspace.pk}/tokens/{token.pk}")
    assert (refused.status_code, refused.json()["code"]) == (409, "still_used")
    assert "Welcome" in refused.json()["message"]


def test_w01_a_stranger_sees_no_email_and_a_viewer_changes_none(browser: Browser, workspace: Workspace) -> None:
    address = written(browser, workspace)
    assert browser_as(Role.MARKETER, make_workspace()).get(address).status_code == 404
    viewer = browser_as(Role.VIEWER, workspace)
    assert viewer.get(f"{address}/preview").status_code == 200
    for change in (f"{address}/approve", f"{address}/unapprove", f"{address}/test"):
        assert viewer.post(change, {"address": "me@example.com"}).status_code == 403
    assert EmailAsset.objects.get().approved is None


def test_c17_an_email_that_a_live_campaign_sends_is_neither_unapproved_nor_deleted(
    browser: Browser, workspace: Workspace
) -> None:
    address = written(browser, workspace)
    email = browser.post(f"{address}/approve").json()["id"]
    campaign = draw(workspace, "Greets", sends(email), smart_list=smart_list(triggers=(person_is_created(),)))
    activate = f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/activate"
    assert browser.post(activate, {}).status_code == 200
    refused = browser.post(f"{address}/unapprove")
    assert (refused.status_code, refused.json()["code"]) == (409, "email_in_use")
    assert browser.delete(address).json()["code"] == "still_used"
    uses = browser.get(f"{address}/used-by").json()
    assert [(use["name"], use["relation"]) for use in uses] == [("Greets", "sends")]
    browser.post(activate.replace("/activate", "/deactivate"))
    assert browser.post(f"{address}/unapprove").status_code == 200


def test_f07_a_campaign_that_sends_what_is_not_approved_does_not_start(browser: Browser, workspace: Workspace) -> None:
    written(browser, workspace)
    email = EmailAsset.objects.get()
    campaign = draw(workspace, "Greets", sends(email.pk), smart_list=smart_list(lives_in("Rome")))
    assert [problem.message for problem in draft_problems(campaign) if problem.is_error] == [
        "“Welcome” is not approved, so it can't be sent. Open it and approve it."
    ]
    refused = browser.post(f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/run", {})
    assert refused.json()["code"] == "campaign_has_errors"


def test_t08_the_editor_warns_of_tokens_in_the_email_that_nothing_defines(
    browser: Browser, workspace: Workspace
) -> None:
    address = written(browser, workspace, html="{{my.Host}} {{system.unsubscribeLink}}")
    email = browser.post(f"{address}/approve").json()["id"]
    campaign = draw(workspace, "Greets", sends(email), smart_list=smart_list(lives_in("Rome")))
    warnings = [problem.message for problem in draft_problems(campaign) if problem.code == "undefined_token"]
    assert len(warnings) == 1 and "{{my.Host}}" in warnings[0]
