"""Tasks: what somebody is to do about a person."""

from django.db import models


class Task(models.Model):
    """`owner` is empty where nobody was named and the person has no owner."""

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE, related_name="tasks")
    person = models.ForeignKey("campaigns.Person", models.CASCADE, related_name="tasks")
    owner = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="tasks")
    subject = models.CharField(max_length=255)
    description = models.TextField(blank=True, default="")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
