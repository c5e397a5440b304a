"""Who gets no mail, and how many are too many: by day and by week, where the campaign says so (S06, C08)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from campaigns.models import Delivery, Workspace
from tests.factories import make_email, make_person, make_workspace
from tests.servers.smtp import MailServer
from tests.stories.acting import (
    EVERY_TIME,
    executable,
    execute,
    let_pass,
    note,
    notes_of,
    published,
    rows_of,
    run,
    send,
)

pytestmark = pytest.mark.django_db
HOUR = datetime.now(UTC).hour
WHERE_THE_DAY_IS_YOUNG = (
    f"Etc/GMT+{HOUR - 1}" if 1 <= HOUR <= 13 else f"Etc/GMT-{(25 - HOUR) % 24}"
)  # one o'clock there
OBEYS = {**EVERY_TIME, "block_non_operational": True}


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def outcomes(person: object) -> list[tuple[str, str | None]]:
    """What became of the person's Send Email steps, and why."""
    return [(row.get_result_display(), row.reason) for row in rows_of(person, "send_email")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "no e-mail address"),
        ({"email": "nobody at home"}, "no e-mail address"),
        ({"blocklisted": True}, "blocklisted"),
        ({"email_invalid": True}, "invalid"),
        ({"unsubscribed": True}, "unsubscribed"),
        ({"marketing_suspended": True}, "suspended"),
    ],
)
def test_s06_who_may_not_be_mailed_is_skipped_with_the_reason_and_goes_on(
    workspace: Workspace, values: dict[str, object], said: str
) -> None:
    reachable = {"email": "ada@example.com"} if values else {}
    person = make_person(workspace, {**reachable, **values})
    run(published(workspace, "Parent", send(make_email(workspace)), note("after")))
    ((result, reason),) = outcomes(person)
    assert result == "skipped"
    assert said in (reason or "")
    assert notes_of(person) == ["after"]
    assert not Delivery.objects.exists()


def test_s06_operational_mail_passes_unsubscribed_suspended_and_limits_but_no_blocklist(
    workspace: Workspace, mailbox: MailServer
) -> None:
    workspace.emails_per_day = 1
    workspace.save()
    make_person(workspace, email="ada@example.com", unsubscribed=True, marketing_suspended=True)
    make_person(workspace, email="bob@example.com", blocklisted=True)
    receipt = make_email(workspace, operational=True)
    run(published(workspace, "Parent", send(receipt), send(receipt), settings=OBEYS))
    assert [to for to, _ in mailbox.taken] == [["ada@example.com"], ["ada@example.com"]]
    assert all(mail["List-Unsubscribe"] is None for mail in mailbox.mails)


def test_s06_the_limit_per_day_counts_earlier_sends_and_those_of_the_same_flow(workspace: Workspace) -> None:
    workspace.emails_per_day = 2
    workspace.save()
    ada = make_person(workspace, email="ada@example.com")
    email = make_email(workspace)
    campaign = published(workspace, "Parent", send(email), settings=OBEYS)
    run(campaign)
    run(published(workspace, "Twice", send(email), send(email), settings=OBEYS))
    assert [result for result, _ in outcomes(ada)] == ["succeeded", "succeeded", "skipped"]
    assert "2 a day" in (outcomes(ada)[-1][1] or "")
    let_pass(hours=24)
    run(campaign)
    assert outcomes(ada)[-1][0] == "succeeded"


def test_s06_a_day_ends_at_midnight_in_the_workspaces_zone() -> None:
    workspace = make_workspace(timezone=WHERE_THE_DAY_IS_YOUNG)
    workspace.emails_per_day = 1
    workspace.save()
    ada = make_person(workspace, email="ada@example.com")
    campaign = published(workspace, "Parent", send(make_email(workspace)), settings=OBEYS)
    run(campaign)
    Delivery.objects.update(created_at=F("created_at") - timedelta(hours=3))
    run(campaign)
    run(campaign)
    assert [result for result, _ in outcomes(ada)] == ["succeeded", "succeeded", "skipped"]


def test_s06_the_limit_per_week_rolls_over_168_hours(workspace: Workspace) -> None:
    workspace.emails_per_week = 1
    workspace.save()
    ada = make_person(workspace, email="ada@example.com")
    campaign = published(workspace, "Parent", send(make_email(workspace)), settings=OBEYS)
    run(campaign)
    let_pass(hours=167)
    run(campaign)
    let_pass(hours=1)
    run(campaign)
    assert [result for result, _ in outcomes(ada)] == ["succeeded", "skipped", "succeeded"]


def test_s06_only_campaigns_that_say_so_obey_limits(workspace: Workspace) -> None:
    workspace.emails_per_day = 1
    workspace.save()
    ada = make_person(workspace, email="ada@example.com")
    email = make_email(workspace)
    run(published(workspace, "Free", send(email), send(email)))
    assert [result for result, _ in outcomes(ada)] == ["succeeded", "succeeded"]


def test_c08_an_executables_own_communication_limits_count_for_its_mail(workspace: Workspace) -> None:
    workspace.emails_per_day = 1
    workspace.save()
    ada = make_person(workspace, email="ada@example.com")
    email = make_email(workspace)
    obeying = executable(workspace, "Obeys", send(email), settings=OBEYS)
    free = executable(workspace, "Free", send(email))
    run(published(workspace, "Parent", send(email), execute(obeying), execute(free), settings=EVERY_TIME))
    assert [result for result, _ in outcomes(ada)] == ["succeeded", "skipped", "succeeded"]
