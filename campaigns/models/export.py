"""Exports: files of people, activities or members that integrations order and fetch when they are written."""

from django.db import models

from campaigns.models.job import Job


class Export(models.Model):
    """`params` says which columns the file has and what was asked for. It has a job from when it is queued on, and none
    once it was cancelled. `records`, `size` and `checksum` are known when the file is written."""

    class Kind(models.TextChoices):
        LEADS = "leads"
        ACTIVITIES = "activities"
        MEMBERS = "members"

    key = models.CharField(max_length=36, unique=True)
    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE, related_name="exports")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    format = models.CharField(max_length=3)
    params = models.JSONField(default=dict)
    job = models.OneToOneField(Job, models.SET_NULL, null=True, related_name="export")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")
    queued_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    records = models.PositiveBigIntegerField(null=True)
    size = models.PositiveBigIntegerField(null=True)
    checksum = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["workspace", "kind", "id"], name="export_of_workspace")]
