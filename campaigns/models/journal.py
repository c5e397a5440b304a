"""The journal: one row per transaction that logged; by its number readers follow what happened (engine.md 5)."""

from django.db import models
from django.db.models import Q


class Journal(models.Model):
    """`feed_no` is given after the commit, in order. `counts` is added to the run at that moment.

    `people` are the packed ids of the wave; `passes` maps step and branch to who passed it, as base64 of packed indexes
    into them or "*" for all, so that Do Nothing leaves a trace too. `entered` says in the same way who passed into
    which campaign without being counted (S04).
    """

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE, null=True, related_name="+")
    run = models.ForeignKey("campaigns.Run", models.CASCADE, null=True, related_name="journals", db_index=False)
    wave = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    feed_no = models.BigIntegerField(null=True, unique=True)
    activities = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    people = models.BinaryField(null=True)
    passes = models.JSONField(default=dict)
    entered = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["run", "feed_no"], name="journal_of_run"),
            models.Index(fields=["id"], name="journal_unnumbered", condition=Q(feed_no=None)),
        ]


class Counter(models.Model):
    """Named numbers: the last feed_no, which only grows; the version of the active triggers, which is drawn."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.BigIntegerField(default=0)
