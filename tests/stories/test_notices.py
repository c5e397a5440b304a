"""Nobody has to look for trouble: who should know is told in the app, and by mail if they asked for it."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from campaigns.definitions.actor import Role
from campaigns.models import Notice, User, Workspace
from campaigns.runtime import notice_mail
from campaigns.selectors.rights import actor_for
from campaigns.services.importing.whole import import_file
from tests.definitions import execute, in_smart_list, is_requested, lives_in, rule, score, smart_list, step
from tests.editing import draw, draw_smart_list, edit_smart_list
from tests.factories import (
    Browser,
    browser_of,
    make_email,
    make_people,
    make_person,
    make_program,
    make_user,
    make_workspace,
)
from tests.stories import acting as act

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def admin(workspace: Workspace) -> User:
    return make_user(Role.ADMIN, workspace)


@pytest.fixture
def browser(admin: User) -> Browser:
    return browser_of(admin)


def told(browser: Browser) -> list[tuple[str, str]]:
    return [(each["kind"], each["text"]) for each in browser.get("/api/v1/notices").json()["items"]]


def test_s05_a_run_that_failed_at_its_start_is_told_to_the_admin(workspace: Workspace, browser: Browser) -> None:
    make_people(workspace, 3)
    campaign = act.published(workspace, "Big", act.score("+1"), settings={**act.EVERY_TIME, "person_limit": 2})

    act.run(campaign)

    ((kind, text),) = told(browser)
    assert kind == "run_failed"
    assert text.startswith("“Big” could not run: 3 people qualify, more than the person restriction of 2")


def test_s03_an_aborted_run_names_who_aborted_it(workspace: Workspace, admin: User, browser: Browser) -> None:
    make_person(workspace)
    run = act.start(act.published(workspace, "Nurture", act.wait("2 days")))

    browser.post(f"/api/v1/workspaces/{workspace.pk}/runs/{run.pk}/abort")

    (notice,) = browser.get("/api/v1/notices").json()["items"]
    assert (notice["kind"], notice["target"]) == ("run_aborted", f"run:{run.pk}")
    assert admin.get_username() in notice["text"]


def test_c10_a_smart_list_that_breaks_tells_of_every_live_campaign_that_leans_on_it(
    workspace: Workspace, browser: Browser
) -> None:
    leads = draw_smart_list(workspace, "Leads", lives_in("Rome"))
    who = smart_list(in_smart_list(leads.pk))
    child = draw(workspace, "Child", score(), executable=True, smart_list=who)
    listens = draw(workspace, "Listens", execute(child.pk), smart_list=smart_list(triggers=(is_requested(),)))
    act.activate(listens)
    draw(workspace, "Sleeps", score(), smart_list=who)

    edit_smart_list(leads, rule("f1", "person_field", field="no_such_field", operator="is", values=["Rome"]))

    ((kind, text),) = told(browser)
    assert kind == "campaign_invalid"
    assert "“Child” has become invalid" in text
    nodes = browser.get(f"/api/v1/workspaces/{workspace.pk}/tree").json()["nodes"]
    assert {each["name"] for each in nodes if each["status"] == "invalid"} == {"Child", "Sleeps"}

    edit_smart_list(leads, lives_in("Oslo"))
    mended = browser.get(f"/api/v1/workspaces/{workspace.pk}/tree").json()["nodes"]
    assert not [each for each in mended if each["fault"]]


def test_c10_steps_that_name_somebody_who_left_the_workspace_are_told_of(
    workspace: Workspace, admin: User, browser: Browser
) -> None:
    seller = make_user(Role.MARKETER, workspace, first_name="Sal")
    hands_over = step("o1", "change_owner", owner=seller.pk)
    listens = draw(workspace, "Routes", hands_over, smart_list=smart_list(triggers=(is_requested(),)))
    act.activate(listens)
    roles = f"/api/v1/workspaces/{workspace.pk}/roles"

    browser.delete(f"{roles}/{seller.workspace_roles.get().pk}")

    ((kind, text),) = told(browser)
    assert kind == "campaign_invalid"
    assert text.startswith("“Routes” has become invalid: It names a user that is no longer there.")

    browser.post(roles, {"email": seller.email, "role": "viewer"})
    listens.refresh_from_db()
    assert listens.fault == ""


def test_c10_a_member_field_of_a_type_that_steps_do_not_fit_is_told_of(workspace: Workspace, browser: Browser) -> None:
    program = make_program(workspace)
    writes = step("m1", "change_program_member_data", program=program.pk, attribute="Guests", value="many")
    listens = draw(workspace, "Invites", writes, smart_list=smart_list(triggers=(is_requested(),)))
    act.activate(listens)

    browser.post(f"/api/v1/workspaces/{workspace.pk}/member-fields", {"name": "Guests", "type": "integer"})

    ((kind, text),) = told(browser)
    assert (kind, text.partition(":")[0]) == ("campaign_invalid", "“Invites” has become invalid")


def test_c10_an_executable_whose_email_is_approved_again_lets_people_through_again(
    workspace: Workspace, browser: Browser
) -> None:
    ann, email = make_person(workspace, email="ann@example.com"), make_email(workspace, "Welcome")
    child = draw(workspace, "Child", step("m1", "send_email", email=email.pk), executable=True)
    parent = draw(workspace, "Parent", execute(child.pk))
    parent.settings = act.EVERY_TIME
    parent.save()
    emails = f"/api/v1/workspaces/{workspace.pk}/emails/{email.pk}"

    browser.post(f"{emails}/unapprove")
    act.run(parent)
    browser.post(f"{emails}/approve")
    act.run(parent)

    assert [qualified for _, qualified, _ in act.calls_of(ann)] == ["FALSE", "TRUE"]
    told_of = [text for kind, text in told(browser) if kind == "campaign_invalid"]
    assert [text.partition(":")[0] for text in told_of] == ["“Child” has become invalid"]


def test_whoever_imported_is_told_when_it_is_done(workspace: Workspace, admin: User, browser: Browser) -> None:
    content = b"Email Address,City\nann@example.com,Rome\n"

    import_file(actor_for(admin), workspace.pk, file_name="leads.csv", content=content)

    assert told(browser) == [("job_done", "The import “leads.csv” is done.")]


def test_a_notice_is_read_once_and_belongs_to_one_person_alone(workspace: Workspace, browser: Browser) -> None:
    act.run(act.published(workspace, "Broken", act.score("+1"), who=act.smart_list(act.on_smart_list(404))))
    stranger = browser_of(make_user(Role.VIEWER, workspace))

    before = browser.get("/api/v1/notices").json()
    browser.post("/api/v1/notices/read")

    assert (before["unread"], before["items"][0]["read"]) == (1, False)
    assert browser.get("/api/v1/notices").json()["unread"] == 0
    assert stranger.get("/api/v1/notices").json()["items"] == []


def test_w01_who_has_left_the_workspace_no_longer_reads_what_was_told_there(
    workspace: Workspace, admin: User, browser: Browser
) -> None:
    act.run(act.published(workspace, "Broken", act.score("+1"), who=act.smart_list(act.on_smart_list(404))))

    admin.workspace_roles.all().delete()

    assert browser.get("/api/v1/notices").json()["items"] == []


def test_who_asked_for_it_gets_a_mail_and_who_did_not_gets_none(
    workspace: Workspace, admin: User, browser: Browser
) -> None:
    make_user(Role.ADMIN, workspace)
    chosen = browser.put("/api/v1/notices/mail", {"kinds": ["run_failed"]}).json()

    act.run(act.published(workspace, "Broken", act.score("+1"), who=act.smart_list(act.on_smart_list(404))))
    while notice_mail.send_one():
        pass

    assert [each["kind"] for each in chosen["kinds"] if each["mail"]] == ["run_failed"]
    (message,) = mail.outbox
    assert message.to == [admin.email]
    assert "“Broken” could not run" in message.body


class DyingBackend(BaseEmailBackend):
    """A process that dies while it sends."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise KeyboardInterrupt


