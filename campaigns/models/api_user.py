"""Programs that work in a workspace through the Marketo-compatible API, and how much they call."""

from django.db import models

from campaigns.definitions.actor import Role


class ApiUser(models.Model):
    """Acts as `user`, who can't sign in and has no role elsewhere.

    Of the secret and of the access token only digests stand here: the secret is shown once, the token is derived anew
    from `token_number` and the installation's own secret whenever it is asked for again.
    """

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE, related_name="api_users")
    user = models.OneToOneField("campaigns.User", models.PROTECT, related_name="api_user")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    client_id = models.CharField(max_length=64, unique=True)
    secret_digest = models.CharField(max_length=64)
    token_number = models.PositiveIntegerField(default=0)
    token_digest = models.CharField(max_length=64, null=True, unique=True)
    token_expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)


class ApiUsage(models.Model):
    """The calls of one API user on one day, and how many of them ended with which error code."""

    api_user = models.ForeignKey(ApiUser, models.CASCADE, related_name="usage")
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["api_user", "day"], name="api_usage_of_day")]
