"""Webhooks of a workspace, which flow steps call."""

from django.db import models

from campaigns.models.columns import NormalTextField
from campaigns.models.workspace import Workspace


class Webhook(models.Model):
    """`definition` is used as it is at the moment of the call."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="webhooks")
    name = models.CharField(max_length=255)
    name_normal = NormalTextField(of="name")
    description = models.TextField(blank=True, default="")
    definition = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name_normal"], name="webhook_name")]
