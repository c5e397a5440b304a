"""A workspace with one of everything, each made when a door asks for it."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from campaigns.definitions.actor import SYSTEM, Role
from campaigns.definitions.imports import ColumnTarget, ImportOrder
from campaigns.models import (
    ApiUser,
    CustomActivityType,
    EmailAsset,
    Form,
    MemberField,
    Run,
    ScheduledRun,
    SmartCampaign,
    Task,
    Waiting,
    Webhook,
    Workspace,
    WorkspaceRole,
)
from campaigns.runtime import launch
from campaigns.services.api_users import create_api_user
from campaigns.services.emails import approve_email
from campaigns.services.forms import create_form
from campaigns.services.importing.upload import upload
from campaigns.services.runs import pause
from tests.definitions import is_requested, lives_in, person_is_created, score, smart_list, wait
from tests.editing import draw
from tests.factories import (
    make_actor,
    make_channel,
    make_field,
    make_folder,
    make_list,
    make_member,
    make_member_field,
    make_person,
    make_program,
    make_smart_list,
    make_token,
    make_user,
    make_workspace,
)
from tests.stories.acting import work


class Scene:
    """Everything that stands in an address is an attribute: what it is called there, in the singular."""

    def __init__(self) -> None:
        self.workspace = make_workspace()
        make_user(Role.ADMIN, self.workspace)  # the one admin who always stays

    def id_of(self, name: str) -> Any:
        """The id that an address takes; a thing may also be its own number or name."""
        thing = getattr(self, name)
        return getattr(thing, "pk", thing)

    @property
    def neighbour(self) -> Workspace:
        """Another workspace, in which whoever has a role in this one may work too."""
        workspace = make_workspace()
        for each in self.workspace.roles.all():
            WorkspaceRole.objects.create(workspace=workspace, user=each.user, role=Role.MARKETER)
        return workspace

    @cached_property
    def campaign(self) -> SmartCampaign:
        return draw(self.workspace, "Batch", score(), smart_list=smart_list(lives_in("Rome")))

    @cached_property
    def trigger_campaign(self) -> SmartCampaign:
        return draw(self.workspace, "Trigger", score(), smart_list=smart_list(triggers=(person_is_created(),)))

    @cached_property
    def active_campaign(self) -> SmartCampaign:
        campaign = draw(self.workspace, "Active", score(), smart_list=smart_list(triggers=(is_requested(),)))
        launch.activate(campaign, actor=SYSTEM)
        return campaign

    @cached_property
    def waiting_run(self) -> Run:
        """With one person who waits."""
        self.person  # noqa: B018  # it is made by being asked for
        campaign = draw(self.workspace, "Waits", wait(), score(), smart_list=smart_list(lives_in("Rome")))
        run = launch.start_batch(campaign, actor=SYSTEM)
        work()
        return run

    @property
    def run(self) -> Run:
        return self.waiting_run

    @cached_property
    def paused_run(self) -> Run:
        pause(SYSTEM, workspace_id=self.workspace.pk, run_id=self.waiting_run.pk)
        return self.waiting_run

    @cached_property
    def api_user(self) -> ApiUser:
        made = create_api_user(SYSTEM, workspace_id=self.workspace.pk, name="CRM", role=Role.VIEWER)
        return ApiUser.objects.get(pk=made.id)

    @cached_property
    def held_run(self) -> Run:
        Waiting.objects.filter(run=self.waiting_run).update(state=Waiting.State.HELD, wake_at=None, reason="Broken.")
        return self.waiting_run

    @cached_property
    def held_entry(self) -> int:
        return Waiting.objects.values_list("entry", flat=True).get(run=self.held_run)

    @cached_property
    def held_step(self) -> str | None:
        return Waiting.objects.values_list("step", flat=True).get(run=self.held_run)

    @cached_property
    def webhook(self) -> Webhook:
        definition = {"method": "POST", "url": "https://example.com/hook"}
        return Webhook.objects.create(workspace=self.workspace, name="CRM", definition=definition)

    @cached_property
    def custom_activity(self) -> CustomActivityType:
        attributes = [{"name": "Topic", "type": "text"}]
        return CustomActivityType.objects.create(workspace=self.workspace, name="Meeting", attributes=attributes)

    @cached_property
    def form(self) -> Form:
        form = create_form(make_actor(Role.MARKETER, self.workspace), workspace_id=self.workspace.pk, name="Contact")
        return Form.objects.get(pk=form.pk)

    @cached_property
    def scheduled_run(self) -> ScheduledRun:
        at = timezone.now() + timedelta(days=1)
        return ScheduledRun.objects.create(
            workspace=self.workspace, campaign=self.campaign, at=at, created_at=timezone.now()
        )

    @cached_property
    def version(self) -> int:
        return self.campaign.revisions.latest("number").number

    @cached_property
    def person(self) -> Any:
        return make_person(self.workspace, city="Rome", email="ada@example.com")

    @cached_property
    def other_person(self) -> Any:
        return make_person(self.workspace, email="ada.l@example.com")

    @cached_property
    def task(self) -> Task:
        now = timezone.now()
        return Task.objects.create(
            workspace=self.workspace, person=self.person, subject="Call", due_on=now.date(), created_at=now
        )

    @cached_property
    def list(self) -> Any:
        return make_list(self.workspace, people=(self.person,))

    @cached_property
    def smart_list(self) -> Any:
        return make_smart_list(self.workspace, definition=smart_list())

    @cached_property
    def list_version(self) -> int:
        return self.smart_list.versions.create(number=1, definition=smart_list(), saved_at=timezone.now()).number

    @cached_property
    def program(self) -> Any:
        return make_program(self.workspace)

    @cached_property
    def member(self) -> Any:
        return make_member(self.program, self.person).person

    @cached_property
    def member_field(self) -> MemberField:
        return make_member_field(self.workspace, "Seat")

    @cached_property
    def folder(self) -> Any:
        return make_folder(self.workspace)

    @cached_property
    def token(self) -> Any:
        return make_token(self.folder, "Greeting", "Hello")

    @cached_property
    def channel(self) -> Any:
        return make_channel(self.workspace, "Fair")

    @cached_property
    def role(self) -> WorkspaceRole:
        user = make_user(Role.VIEWER, self.workspace)
        return WorkspaceRole.objects.get(workspace=self.workspace, user=user)

    @cached_property
    def email(self) -> EmailAsset:
        return EmailAsset.objects.create(workspace=self.workspace, name="Welcome")

    @cached_property
    def finished_email(self) -> EmailAsset:
        draft = {"from_name": "Ada", "from_address": "ada@example.com", "subject": "Hello", "html": "<p>Hello</p>"}
        EmailAsset.objects.filter(pk=self.email.pk).update(draft=draft)
        return self.email

    @cached_property
    def approved_email(self) -> EmailAsset:
        approve_email(SYSTEM, workspace_id=self.workspace.pk, email_id=self.finished_email.pk)
        return self.email

    @cached_property
    def import_(self) -> Any:
        return upload(SYSTEM, self.workspace.pk, file_name="people.csv", content=b"E-Mail,City\nann@acme.test,Rome\n")

    def import_order(self) -> dict[str, Any]:
        mapping = (ColumnTarget(column="E-Mail", field="email"), ColumnTarget(column="City", field="city"))
        return ImportOrder(mapping=mapping, key="E-Mail").model_dump(mode="json")

    @cached_property
    def field(self) -> str:
        return make_field("Favourite colour").name
