"""Send Email from the step to the mailbox: what it says, and how surely it comes (F07, F08, F09, T10)."""

import pytest

from campaigns.models import Delivery, Workspace
from campaigns.runtime import deliver
from campaigns.runtime.drain import drain
from tests.factories import approve, make_email, make_person, make_program, make_token, make_workspace
from tests.servers.smtp import MailServer
from tests.stories.acting import (
    executable,
    execute,
    let_pass,
    listening,
    log_of,
    note,
    notes_of,
    published,
    rows_of,
    run,
    send,
    start,
    trigger,
    wait,
    work,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def outcomes(person: object) -> list[tuple[str, str | None]]:
    """What became of the person's Send Email steps, and why."""
    return [(row.get_result_display(), row.reason) for row in rows_of(person, "send_email")]  # type: ignore[arg-type]


def test_f07_an_email_arrives_with_the_persons_values_and_is_logged_sent_and_delivered(
    workspace: Workspace, mailbox: MailServer
) -> None:
    ada = make_person(workspace, email="ada@example.com", first_name="Ada <3")
    email = make_email(
        workspace,
        "Welcome",
        subject="Hi {{lead.First Name}}",
        html="<p>Dear {{lead.First Name}}</p>",
        reply_to="r@x.org",
    )
    campaign = published(workspace, "Parent", send(email, id="mailing"), note("after"))
    started = run(campaign)
    ((to, mail),) = mailbox.taken
    assert (to, mail["From"], mail["Reply-To"]) == (["ada@example.com"], "Acme <news@acme.example>", "r@x.org")
    assert mail["Subject"] == "Hi Ada <3"
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "Dear Ada <3" in text
    assert "<p>Dear Ada &lt;3</p>" in html
    named = {"Email": "Welcome", "Subject": "Hi Ada <3"}
    assert log_of(ada, "send_email", "email_delivered") == [("send_email", named), ("email_delivered", named)]
    origins = {(row.campaign_id, row.run_id, row.step, row.primary_id) for row in rows_of(ada, "email_delivered")}
    assert origins == {(campaign.pk, started.pk, "mailing", email.pk)}
    assert notes_of(ada) == ["after"]


def test_f07_an_email_that_is_not_approved_is_not_sent_and_the_person_goes_on(
    workspace: Workspace, mailbox: MailServer
) -> None:
    ada = make_person(workspace, email="ada@example.com")
    email = make_email(workspace, "Draft", approved=False)
    run(published(workspace, "Parent", send(email), note("after")))
    assert outcomes(ada) == [("failed", "“Draft” is not approved. Approve it, then retry this step.")]
    assert (mailbox.mails, notes_of(ada)) == ([], ["after"])


def test_f07_what_was_approved_is_sent_and_not_the_newer_draft(workspace: Workspace, mailbox: MailServer) -> None:
    make_person(workspace, email="ada@example.com")
    email = make_email(workspace, subject="Approved")
    email.draft["subject"] = "Draft"
    email.save()
    run(published(workspace, "Parent", send(email)))
    assert [mail["Subject"] for mail in mailbox.mails] == ["Approved"]


def test_t10_an_email_after_a_wait_takes_the_values_and_the_approved_version_of_then(
    workspace: Workspace, mailbox: MailServer
) -> None:
    person = make_person(workspace, email="ada@example.com", city="Rome")
    email = make_email(workspace, subject="{{lead.City}}")
    run(published(workspace, "Parent", wait("2 hours"), send(email)))
    person.values["city"] = "Paris"
    person.save()
    approve(email, subject="Now in {{lead.City}}")
    let_pass(hours=2)
    assert [mail["Subject"] for mail in mailbox.mails] == ["Now in Paris"]


def test_t10_the_values_are_those_of_the_step_and_not_of_a_later_one(workspace: Workspace, mailbox: MailServer) -> None:
    make_person(workspace, email="ada@example.com", city="Rome")
    email = make_email(workspace, subject="{{lead.City}}")
    run(published(workspace, "Parent", send(email), write("city", "Paris")))
    assert [mail["Subject"] for mail in mailbox.mails] == ["Rome"]


def test_t08_a_token_that_nothing_defines_prints_empty_and_is_recorded(
    workspace: Workspace, mailbox: MailServer
) -> None:
    ada = make_person(workspace, email="ada@example.com")
    run(published(workspace, "Parent", send(make_email(workspace, subject="Hi{{my.gone}}"))))
    assert log_of(ada, "send_email")[0][1]["Undefined Tokens"] == "{{my.gone}}"
    assert [mail["Subject"] for mail in mailbox.mails] == ["Hi"]


def test_t01_my_tokens_are_escaped_in_html_unless_they_are_rich_text(workspace: Workspace, mailbox: MailServer) -> None:
    make_person(workspace, email="ada@example.com")
    program = make_program(workspace)
    make_token(program, "Plain", "<i>a & b</i>")
    make_token(program, "Rich", "<i>a</i>", type="rich_text")
    email = make_email(workspace, subject="{{my.rich}}", html="{{my.plain}} {{my.rich}}")
    run(published(workspace, "Parent", send(email), program=program))
    (mail,) = mailbox.mails
    text, html = (part.get_content() for part in mail.iter_parts())
    assert html.startswith("&lt;i&gt;a &amp; b&lt;/i&gt; <i>a</i>")
    assert text.startswith("<i>a & b</i> a")
    assert mail["Subject"] == "a"


def test_t03_an_executables_email_takes_the_tokens_of_its_parent_under_parent_context(
    workspace: Workspace, mailbox: MailServer
) -> None:
    make_person(workspace, email="ada@example.com")
    theirs, ours = make_program(workspace), make_program(workspace)
    make_token(theirs, "Host", "parent")
    make_token(ours, "Host", "child")
    child = executable(workspace, "Child", send(make_email(workspace, subject="{{my.host}}")), program=ours)
    calls = (execute(child, parent_context=True), execute(child))
    run(published(workspace, "Parent", *calls, program=theirs))
    assert [mail["Subject"] for mail in mailbox.mails] == ["parent", "child"]


def test_t05_an_email_of_a_triggered_campaign_reads_trigger_tokens(workspace: Workspace, mailbox: MailServer) -> None:
    make_person(workspace, email="ada@example.com")
    email = make_email(workspace, subject="{{trigger.New Value}}")
    listening(workspace, "Listens", send(email), on=trigger("data_value_changes", field="city"))
    run(published(workspace, "Parent", write("city", "Oslo")))
    assert [mail["Subject"] for mail in mailbox.mails] == ["Oslo"]


def test_f09_a_mail_whose_answer_was_lost_is_repeated_under_the_same_message_id(
    workspace: Workspace, mailbox: MailServer
) -> None:
    ada = make_person(workspace, email="ada@example.com")
    mailbox.hangs_up = 1
    run(published(workspace, "Parent", send(make_email(workspace))))
    assert len(mailbox.mails) == 1
    assert log_of(ada, "email_delivered") == []
    let_pass(minutes=30)
    first, again = mailbox.mails
    assert first["Message-ID"] == again["Message-ID"]
    assert len(log_of(ada, "email_delivered")) == 1


def test_f09_a_worker_that_died_while_sending_is_followed_by_another_with_the_same_message_id(
    workspace: Workspace, mailbox: MailServer
) -> None:
    make_person(workspace, email="ada@example.com")
    start(published(workspace, "Parent", send(make_email(workspace))))
    while drain("batch"):
        pass
    Delivery.objects.update(state=Delivery.State.SENDING, attempts=1)
    work()
    (mail,) = mailbox.mails
    assert Delivery.objects.get().key.hex in mail["Message-ID"]
    assert not deliver.send_next(deliver.MESSAGES)


def test_f07_the_mails_of_one_turn_share_a_connection_and_fail_each_by_itself(
    workspace: Workspace, mailbox: MailServer
) -> None:
    names = ["ada", "bea", "cal", "dan", "eve"]
    people = [make_person(workspace, email=f"{name}@example.com") for name in names]
    mailbox.refusals["bea@example.com"] = "550 5.1.1 no such user"
    start(published(workspace, "Parent", send(make_email(workspace))))
    while drain("batch"):
        pass

    assert not deliver.drain(seconds=60)

    assert mailbox.calls == 1
    assert [to for to, _ in mailbox.taken] == [[f"{name}@example.com"] for name in names if name != "bea"]
    ends = [[key for key, _ in log_of(person, "email_delivered", "email_bounced")] for person in people]
    assert ends == [["email_delivered"], ["email_bounced"], *[["email_delivered"]] * 3]


def test_f09_a_connection_that_breaks_costs_the_next_mail_nothing(workspace: Workspace, mailbox: MailServer) -> None:
    people = [make_person(workspace, email=f"{name}@example.com") for name in ("ada", "bea", "cal")]
    mailbox.hangs_up = 1
    start(published(workspace, "Parent", send(make_email(workspace))))
    while drain("batch"):
        pass

    assert not deliver.send_messages(seconds=60)

    assert mailbox.calls == 2
    assert [len(log_of(person, "email_delivered")) for person in people] == [0, 1, 1]


def test_f08_an_address_that_the_server_refuses_bounces_hard_and_is_marked_invalid(
    workspace: Workspace, mailbox: MailServer
) -> None:
    ada = make_person(workspace, email="ada@example.com")
    mailbox.refusals["ada@example.com"] = "550 5.1.1 no such user"
    email = make_email(workspace)
    campaign = published(workspace, "Parent", send(email), note("after"))
    run(campaign)
    ((_, bounce),) = log_of(ada, "email_bounced")
    assert (bounce["Category"], bounce["Address"]) == ("5.1.1", "ada@example.com")
    ada.refresh_from_db()
    assert ada.values["email_invalid"] is True
    assert notes_of(ada) == ["after"]
    run(campaign)
    assert outcomes(ada)[-1][0] == "skipped"


def test_f08_a_full_mailbox_bounces_softly_and_the_address_stays(workspace: Workspace, mailbox: MailServer) -> None:
    ada = make_person(workspace, email="ada@example.com")
    mailbox.refusals["ada@example.com"] = "552 5.2.2 mailbox full"
    run(published(workspace, "Parent", send(make_email(workspace))))
    assert [key for key, _ in log_of(ada, "email_bounced", "email_bounced_soft")] == ["email_bounced_soft"]
    ada.refresh_from_db()
    assert "email_invalid" not in ada.values


def test_f08_who_unsubscribes_before_the_mail_leaves_gets_none(workspace: Workspace, mailbox: MailServer) -> None:
    ada = make_person(workspace, email="ada@example.com")
    mailbox.refusals["ada@example.com"] = "450 come back later"
    run(published(workspace, "Parent", send(make_email(workspace))))
    ada.refresh_from_db()
    ada.values["unsubscribed"] = True
    ada.save()
    mailbox.refusals.clear()
    let_pass(minutes=30)
    assert mailbox.mails == []
    assert outcomes(ada)[-1] == ("skipped", "The person unsubscribed before the e-mail left.")
