"""E-mails written, approved, cloned and deleted from outside (F07)."""

import json
from typing import Any

import pytest
from django.core import mail

from campaigns.definitions.actor import Role
from campaigns.models import EmailAsset
from tests.factories import make_person, make_workspace
from tests.marketo.client import Marketo, code, result
from tests.marketo.drawing import ASSETS
from tests.stories.acting import published, run, send, smart_list

pytestmark = pytest.mark.django_db
ROOT = json.dumps({"id": 15, "type": "Folder"})
HEAD = {"subject": "Hello", "fromName": "Ada", "fromEmail": "ada@example.com", "replyEmail": "team@example.com"}


def text(value: str) -> str:
    return json.dumps({"type": "Text", "value": value})


def new_email(client: Marketo, name: str = "Welcome", **more: Any) -> tuple[int, str]:
    """Its id and the beginning of its address."""
    form = HEAD | {"name": name, "folder": ROOT, "template": 1} | more
    [made] = result(client.form(f"{ASSETS}/emails.json", **form))
    return made["id"], f"{ASSETS}/email/{made['id']}"


def test_f07_an_email_is_written_approved_and_sent_by_campaigns() -> None:
    workspace = make_workspace()
    person = make_person(workspace, email="bob@example.com")
    client = Marketo(workspace)
    id, address = new_email(client)
    campaign = published(workspace, "Batch", send(EmailAsset.objects.get(pk=id)), who=smart_list())

    unwritten = client.post(f"{address}/approveDraft.json")
    result(client.form(f"{address}/content/content.json", type="Text", value="<p>Hi {{lead.Email Address}}</p>"))
    result(client.form(f"{address}/content.json", subject=text("Hello again"), replyTO="help@example.com"))
    result(client.post(f"{address}/approveDraft.json"))
    run(campaign)

    assert code(unwritten) == "709"
    [sent] = mail.outbox
    assert (sent.subject, sent.to, sent.reply_to) == ("Hello again", [person.values["email"]], ["help@example.com"])
    assert "Hi bob@example.com" in str(sent.message())


def test_changes_wait_in_a_draft_that_can_be_discarded() -> None:
    client = Marketo(make_workspace())
    _, address = new_email(client)
    result(client.form(f"{address}/fullContent.json", content="<p>One</p>"))
    assert code(client.post(f"{address}/discardDraft.json")) == "709"
    result(client.post(f"{address}/approveDraft.json"))

    result(client.form(f"{address}/fullContent.json", content="<p>Two</p>"))

    def content(**query: str) -> str:
        return str(result(client.get(f"{address}/fullContent.json", **query))[0]["content"])

    assert (content(), content(status="draft")) == ("<p>One</p>", "<p>Two</p>")
    result(client.post(f"{address}/discardDraft.json"))
    assert content(status="draft") == "<p>One</p>"
    result(client.post(f"{address}/unapprove.json"))
    assert result(client.get(f"{address}.json"))[0]["status"] == "draft"


def test_emails_are_renamed_cloned_and_deleted() -> None:
    client = Marketo(make_workspace())
    id, address = new_email(client, operational="true")

    [renamed] = result(client.form(f"{address}.json", name="Goodbye", description="The last one", operational="false"))
    [clone] = result(client.form(f"{address}/clone.json", name="Copy", folder=ROOT, operational="true"))

    assert (renamed["name"], renamed["description"], renamed["operational"]) == ("Goodbye", "The last one", False)
    assert (clone["subject"]["value"], clone["operational"], clone["status"]) == ("Hello", True, "draft")
    taken = client.form(f"{ASSETS}/emails.json", **HEAD, name="Copy", folder=ROOT, template=1)
    assert taken["errors"] == [{"code": "709", "message": "Email with the same name already exists"}]
    assert result(client.post(f"{address}/delete.json")) == [{"id": id}]
    assert code(client.post(f"{address}/delete.json")) == "702"


def test_a_sample_goes_to_one_address() -> None:
    client = Marketo(make_workspace())
    _, address = new_email(client)
    result(client.form(f"{address}/fullContent.json", content="<p>One</p>"))

    result(client.form(f"{address}/sendSample.json", emailAddress="me@example.com"))

    assert [each.to for each in mail.outbox] == [["me@example.com"]]


def test_w01_emails_elsewhere_are_not_there_and_viewers_write_none() -> None:
    here, there = make_workspace(), make_workspace()
    _, address = new_email(Marketo(there))
    stranger, viewer = Marketo(here), Marketo(there, Role.VIEWER)

    for call in ("approveDraft", "unapprove", "discardDraft", "delete"):
        assert code(stranger.post(f"{address}/{call}.json")) == "702"
        assert code(viewer.post(f"{address}/{call}.json")) == "603"
    assert code(stranger.form(f"{address}/fullContent.json", content="x")) == "702"
    assert code(stranger.form(f"{address}/content/header.json", type="Text", value="x")) == "702"
