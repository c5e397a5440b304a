"""Types of activities that an admin defines."""

from django.db import models

from campaigns.models.columns import NormalTextField
from campaigns.models.workspace import Workspace


class CustomActivityType(models.Model):
    """`attributes` are definitions.custom_activities.CustomAttribute as JSON; the first one is the primary."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="custom_activity_types")
    name = models.CharField(max_length=100)
    name_normal = NormalTextField(of="name")
    description = models.TextField(blank=True, default="")
    attributes = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name_normal"], name="custom_activity_name"),
        ]
