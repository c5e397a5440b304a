"""Types of activities that an admin defines."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from campaigns.models.columns import NormalTextField
from campaigns.models.workspace import Workspace


class CustomActivityType(models.Model):
    """`attributes` are definitions.custom_activities.CustomAttribute as JSON; the first one is the primary.

    Integrations know it by `api_name`, and may change a `draft` (ActivityDraft as JSON), of which nothing counts until
    it is approved. Without having been approved it is in nobody's way but for its name.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="custom_activity_types")
    name = models.CharField(max_length=100)
    name_normal = NormalTextField(of="name")
    description = models.TextField(blank=True, default="")
    attributes = models.JSONField(default=list)
    api_name = models.CharField(max_length=100, default="", db_default="")
    trigger_name = models.CharField(max_length=100, default="", db_default="")
    filter_name = models.CharField(max_length=100, default="", db_default="")
    approved = models.BooleanField(default=True, db_default=True)
    draft = models.JSONField(null=True)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    updated_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name_normal"], name="custom_activity_name"),
            models.UniqueConstraint(
                fields=["workspace", "api_name"], condition=~models.Q(api_name=""), name="custom_activity_api_name"
            ),
        ]
