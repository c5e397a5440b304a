"""Programs, the channels that give them their statuses, and their members."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from campaigns.definitions.fields import FieldType
from campaigns.models.columns import NormalTextField
from campaigns.models.workspace import Placed, Workspace


class Channel(models.Model):
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="channels")
    name = models.CharField(max_length=255)
    name_normal = NormalTextField(of="name")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name_normal"], name="channel_name")]


class ChannelStatus(models.Model):
    """`step` orders statuses: nobody goes to a lower one. Step 0 is Not in Program."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="statuses")
    name = models.CharField(max_length=255)
    step = models.PositiveIntegerField()
    success = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["step", "id"]


class Program(Placed):
    """A program lives in a folder or at the root; `program` stays empty. An archived one, and what it holds, is no
    longer offered, and nothing of it starts."""

    description = models.TextField(blank=True, default="")
    archived = models.BooleanField(default=False)
    updated_at = models.DateTimeField(default=timezone.now, db_default=Now())
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="programs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name_normal"], name="program_name")]


class ProgramMember(models.Model):
    """`values` holds the member's own fields as texts, by the names that member tokens read."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey("campaigns.Person", models.CASCADE, related_name="program_memberships")
    status = models.ForeignKey(ChannelStatus, models.PROTECT, related_name="+", db_index=False)
    reached_success = models.BooleanField(default=False)
    member_since = models.DateTimeField()
    updated_at = models.DateTimeField(default=timezone.now, db_default=Now())
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "person"], name="program_member")]


class MemberField(models.Model):
    """A field that members of any program of the workspace may have; `type` says which texts their values may be.
    Integrations that made it know it by `api_name`."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="member_fields")
    name = models.CharField(max_length=100)
    name_normal = NormalTextField(of="name")
    type = models.CharField(max_length=16, choices=[(each.value, each.value) for each in FieldType])
    api_name = models.CharField(max_length=100, default="", db_default="")
    description = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name_normal"], name="member_field_name")]
