"""What happens on the workspace's own web sites: the tracker, its visitors, what they did before they were known."""

import secrets

from django.db import models

from campaigns.models.workspace import Placed, Workspace, unique_name


def new_key() -> str:
    """Stands in public addresses; says nothing, and can't be guessed."""
    return secrets.token_hex(12)


class WebTracker(models.Model):
    """`origins` are the sites that may send ("https://www.example.com"). Where `asks_consent`, nothing is stored
    before the visitor has agreed."""

    workspace = models.OneToOneField(Workspace, models.CASCADE, related_name="tracker")
    key = models.CharField(max_length=32, unique=True)
    active = models.BooleanField(default=False)
    asks_consent = models.BooleanField(default=True)
    origins = models.JSONField(default=list)


class WebVisitor(models.Model):
    """One browser's cookie; `person` is empty as long as nobody knows whose it is."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="+")
    cookie = models.CharField(max_length=64)
    person = models.ForeignKey("campaigns.Person", models.CASCADE, null=True, related_name="browsers")
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "cookie"], name="visitor_cookie")]
        indexes = [models.Index(fields=["last_seen"], name="visitor_by_time")]


class AnonymousVisit(models.Model):
    """A page visit or link click of nobody known yet; becomes an activity on promotion (C18). `attributes` are in the
    order of the activity type's."""

    visitor = models.ForeignKey(WebVisitor, models.CASCADE, related_name="visits")
    type = models.CharField(max_length=32)
    attributes = models.JSONField(default=list)
    at = models.DateTimeField()


class Form(Placed):
    """`fields` are definitions.forms.FormField as JSON. `key` stands in its public address."""

    key = models.CharField(max_length=32, unique=True)
    description = models.TextField(blank=True, default="")
    fields = models.JSONField(default=list)
    key_field = models.CharField(max_length=100, default="email")
    submit_label = models.CharField(max_length=60, default="Send")
    thank_you_text = models.TextField(blank=True, default="")
    thank_you_url = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        constraints = [*unique_name("form_name")]