def test_an_attempt_counts_before_the_mail_is_sent_so_that_no_transaction_waits_for_the_server(
    workspace: Workspace, browser: Browser, settings: Any
) -> None:
    browser.put("/api/v1/notices/mail", {"kinds": ["run_failed"]})
    act.run(act.published(workspace, "Broken", act.score("+1"), who=act.smart_list(act.on_smart_list(404))))
    settings.EMAIL_BACKEND = f"{__name__}.DyingBackend"

    with pytest.raises(KeyboardInterrupt):
        notice_mail.send_one()

    left = Notice.objects.get()
    assert (left.mail_attempts, left.mail_at is None) == (1, False)
    assert not notice_mail.send_one(), "not at once"


def test_a_mail_that_the_server_refuses_is_tried_again_later_and_given_up_at_last(
    workspace: Workspace, browser: Browser, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    browser.put("/api/v1/notices/mail", {"kinds": ["run_failed"]})
    act.run(act.published(workspace, "Broken", act.score("+1"), who=act.smart_list(act.on_smart_list(404))))

    for _ in range(notice_mail.ATTEMPTS):
        assert notice_mail.send_one()
        assert not notice_mail.send_one(), "not at once"
        Notice.objects.exclude(mail_at=None).update(mail_at=Notice.objects.get().created_at)

    assert Notice.objects.get().mail_at is None
