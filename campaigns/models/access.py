"""Who may sign in, and as what in which workspace (W01)."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from campaigns.definitions.actor import Role


class User(AbstractUser):
    """A person who works in the designer; not to be confused with a Person, whom campaigns are about."""


class WorkspaceRole(models.Model):
    """A user's role in one workspace."""

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE, related_name="roles")
    user = models.ForeignKey(User, models.CASCADE, related_name="workspace_roles")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_role_per_workspace")]
