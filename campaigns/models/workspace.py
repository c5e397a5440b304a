"""Workspaces, the partitions of people that they see, and the tree's folders."""

from django.db import models

from campaigns.models.columns import NormalTextField


class Partition(models.Model):
    """A set of people; one or more workspaces see it."""

    name = models.CharField(max_length=255)


class Workspace(models.Model):
    """`timezone` is an IANA name: schedules, waits, date filters and system tokens use it (S08).

    `emails_per_day` and `emails_per_week` are the communication limits; empty is no limit (S06).
    """

    name = models.CharField(max_length=255)
    name_normal = NormalTextField(of="name", unique=True)
    timezone = models.CharField(max_length=64, default="UTC")
    partitions = models.ManyToManyField(Partition, related_name="workspaces")
    primary_partition = models.ForeignKey(Partition, models.PROTECT, related_name="+")
    archived = models.BooleanField(default=False)
    emails_per_day = models.PositiveSmallIntegerField(null=True)
    emails_per_week = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)


class Placed(models.Model):
    """Something in the tree: at the workspace's root, in a folder, or in a program (in a folder of it, or directly)."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    folder = models.ForeignKey("campaigns.Folder", models.PROTECT, null=True, related_name="+")
    program = models.ForeignKey("campaigns.Program", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=255)
    name_normal = NormalTextField(of="name")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


def unique_name(name: str) -> tuple[models.UniqueConstraint, models.UniqueConstraint]:
    """A name is taken once in a program, and once outside of programs."""
    return (
        models.UniqueConstraint(
            fields=["program", "name_normal"],
            name=f"{name}_in_program",
            condition=models.Q(program__isnull=False),
        ),
        models.UniqueConstraint(
            fields=["workspace", "name_normal"], name=f"{name}_outside", condition=models.Q(program=None)
        ),
    )


class Folder(Placed):
    """`folder` is the one above. A folder with a `program` only orders things inside it and holds no tokens (T02). An
    archived one hides what it holds, as an archived program does."""

    archived = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["workspace", "folder"], name="folder_in_tree")]
