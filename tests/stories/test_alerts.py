"""Alerts tell others who somebody is about whom they should know; what sends them may be told too (F07, F08, S10)."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Person, Workspace
from campaigns.services.single_actions import Chosen, run_action
from tests.factories import make_actor, make_email, make_person, make_workspace
from tests.servers.smtp import MailServer
from tests.stories.acting import (
    listening,
    log_of,
    note,
    notes_of,
    published,
    rows_of,
    run,
    smart_list,
    step,
    trigger,
    work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def ada(workspace: Workspace) -> Person:
    return make_person(workspace, email="ada@example.com")


def test_f07_an_alert_tells_others_who_it_is_about(workspace: Workspace, mailbox: MailServer) -> None:
    person = make_person(workspace, email="ada@example.com", first_name="Ada", city="rome", unsubscribed=True)
    email = make_email(workspace, "Hot", subject="Call {{lead.First Name}}", html="{{SP_Send_Alert_Info}}")
    alert = step(
        "send_alert", email=email.pk, send_to="none", addresses="sales@acme.example; {{lead.City}}@acme.example"
    )
    run(published(workspace, "Parent", alert, note("after")))
    ((to, mail),) = mailbox.taken
    assert to == ["sales@acme.example", "rome@acme.example"]
    assert mail["Subject"] == "Call Ada"
    html = list(mail.iter_parts())[1].get_content()
    assert f"/w/{workspace.pk}/people/{person.pk}" in html and "Parent" in html
    assert "/m/o/" not in html
    assert log_of(person, "send_alert")[0][1]["Send To List"] == "sales@acme.example, rome@acme.example"
    assert notes_of(person) == ["after"]


def test_f08_an_alert_to_nobody_is_skipped_with_the_reason(workspace: Workspace, ada: Person) -> None:
    alert = step("send_alert", email=make_email(workspace).pk, send_to="owner", addresses="")
    run(published(workspace, "Parent", alert, note("after")))
    (row,) = rows_of(ada, "send_alert")
    assert (row.get_result_display(), notes_of(ada)) == ("skipped", ["after"])


def test_f07_an_alert_goes_to_the_persons_owner(workspace: Workspace, mailbox: MailServer) -> None:
    person = make_person(workspace, owner="sales@acme.example")
    alert = step("send_alert", email=make_email(workspace).pk, send_to="owner", addresses="not an address")
    run(published(workspace, "Parent", alert))
    assert [to for to, _ in mailbox.taken] == [["sales@acme.example"]]
    assert log_of(person, "send_alert")[0][1]["Send To Owner"] == "sales@acme.example"


def test_f07_an_email_and_an_alert_are_sent_as_single_actions_too(
    workspace: Workspace, ada: Person, mailbox: MailServer
) -> None:
    actor, email = make_actor(Role.MARKETER, workspace), make_email(workspace, html="{{SP_Send_Alert_Info}}")
    chosen = Chosen(people=(ada.pk,))
    alert = {"email": email.pk, "addresses": "sales@acme.example"}
    for kind, params in (("send_email", {"email": email.pk}), ("send_alert", alert)):
        run_action(actor, workspace_id=workspace.pk, kind=kind, params=params, chosen=chosen)
    work()
    assert sorted(to for to, _ in mailbox.taken) == [["ada@example.com"], ["sales@acme.example"]]
    assert [row.campaign_id for row in rows_of(ada, "send_email", "email_delivered", "send_alert")] == [None] * 3


def test_s10_an_alert_starts_campaigns_and_stays_in_history(
    workspace: Workspace, ada: Person, mailbox: MailServer
) -> None:
    email, other = make_email(workspace, "Hot"), make_email(workspace, "Cold")
    listening(workspace, "Heard", note("{{trigger.Send To List}}"), on=trigger("alert_is_sent", emails=[email.pk]))
    for each in (email, other):
        run(published(workspace, f"Alert {each.pk}", step("send_alert", email=each.pk, addresses="s@acme.example")))
    alerted = {"kind": "alert_was_sent", "params": {"operator": "occurred", "emails": [email.pk], "at_least": 2}}
    assert run(published(workspace, "Twice", note("twice"), who=smart_list(alerted))).total == 0
    alerted["params"] = {"operator": "occurred", "emails": [email.pk]}
    run(published(workspace, "Once", note("once"), who=smart_list(alerted)))
    assert notes_of(ada) == ["s@acme.example", "once"]
