"""Activities: what happened to a person; append-only, exactly once, the truth that people read (engine.md 6)."""

from django.db import models


class Activity(models.Model):
    """Partitioned by month of `recorded_at` on PostgreSQL; no foreign keys, for they cost 3 to 4 times the insert.

    `attributes` are keyed by the names of the activity type; `normal` holds the normal form of those texts
    that are more than ASCII. `path` is the Execute steps entered, joined by "/". `occurred_at` is business time.
    """

    class Result(models.IntegerChoices):
        SUCCEEDED = 0, "succeeded"
        SKIPPED = 1, "skipped"
        FAILED = 2, "failed"

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        "campaigns.Person", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="activities"
    )
    type_id = models.IntegerField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    journal = models.ForeignKey(
        "campaigns.Journal", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    run = models.ForeignKey(
        "campaigns.Run", models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    campaign = models.ForeignKey(
        "campaigns.SmartCampaign",
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    entry = models.BigIntegerField(null=True)
    step = models.CharField(max_length=32, null=True)
    choice = models.CharField(max_length=32, null=True)
    path = models.TextField(null=True)
    result = models.SmallIntegerField(choices=Result.choices, default=Result.SUCCEEDED)
    reason = models.TextField(null=True)
    primary_id = models.BigIntegerField(null=True)
    attributes = models.JSONField(default=dict)
    normal = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "occurred_at", "id"], name="activity_of_person"),
            models.Index(fields=["journal", "id"], name="activity_of_journal"),
        ]
