"""Runs: what one launch of a batch, or one activation of a trigger campaign, does (engine.md 2)."""

from django.db import models
from django.db.models import Q


class Run(models.Model):
    """`counts` is written only when journals are numbered (engine.md 5)."""

    class State(models.TextChoices):
        PREPARING = "preparing"
        RUNNING = "running"
        WAITING = "waiting"
        DONE = "done"
        ABORTED = "aborted"
        FAILED = "failed"

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE)
    campaign = models.ForeignKey("campaigns.SmartCampaign", models.CASCADE, null=True, related_name="runs")
    plan = models.ForeignKey("campaigns.Plan", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # batch, trigger or request
    state = models.CharField(max_length=16, choices=State.choices, default=State.PREPARING)
    reason = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    given = models.JSONField(default=dict)  # My Token values given with the launch (T06)
    next_wake_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)  # nobody is picked or worked on until it is resumed (S03)

    OPEN = (State.PREPARING, State.RUNNING, State.WAITING)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-id"], name="run_of_workspace"),
            models.Index(fields=["id"], name="run_to_prepare", condition=Q(state="preparing")),
            models.Index(fields=["next_wake_at"], name="run_to_wake", condition=Q(next_wake_at__isnull=False)),
        ]
        constraints = [
            # A trigger campaign has one open run per activation and one for requests, never one per event.
            models.UniqueConstraint(
                fields=["campaign", "kind"],
                name="one_open_run",
                condition=Q(ended_at=None) & ~Q(kind="batch"),
            ),
        ]
