"""The audit log: every service that changes something leaves who, when, and the values before and after (W01)."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from campaigns import services
from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid
from campaigns.models import AuditEntry, SmartCampaign, Workspace
from campaigns.services.campaigns.placing import create_campaign, delete_campaign, update_campaign
from campaigns.services.campaigns.settings import change_settings
from campaigns.services.channels import update_channel
from campaigns.services.lists import add_people, create_list
from campaigns.services.tokens import update_token
from campaigns.services.users import create_user
from tests.definitions import score
from tests.editing import draw, edit
from tests.factories import (
    browser_of,
    make_actor,
    make_channel,
    make_folder,
    make_list,
    make_people,
    make_token,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db

# Services that take an actor and leave no entry, and why.
UNRECORDED = {
    "campaigns.dry_run.try_out": "tries a flow out and changes nothing",
    "custom_activities.add_activities": "the person's own activity log has it",
    "activity_sync.bring_activities": "the people's own activity logs have it",
    "known.associate": "the person's own activity log has it",
    "submissions.submit_by_api": "the person's own activity log has it",
    "notices.mark_read": "one's own bell",
    "notices.choose_mail": "one's own mail",
    "lead_sync.sync_people": "the people's own activity logs have it",
    "lead_sync.move_people": "the people's own activity logs have it",
    "lead_push.push_people": "the people's own activity logs have it",
    "field_schema.create_fields": "goes through create_field",
    "field_schema.change_field": "goes through rename_field and describe_field",
    "field_schema.change_member_field": "goes through describe_member_field",
    "field_schema.create_member_fields": "goes through create_member_field",
    "email_drafts.new_email": "goes through create_email and save_email",
    "email_drafts.write_email": "goes through save_email",
    "email_drafts.clone_email": "goes through create_email and save_email",
    "email_drafts.discard_email_draft": "goes through save_email and approve_email",
    "lead_sync.remove_people": "the people's own activity logs have it",
    "program_members.set_status_by_name": "the people's own activity logs have it",
    "program_members.change_member": "the person's own activity log has it",
    "program_members.change_values_each": "the people's own activity logs have it",
    "program_members.change_values": "the people's own activity logs have it",
    "people.change_person_owner": "the person's own activity log has it",
    "people.create_person": "the person's own activity log has it",
    "people.change_person": "the person's own activity log has it",
    "campaigns.scheduling_clones.schedule_in_clone": "goes through clone_program and schedule_once",
    "importing.upload.upload": "only takes in the file; the start is recorded",
    "importing.start.triggers_of_order": "only reads",
    "importing.outside.import_from_outside": "goes through upload and start",
    "importing.whole.import_file": "goes through upload and start",
}


def doors() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Public functions of the services that are told who acts, first of all."""
    for module in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        found = importlib.import_module(module.name)
        for name, function in inspect.getmembers(found, inspect.isfunction):
            own = function.__module__ == module.name and not name.startswith("_")
            first = next(iter(inspect.signature(function).parameters.values()), None) if own else None
            if first is not None and first.annotation is Actor:
                yield f"{module.name.removeprefix('campaigns.services.')}.{name}", function


def test_w01_every_service_that_is_told_who_acts_leaves_an_audit_entry() -> None:
    found = dict(doors())
    assert len(found) > 40
    silent = {name for name, function in found.items() if not hasattr(function, "is_audited")}
    assert silent == set(UNRECORDED)


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


@pytest.fixture
def ada(workspace: Workspace) -> Actor:
    return make_actor(Role.ADMIN, workspace, first_name="Ada", last_name="Lovelace")


def last() -> AuditEntry:
    return AuditEntry.objects.latest("id")


def test_w01_a_change_is_kept_with_who_and_both_values(workspace: Workspace, ada: Actor) -> None:
    token = make_token(make_folder(workspace), "Score", "+5", type="score")
    update_token(ada, workspace_id=workspace.pk, token_id=token.pk, value="+10")
    entry = last()
    assert (entry.user_id, entry.user_name, entry.workspace) == (ada.user_id, "Ada Lovelace", workspace)
    assert (entry.action, entry.target_type, entry.target_id) == ("changed", "token", token.pk)
    assert (entry.target_name, entry.changes) == ("Score", {"value": ["+5", "+10"]})


def test_w01_what_is_made_has_no_before_and_what_is_deleted_no_after(workspace: Workspace, ada: Actor) -> None:
    made = create_campaign(ada, workspace_id=workspace.pk, name="Webinar", parent=None)
    assert last().changes["name"] == [None, "Webinar"]
    id = made.pk
    delete_campaign(ada, workspace_id=workspace.pk, campaign_id=id)
    assert (last().action, last().target_id, last().changes["name"]) == ("deleted", id, ["Webinar", None])


