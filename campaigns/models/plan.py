"""Plans: the frozen, compiled form that waves follow (engine.md 1)."""

from django.db import models


class Plan(models.Model):
    """Immutable; the same content is stored once, under its hash."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
