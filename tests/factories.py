"""Makes what a test speaks of, and no more; every test builds on these."""

import itertools
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from rest_framework.test import APIClient

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.email import EmailContent
from campaigns.definitions.fields import STANDARD_FIELDS
from campaigns.definitions.search import FIELDS, rows_of
from campaigns.definitions.text import normal
from campaigns.models import (
    Channel,
    ChannelStatus,
    CustomActivityType,
    EmailAsset,
    EmailVersion,
    FieldDefinition,
    Folder,
    Form,
    ListMember,
    MemberField,
    MyToken,
    Partition,
    Person,
    PersonKey,
    Program,
    ProgramMember,
    SmartCampaign,
    SmartListAsset,
    StaticList,
    User,
    WebTracker,
    Workspace,
    WorkspaceRole,
)
from campaigns.models.web import new_key
from campaigns.selectors.rights import actor_for
from campaigns.storage.person_words import add_words

_numbers = itertools.count(1)
STATUSES = (("Not in Program", 0, False), ("Member", 10, False), ("Engaged", 20, False), ("Success", 30, True))


class Browser(APIClient):
    """A signed-in browser that speaks JSON."""

    default_format = "json"


def make_workspace(name: str = "", *, timezone: str = "UTC", partition: Partition | None = None) -> Workspace:
    """With one partition and the channel "Content"; nobody has a role in it yet."""
    name = name or f"Workspace {next(_numbers)}"
    partition = partition or Partition.objects.create(name=name)
    workspace = Workspace.objects.create(name=name, timezone=timezone, primary_partition=partition)
    workspace.partitions.add(partition)
    make_channel(workspace)
    return workspace


def make_user(role: Role | None = None, workspace: Workspace | None = None, **values: Any) -> User:
    name = values.pop("username", f"user{next(_numbers)}@example.com")
    user: User = User.objects.create_user(username=name, email=values.pop("email", name), **values)
    if role is not None and workspace is not None:
        WorkspaceRole.objects.create(workspace=workspace, user=user, role=role)
    return user


def make_actor(role: Role | None = None, workspace: Workspace | None = None, **values: Any) -> Actor:
    return actor_for(make_user(role, workspace, **values))


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def browser_as(role: Role | None, workspace: Workspace) -> Browser:
    """Signed in as somebody with this role there; None is a stranger with no role anywhere."""
    return browser_of(make_user(role, workspace))


def make_channel(workspace: Workspace, name: str = "Content") -> Channel:
    channel = Channel.objects.create(workspace=workspace, name=name)
    for status, step, success in STATUSES:
        ChannelStatus.objects.create(channel=channel, name=status, step=step, success=success)
    return channel


def make_folder(
    workspace: Workspace, name: str = "", *, folder: Folder | None = None, program: Program | None = None
) -> Folder:
    name = name or f"Folder {next(_numbers)}"
    return Folder.objects.create(workspace=workspace, name=name, folder=folder, program=program)


def make_program(workspace: Workspace, name: str = "", *, folder: Folder | None = None, **values: Any) -> Program:
    channel = values.pop("channel", None) or Channel.objects.filter(workspace=workspace).earliest("pk")
    name = name or f"Program {next(_numbers)}"
    return Program.objects.create(workspace=workspace, name=name, folder=folder, channel=channel, **values)


def status_of(program: Program, name: str) -> ChannelStatus:
    return ChannelStatus.objects.get(channel_id=program.channel_id, name=name)


def make_campaign(workspace: Workspace, name: str = "", **values: Any) -> SmartCampaign:
    """An empty draft, nothing published; give `program` or `folder` to place it."""
    return SmartCampaign.objects.create(workspace=workspace, name=name or f"Campaign {next(_numbers)}", **values)


def make_smart_list(workspace: Workspace, name: str = "", **values: Any) -> SmartListAsset:
    return SmartListAsset.objects.create(workspace=workspace, name=name or f"Smart list {next(_numbers)}", **values)


def make_list(workspace: Workspace, name: str = "", *, people: tuple[Person, ...] = (), **values: Any) -> StaticList:
    made = StaticList.objects.create(workspace=workspace, name=name or f"List {next(_numbers)}", **values)
    ListMember.objects.bulk_create(ListMember(list=made, person=each, added_at=timezone.now()) for each in people)
    return made


