"""E-mails: the draft that is edited, and the versions that were approved."""

from django.db import models

from campaigns.models.workspace import Placed, Workspace, unique_name


class EmailAsset(Placed):
    """`draft` is what the editor saves under `edit_number`; campaigns send `approved` (F07)."""

    description = models.TextField(blank=True, default="")
    draft = models.JSONField(default=dict)
    edit_number = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")
    approved = models.ForeignKey("campaigns.EmailVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            *unique_name("email_name"),
        ]


class EmailVersion(models.Model):
    """Immutable, and kept when its e-mail is deleted: what was sent refers to it."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    email = models.ForeignKey(EmailAsset, models.SET_NULL, null=True, related_name="versions")
    number = models.PositiveIntegerField()
    edit_number = models.PositiveIntegerField()
    content = models.JSONField()
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email", "number"], name="email_version_number")]
