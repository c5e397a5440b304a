"""Long work that is no wave: claimed like one, a slice per transaction, and a cursor (engine.md 20)."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """`params` says what to do, `cursor` how far it got, `outcome` what came of it."""

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=State.choices, default=State.UPLOADED)
    params = models.JSONField(default=dict)
    cursor = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="job_to_do", condition=Q(state__in=["queued", "running"]))]


class ImportSlice(models.Model):
    """Some rows of an uploaded file, as lists of cells; deleted when they are in."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="slices")
    first_line = models.PositiveIntegerField()
    rows = models.JSONField()


class ImportFault(models.Model):
    """One cell, or one line, of an import that was not taken, and why. The first one of a line keeps all its cells."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="errors")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=255, blank=True, default="")
    value = models.TextField(blank=True, default="")
    reason = models.TextField()
    cells = models.JSONField(null=True)
