"""What people are told: one row per person and event, read or not, perhaps by mail as well."""

from django.db import models
from django.db.models import Q

from campaigns.models.access import User
from campaigns.models.workspace import Workspace


class Notice(models.Model):
    """`key` names the event, so that nobody is told twice. `target` is what it is about: "run:5". `mail_at` is when a
    mail is due, and empty when none is."""

    class Kind(models.TextChoices):
        RUN_FAILED = "run_failed", "A run failed"
        RUN_NOT_STARTED = "run_not_started", "A scheduled run did not start"
        RUN_ABORTED = "run_aborted", "A run was aborted"
        CAMPAIGN_INVALID = "campaign_invalid", "A live campaign or an executable became invalid"
        WEBHOOK_FAILING = "webhook_failing", "A webhook keeps failing"
        JOB_DONE = "job_done", "An import, a clone or another long job has ended"

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", db_index=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    text = models.TextField()
    target = models.CharField(max_length=64, blank=True, default="")
    key = models.CharField(max_length=160)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_of_user"),
            models.Index(fields=["mail_at"], name="notice_to_mail", condition=Q(mail_at__isnull=False)),
        ]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_told_once")]


class NoticeSettings(models.Model):
    """`mail` lists the kinds that come by mail too; none without such a row."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="notice_settings")
    mail = models.JSONField(default=list)
