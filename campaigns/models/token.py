"""My Tokens of programs and campaign folders (T02)."""

from django.db import models

from campaigns.models.columns import NormalTextField
from campaigns.models.program import Program
from campaigns.models.workspace import Folder, Workspace

TOKEN_TYPES = ("text", "rich_text", "number", "score", "date")


class MyToken(models.Model):
    """Belongs to a program or to a folder outside programs; the nearest up the tree wins."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    program = models.ForeignKey(Program, models.CASCADE, null=True, related_name="tokens")
    folder = models.ForeignKey(Folder, models.CASCADE, null=True, related_name="tokens")
    name = models.CharField(max_length=50)
    name_normal = NormalTextField(of="name")
    type = models.CharField(max_length=16, choices=[(name, name) for name in TOKEN_TYPES])
    value = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "name_normal"], name="token_of_program"),
            models.UniqueConstraint(fields=["folder", "name_normal"], name="token_of_folder"),
            models.CheckConstraint(
                name="token_has_one_owner",
                condition=models.Q(program=None, folder__isnull=False) | models.Q(program__isnull=False, folder=None),
            ),
        ]
