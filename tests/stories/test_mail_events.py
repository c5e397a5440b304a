"""What people and their mail servers do with an e-mail: logged beside its step, starting campaigns (F07, S10)."""

import io
import re
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from campaigns.models import Delivery, Person, SmartCampaign, WebTracker, Workspace
from campaigns.services.tracking import KNOWN, token_of_person
from tests.factories import make_email, make_person, make_tracker, make_workspace
from tests.servers.smtp import MailServer
from tests.stories.acting import (
    listening,
    log_of,
    note,
    notes_of,
    published,
    rows_of,
    run,
    send,
    smart_list,
    trigger,
    work,
)

pytestmark = pytest.mark.django_db
HTML = '<p><a class="b" href="https://example.org/a?b=1&amp;c=2">Read</a></p>'
Link = Callable[[str], str]


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def ada(workspace: Workspace) -> Person:
    return make_person(workspace, email="ada@example.com")


@pytest.fixture
def campaign(workspace: Workspace, ada: Person) -> SmartCampaign:
    return published(workspace, "Parent", send(make_email(workspace, "Offer", html=HTML), id="mailing"))


@pytest.fixture
def link(campaign: SmartCampaign, mailbox: MailServer) -> Link:
    """Sends the e-mail and finds the path of ours in it: o for the picture, c for a click, u and v."""
    run(campaign)

    def found(letter: str) -> str:
        html = list(mailbox.mails[0].iter_parts())[1].get_content()
        match = re.search(rf'https://house\.example(/m/{letter}/[^"<]+)', html)
        assert match, html
        return match[1]

    return found


def test_f07_an_open_and_a_click_are_logged_beside_the_step_that_sent_the_mail(
    ada: Person, campaign: SmartCampaign, link: Link, client: Client
) -> None:
    picture = client.get(link("o"), headers={"User-Agent": "Phone Mobile"})
    assert picture.headers["Content-Type"] == "image/gif"
    followed = client.get(link("c"))
    assert (followed.status_code, followed.headers["Location"]) == (302, "https://example.org/a?b=1&c=2")
    (opened, clicked) = log_of(ada, "open_email", "click_email")
    assert (opened[1]["Email"], opened[1]["Is Mobile Device"]) == ("Offer", True)
    assert clicked[1]["Link"] == "https://example.org/a?b=1&c=2"
    assert {(row.campaign_id, row.step) for row in rows_of(ada, "open_email", "click_email")} == {
        (campaign.pk, "mailing")
    }


def test_a_link_whose_signature_is_not_ours_leads_nowhere(link: Link, client: Client, ada: Person) -> None:
    assert client.get(link("c")[:-3] + "abc").status_code == 404
    assert client.get("/m/u/" + "0" * 32 + ":abc").status_code == 404
    assert client.get("/m/o/forged").status_code == 200
    assert log_of(ada, "open_email", "click_email") == []


def test_a_link_is_only_looked_at_by_head_and_still_leads_on_when_the_person_is_gone(
    link: Link, client: Client, ada: Person
) -> None:
    assert client.head(link("c")).status_code == 302
    assert log_of(ada, "click_email") == []
    address = link("c")
    Delivery.objects.update(payload={})
    assert client.get(address).headers["Location"].startswith("https://example.org/")


def test_s06_the_unsubscribe_link_asks_first_and_a_post_unsubscribes_once(
    link: Link, client: Client, ada: Person
) -> None:
    asked = client.get(link("u")).content.decode()
    assert "a…@example.com" in asked and "ada@example.com" not in asked
    ada.refresh_from_db()
    assert "unsubscribed" not in ada.values
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link("u")).status_code == strict.post(link("u")).status_code == 200
    ada.refresh_from_db()
    assert ada.values["unsubscribed"] is True
    assert [attributes["Reason"] for _, attributes in log_of(ada, "unsubscribe_email")] == ["Unsubscribed by the link"]
    assert len(log_of(ada, "change_data_value")) == 1


def test_s06_a_mail_program_unsubscribes_with_one_click(link: Link, mailbox: MailServer, ada: Person) -> None:
    (mail,) = mailbox.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>").removeprefix("https://house.example")
    assert address == link("u")
    Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert "one click" in log_of(ada, "unsubscribe_email")[0][1]["Reason"]


def test_t01_the_web_page_shows_what_was_sent_and_runs_no_script(
    workspace: Workspace, mailbox: MailServer, client: Client
) -> None:
    person = make_person(workspace, email="bob@example.com", city="Rome")
    html = '{{lead.City}} <a href="{{system.viewAsWebpageLink}}">page</a> <a href="{{system.unsubscribeLink}}">no</a>'
    run(published(workspace, "Parent", send(make_email(workspace, html=html))))
    person.values["city"] = "Paris"
    person.save()
    sent = list(mailbox.mails[0].iter_parts())[1].get_content()
    address = re.search(r'https://house\.example(/m/v/[^"]+)', sent)
    assert address
    page = client.get(address[1])
    assert page.content.decode().startswith("Rome")
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert "allow-scripts" not in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("kind", "letter"), [("opens_email", "o"), ("clicks_link_in_email", "c"), ("unsubscribes_from_email", "u")]
)
def test_s10_what_a_reader_does_starts_campaigns_that_listen(
    workspace: Workspace, link: Link, client: Client, ada: Person, kind: str, letter: str
) -> None:
    listening(workspace, "Listens", note("{{trigger.Name}}"), on=trigger(kind))
    other = make_email(workspace, "Other")
    listening(workspace, "Elsewhere", note("never"), on=trigger(kind, emails=[other.pk]))
    (client.post if letter == "u" else client.get)(link(letter))
    work()
    assert notes_of(ada) == ["Offer"]


