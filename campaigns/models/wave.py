"""Where people stand: ready waves, waiting people, and who was taken out of a flow (engine.md 4, 9)."""

from django.db import models
from django.db.models import Q


class Wave(models.Model):
    """People of a run at one place, who are worked on together in one transaction; deleted when it ends.

    `people` are packed ids. `entries` are their entry ids, or null when the wave opens the entries: then the person
    at index i has the entry id * 4096 + i. `contexts` holds per index the trigger's attributes, where there are any.
    """

    ENTRIES_PER_WAVE = 4096

    run = models.ForeignKey("campaigns.Run", models.CASCADE, related_name="waves")
    plan = models.ForeignKey("campaigns.Plan", models.PROTECT, related_name="+", db_index=False)
    lane = models.CharField(max_length=16)
    path = models.JSONField(default=list)  # ids of the Execute steps entered
    step = models.CharField(max_length=32, null=True)  # the step to do next; null means at the door
    picked = models.BooleanField(default=False)  # the smart list was judged when the run started
    people = models.BinaryField()
    size = models.PositiveIntegerField()
    entries = models.JSONField(null=True)
    contexts = models.JSONField(null=True)
    given = models.JSONField(null=True)
    cause = models.BigIntegerField(null=True)  # the journal in which the entries were started
    depth = models.PositiveSmallIntegerField(default=0)
    chain = models.JSONField(default=list)  # names of the campaigns that started each other before (F11)
    begun_at = models.DateTimeField()
    replayed_at = models.DateTimeField(null=True)  # when the anonymous activity happened that is replayed (C18)
    ready_at = models.DateTimeField()
    rank = models.FloatField()  # seconds; the lowest is claimed first
    attempt = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["lane", "rank", "id"], name="wave_by_rank"),
        ]


class Waiting(models.Model):
    """Who waits, or is held after an error; kept until the wave that wakes them ends."""

    class State(models.TextChoices):
        WAITING = "waiting"
        HELD = "held"

    entry = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey("campaigns.Person", models.CASCADE, related_name="waits")
    campaign = models.ForeignKey("campaigns.SmartCampaign", models.CASCADE, null=True, related_name="+")
    run = models.ForeignKey("campaigns.Run", models.CASCADE, related_name="waiting", db_index=False)
    plan = models.ForeignKey("campaigns.Plan", models.PROTECT, related_name="+", db_index=False)
    path = models.JSONField(default=list)
    step = models.CharField(max_length=32, null=True)
    state = models.CharField(max_length=8, choices=State.choices)
    wake_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")
    context = models.JSONField(null=True)
    given = models.JSONField(null=True)
    cause = models.BigIntegerField(null=True)
    depth = models.PositiveSmallIntegerField(default=0)
    chain = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    replayed_at = models.DateTimeField(null=True)
    since = models.DateTimeField()
    wave = models.ForeignKey(Wave, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["run", "wake_at"], name="waiting_by_time"),
            models.Index(fields=["run", "entry"], name="held_of_run", condition=Q(state="held")),
        ]


class Removal(models.Model):
    """Takes a person out of queued entries: of one campaign, or those listed, begun before `at` (C16)."""

    person = models.ForeignKey("campaigns.Person", models.CASCADE, related_name="+")
    campaign = models.ForeignKey("campaigns.SmartCampaign", models.CASCADE, related_name="+")
    by = models.BigIntegerField(null=True)  # the run in which it was decided
    at = models.DateTimeField()


class Retried(models.Model):
    """A failed activity whose step was repeated; that happens once (F08)."""

    activity = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()


class EntryContext(models.Model):
    """What an entry came with, kept once a step of it failed, so that the repeated step reads the same (F08)."""

    entry = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey("campaigns.Person", models.CASCADE, related_name="+")
    run = models.ForeignKey("campaigns.Run", models.CASCADE, related_name="+")
    context = models.JSONField(null=True)
    given = models.JSONField(null=True)
