"""Static lists, whose members are put there, and smart lists, whose members match."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from campaigns.models.workspace import Placed, unique_name


class StaticList(Placed):
    description = models.TextField(blank=True, default="")
    updated_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            *unique_name("list_name"),
        ]


class ListMember(models.Model):
    list = models.ForeignKey(StaticList, models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey("campaigns.Person", models.CASCADE, related_name="list_memberships")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "person"], name="list_member")]


class SmartListAsset(Placed):
    """A smart list that others refer to. `edit_number` counts its saves. `system` is the key of one that every
    workspace has and nobody changes (`definitions.system_lists`)."""

    description = models.TextField(blank=True, default="")
    definition = models.JSONField(default=dict)
    system = models.CharField(max_length=32, null=True)
    edit_number = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            *unique_name("smart_list_name"),
            models.UniqueConstraint(fields=["workspace", "system"], name="system_list_once"),
        ]


class SmartListVersion(models.Model):
    """What the list was after a sitting of one person; the newest is what it is now."""

    smart_list = models.ForeignKey(SmartListAsset, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    definition = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["smart_list", "number"], name="smart_list_version_number")]
