"""When batches run by themselves: a campaign's recurrence, and each run that is planned (S01, S09)."""

from django.db import models
from django.db.models import Q


class Schedule(models.Model):
    """`rule` is a `definitions.schedule.Recurrence`, read in `zone`, the workspace's when it was set."""

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE)
    campaign = models.OneToOneField("campaigns.SmartCampaign", models.CASCADE, related_name="schedule")
    rule = models.JSONField()
    zone = models.CharField(max_length=64)
    everyone = models.BooleanField(default=False)  # confirmed for an empty smart list (S11)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")


class ScheduledRun(models.Model):
    """One run that is planned, or what became of it. Of a recurrence the next few stand here, with its `schedule`."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled"
        STARTED = "started"
        CANCELLED = "cancelled"
        MISSED = "missed"
        NOT_STARTED = "not_started"

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE)
    campaign = models.ForeignKey("campaigns.SmartCampaign", models.CASCADE, related_name="scheduled_runs")
    schedule = models.ForeignKey(Schedule, models.SET_NULL, null=True, related_name="runs")
    at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.SCHEDULED)
    late = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")
    run = models.OneToOneField("campaigns.Run", models.SET_NULL, null=True, related_name="scheduled")
    given = models.JSONField(default=dict)  # My Token values for its entries (T06)
    everyone = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="scheduled_run_due", condition=Q(state="scheduled")),
            models.Index(fields=["campaign", "-at"], name="scheduled_run_of"),
            models.Index(fields=["workspace", "at"], name="scheduled_run_agenda"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "at"], name="scheduled_run_once", condition=Q(schedule__isnull=False)
            ),
        ]