def make_email(workspace: Workspace, name: str = "", *, approved: bool = True, **content: Any) -> EmailAsset:
    """With a sender, a subject and some HTML unless given; `program` or `folder` places it."""
    placed = {each: content.pop(each) for each in ("program", "folder") if each in content}
    given = {"from_name": "Acme", "from_address": "news@acme.example", "subject": "News", "html": "<p>Hello</p>"}
    written = EmailContent(**{**given, **content}).model_dump(mode="json")
    name = name or f"Email {next(_numbers)}"
    made = EmailAsset.objects.create(workspace=workspace, name=name, draft=written, **placed)
    return approve(made) if approved else made


def approve(email: EmailAsset, **content: Any) -> EmailAsset:
    """The draft as it stands, or with these parts changed."""
    email.draft = {**email.draft, **content}
    number = email.versions.count() + 1
    email.approved = EmailVersion.objects.create(
        workspace=email.workspace,
        email=email,
        number=number,
        edit_number=email.edit_number,
        content=email.draft,
        approved_at=timezone.now(),
    )
    email.save()
    return email


def make_token(owner: Program | Folder, name: str, value: str = "", type: str = "text") -> MyToken:
    holder = {"program": owner} if isinstance(owner, Program) else {"folder": owner}
    return MyToken.objects.create(workspace=owner.workspace, name=name, type=type, value=value, **holder)


def make_field(label: str, type: str = "text", *, name: str = "", is_key: bool = False) -> FieldDefinition:
    name = name or label.lower().replace(" ", "_")
    return FieldDefinition.objects.create(name=name, label=label, type=type, is_key=is_key)


def make_person(workspace: Workspace, values: Mapping[str, Any] | None = None, **more: Any) -> Person:
    """In the workspace's own partition, as if it had always been there: nothing is logged."""
    values = {**(values or {}), **more}
    now = timezone.now()
    person = Person.objects.create(
        partition_id=workspace.primary_partition_id,
        values=values,
        normal={name: normal(value) for name, value in values.items() if name in _text_fields()},
        created_at=now,
        updated_at=now,
    )
    if "email" in values:
        PersonKey.objects.create(
            partition_id=workspace.primary_partition_id, person=person, field="email", value=values["email"]
        )
    searched = [name for name in values if name in FIELDS]
    add_words([row for name in searched for row in rows_of(name, [(person.pk, values[name])])])
    return person


def make_people(workspace: Workspace, count: int, **values: Any) -> list[Person]:
    return [make_person(workspace, values, email=f"person{next(_numbers)}@example.com") for _ in range(count)]


def make_member(program: Program, person: Person, status: str = "Member") -> ProgramMember:
    at = status_of(program, status)
    return ProgramMember.objects.create(
        program=program, person=person, status=at, reached_success=at.success, member_since=timezone.now()
    )


def make_member_field(workspace: Workspace, name: str, *, type: str = "text") -> MemberField:
    return MemberField.objects.create(workspace=workspace, name=name, type=type)


def _text_fields() -> set[str]:
    standard = {field.name for field in STANDARD_FIELDS if field.type.family == "text"}
    own = FieldDefinition.objects.filter(type__in=["text", "email", "phone", "url"]).values_list("name", flat=True)
    return standard | set(own)


def make_tracker(workspace: Workspace, *origins: str, asks_consent: bool = False) -> WebTracker:
    sites = list(origins or ["https://www.example.com"])
    return WebTracker.objects.create(
        workspace=workspace, key=new_key(), active=True, asks_consent=asks_consent, origins=sites
    )


def make_form(workspace: Workspace, name: str = "", *fields: str, **values: Any) -> Form:
    """It asks for the e-mail address, and for these fields."""
    asked = [{"field": "email", "label": "Email Address", "required": True}]
    asked += [{"field": each, "label": each.replace("_", " ").title(), "required": False} for each in fields]
    name = name or f"Form {next(_numbers)}"
    return Form.objects.create(workspace=workspace, name=name, key=new_key(), fields=asked, **values)


def make_custom_activity(workspace: Workspace, name: str, **attributes: str) -> CustomActivityType:
    """Attributes by name and type; the first is the primary one."""
    kinds = [{"name": attribute.replace("_", " ").title(), "type": type} for attribute, type in attributes.items()]
    return CustomActivityType.objects.create(workspace=workspace, name=name, attributes=kinds)
