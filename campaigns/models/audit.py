"""Who changed what and when, with the values before and after (W01)."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from campaigns.models.columns import NormalTextField


class AuditEntry(models.Model):
    """`changes` maps a column to [before, after]. What belongs to the whole installation has no workspace.

    Names are kept as they were, and nothing points at the target, for entries outlive what they tell of.
    """

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    user = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+", db_index=False)
    user_name = models.CharField(max_length=255)
    action = models.CharField(max_length=64)
    target_type = models.CharField(max_length=32)
    target_id = models.BigIntegerField(null=True)
    target_name = models.CharField(max_length=255)
    target_normal = NormalTextField(of="target_name")
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "id"], name="audit_in_order"),
            models.Index(fields=["target_type", "target_id"], name="audit_of_target"),
        ]