def test_s10_a_delivery_and_a_bounce_start_campaigns(
    workspace: Workspace, campaign: SmartCampaign, ada: Person, mailbox: MailServer
) -> None:
    listening(workspace, "Arrived", note("delivered"), on=trigger("email_is_delivered"))
    refused = {"attribute": "Category", "operator": "starts_with", "values": ["5.1"]}
    listening(workspace, "Refused", note("bounced"), on=trigger("email_bounces", constraints=[refused]))
    run(campaign)
    mailbox.refusals["ada@example.com"] = "550 5.1.1 no such user"
    run(campaign)
    assert notes_of(ada) == ["delivered", "bounced"]


def report(mailbox: MailServer, **values: Any) -> dict[str, Any]:
    return {"type": "bounce", "message_id": mailbox.mails[0]["Message-ID"], **values}


def tell(reports: list[dict[str, Any]], secret: str = "known") -> Any:
    headers = {"Authorization": f"Bearer {secret}"}
    return Client(enforce_csrf_checks=True).post("/m/events", reports, "application/json", headers=headers)


@pytest.fixture
def known_secret(settings: Any) -> None:
    settings.MAIL_EVENTS_SECRET = "known"


@pytest.mark.usefixtures("known_secret", "link")
def test_f07_a_reported_bounce_is_logged_once_and_a_hard_one_marks_the_address(
    ada: Person, mailbox: MailServer
) -> None:
    hard = report(mailbox, status="5.1.1", details="no such user")
    assert tell([report(mailbox, status="4.4.7"), hard, hard]).json() == {"taken": 3, "reports": 3}
    assert [key for key, _ in log_of(ada, "email_bounced", "email_bounced_soft")] == [
        "email_bounced_soft",
        "email_bounced",
    ]
    ada.refresh_from_db()
    assert ada.values["email_invalid"] is True


@pytest.mark.usefixtures("known_secret", "link")
def test_f07_a_complaint_unsubscribes(ada: Person, mailbox: MailServer) -> None:
    assert tell([report(mailbox, type="complaint", details="abuse")]).json()["taken"] == 1
    ada.refresh_from_db()
    assert ada.values["unsubscribed"] is True
    assert len(log_of(ada, "email_complaint")) == 1


@pytest.mark.usefixtures("known_secret")
def test_w01_reports_are_taken_only_with_the_secret_and_only_of_mail_of_ours(settings: Any) -> None:
    stranger = {"type": "bounce", "message_id": "<0@elsewhere>"}
    assert tell([stranger]).json() == {"taken": 0, "reports": 1}
    assert tell([{"type": "party"}]).status_code == 400
    assert tell([stranger], "guessed").status_code == 401
    settings.MAIL_EVENTS_SECRET = ""
    assert tell([stranger], "").status_code == 401


DSN = """From: mailer-daemon@example.com
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ada@example.com
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

--x
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: Offer

--x--
"""


@pytest.mark.usefixtures("link")
@pytest.mark.parametrize(("action", "bounces"), [("failed", 1), ("delayed", 0)])
def test_f07_a_bounce_that_comes_as_mail_is_read_from_standard_input(
    ada: Person, mailbox: MailServer, monkeypatch: pytest.MonkeyPatch, action: str, bounces: int
) -> None:
    told = DSN.format(action=action, message_id=mailbox.mails[0]["Message-ID"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(told.encode())))
    call_command("take_bounce", stdout=io.StringIO())
    logged = log_of(ada, "email_bounced")
    assert len(logged) == bounces
    if bounces:
        assert logged[0][1]["Details"] == "550 no such user"


def test_l02_a_smart_list_finds_who_was_sent_an_email_and_did_not_open_it(
    workspace: Workspace, campaign: SmartCampaign, link: Link, client: Client, ada: Person
) -> None:
    bob = make_person(workspace, email="bob@example.com")
    run(campaign)
    offer = campaign.workspace.emailasset_set.get(name="Offer")
    client.get(link("o"))

    def asked(kind: str, **params: object) -> dict[str, object]:
        return {"kind": kind, "params": {"emails": [offer.pk], **params}}

    twice = asked("was_sent_email", at_least=2)
    unopened = asked("opened_email", operator="not_occurred")
    clicked = {"attribute": "Link", "operator": "contains", "values": ["example.org"]}
    run(published(workspace, "Twice", note("sent twice"), who=smart_list(twice)))
    run(published(workspace, "Chase", note("chase"), who=smart_list(asked("was_sent_email"), unopened)))
    followed = asked("clicked_link_in_email", constraints=[clicked])
    run(published(workspace, "Clicked", note("clicked"), who=smart_list(followed)))
    assert (notes_of(ada), notes_of(bob)) == (["sent twice"], ["chase"])


def test_c18_a_link_to_a_site_of_ours_makes_the_visitor_known_and_other_sites_are_told_nothing(
    workspace: Workspace, ada: Person, link: Link, client: Client
) -> None:
    make_tracker(workspace, "https://www.example.com")
    assert client.get(link("c")).headers["Location"] == "https://example.org/a?b=1&c=2"
    make_tracker(make_workspace(), "https://example.org")
    assert KNOWN not in client.get(link("c")).headers["Location"]
    WebTracker.objects.filter(workspace=workspace).update(origins=["https://example.org"])
    address = urlsplit(client.get(link("c")).headers["Location"])
    asked = dict(parse_qsl(address.query))
    assert (asked.pop(KNOWN), asked) == (token_of_person(workspace.pk, ada.pk), {"b": "1", "c": "2"})
    assert len(log_of(ada, "click_email")) == 3