def test_w01_settings_and_statuses_show_what_they_were(workspace: Workspace, ada: Actor) -> None:
    campaign = create_campaign(ada, workspace_id=workspace.pk, name="Webinar", parent=None)
    change_settings(ada, workspace_id=workspace.pk, campaign_id=campaign.pk, changes={"person_limit": 7})
    before, after = last().changes["settings"]
    assert (before["person_limit"], after["person_limit"]) == (None, 7)
    channel = make_channel(workspace, "Fair")
    update_channel(ada, workspace_id=workspace.pk, channel_id=channel.pk, name="Roadshow")
    assert last().changes == {"name": ["Fair", "Roadshow"]}


def test_w01_what_is_refused_leaves_no_entry(workspace: Workspace, ada: Actor) -> None:
    with pytest.raises(Invalid):
        create_list(ada, workspace_id=workspace.pk, name=" ")
    assert not AuditEntry.objects.exists()


def test_w01_a_password_is_never_kept(workspace: Workspace) -> None:
    root = make_actor(is_superuser=True)
    create_user(root, name="Grace", email="grace@example.com", password="correct horse")
    assert last().changes["password"] == [None, "(hidden)"]
    assert last().workspace is None


def edits(campaign: SmartCampaign) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(target_id=campaign.pk, action="edited").order_by("id"))


def test_w01_autosaves_of_one_sitting_are_one_entry_from_the_first_to_the_last_value(
    workspace: Workspace, ada: Actor
) -> None:
    campaign = draw(workspace, "Scoring", score(change="+1"), actor=ada)
    AuditEntry.objects.update(at=F("at") - timedelta(hours=1))
    edit(campaign, score(change="+2"), actor=ada)
    edit(campaign, score(change="+3"), actor=ada)
    first, second = edits(campaign)
    before, after = second.changes["draft_flow"]
    assert [each["steps"][0]["default"]["params"]["change"] for each in (before, after)] == ["+1", "+3"]
    edit(campaign, score(change="+4"), actor=make_actor(Role.MARKETER, workspace))
    assert len(edits(campaign)) == 3
    assert first.user_id == ada.user_id


def url(workspace: Workspace, **asked: Any) -> str:
    return f"/api/v1/workspaces/{workspace.pk}/audit?" + "&".join(f"{name}={value}" for name, value in asked.items())


def test_w01_admins_find_entries_by_who_what_and_when(workspace: Workspace, ada: Actor) -> None:
    bob = make_actor(Role.MARKETER, workspace)
    campaign = create_campaign(ada, workspace_id=workspace.pk, name="Übersicht", parent=None)
    create_list(bob, workspace_id=workspace.pk, name="Hot")
    update_campaign(bob, workspace_id=workspace.pk, campaign_id=campaign.pk, name="Overview")
    create_list(make_actor(is_superuser=True), workspace_id=make_workspace().pk, name="Elsewhere")
    browser = browser_of(make_user(Role.ADMIN, workspace))

    def found(**asked: Any) -> list[str]:
        return [each["target_name"] for each in browser.get(url(workspace, **asked)).json()["items"]]

    assert found() == ["Overview", "Hot", "Übersicht"]
    assert found(user=ada.user_id) == ["Übersicht"]
    assert found(target_type="campaign", target_id=campaign.pk) == ["Overview", "Übersicht"]
    assert found(name="ÜBER") == ["Übersicht"]
    assert found(until="2020-01-01T00:00:00Z") == []
    assert len(found(since="2020-01-01T00:00:00Z")) == 3


def test_w01_superusers_read_the_log_of_the_whole_installation(workspace: Workspace, ada: Actor) -> None:
    create_list(ada, workspace_id=workspace.pk, name="Hot")
    other = make_workspace("Other")
    create_list(make_actor(Role.ADMIN, other), workspace_id=other.pk, name="Cold")
    create_user(make_actor(is_superuser=True), name="Grace", email="grace@example.com", password="correct horse")
    browser = browser_of(make_user(is_superuser=True))

    def found(**asked: Any) -> list[tuple[str, str | None]]:
        items = browser.get("/api/v1/audit", asked).json()["items"]
        return [(each["target_name"], each["workspace"]) for each in items]

    assert found() == [("grace@example.com", None), ("Cold", "Other"), ("Hot", workspace.name)]
    assert found(workspace=other.pk) == [("Cold", "Other")]
    assert found(target_type="user") == [("grace@example.com", None)]


def test_w01_what_was_done_to_people_says_to_how_many(workspace: Workspace, ada: Actor) -> None:
    people = [person.pk for person in make_people(workspace, 3)]
    add_people(ada, workspace_id=workspace.pk, list_id=make_list(workspace).pk, people=people)
    assert (last().action, last().changes) == ("put people on", {"people": [None, 3]})
