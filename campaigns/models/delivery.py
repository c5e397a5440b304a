"""Deliveries: what leaves the house, e-mail and webhook calls, written with the wave that asked (engine.md 18)."""

import uuid

from django.db import models
from django.db.models import Q


class Delivery(models.Model):
    """`key` stays the same however often it is tried: idempotency key of a webhook, Message-ID of an e-mail.

    `next_at` is when it may be tried; while it is being sent, when it is taken for lost and tried again. `awaited`
    says that its entry waits for the answer. `step`, `choice`, `path`, `depth` and `chain` are those of its origin.
    """

    class Kind(models.TextChoices):
        EMAIL = "email"
        ALERT = "alert"
        WEBHOOK = "webhook"

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        CANCELLED = "cancelled"

    UNSENT = (State.QUEUED, State.SENDING)

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE, related_name="+", db_index=False)
    run = models.ForeignKey("campaigns.Run", models.CASCADE, null=True, related_name="deliveries", db_index=False)
    campaign = models.ForeignKey(
        "campaigns.SmartCampaign", models.SET_NULL, null=True, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey("campaigns.Person", models.CASCADE, related_name="deliveries", db_index=False)
    entry = models.BigIntegerField(null=True)
    step = models.CharField(max_length=32, null=True)
    choice = models.CharField(max_length=32, null=True)
    path = models.TextField(null=True)
    depth = models.PositiveSmallIntegerField(default=0)
    chain = models.JSONField(default=list)
    journal = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    awaited = models.BooleanField(default=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    payload = models.JSONField(default=dict)
    answer = models.JSONField(null=True)
    reason = models.TextField(blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_at", "id"], name="delivery_due", condition=Q(state__in=["queued", "sending"])),
            models.Index(fields=["run"], name="delivery_of_run", condition=Q(state="queued")),
            models.Index(fields=["entry"], name="delivery_awaited", condition=Q(awaited=True)),
            models.Index(fields=["person", "created_at"], name="delivery_of_person"),
        ]
