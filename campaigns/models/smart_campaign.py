"""Smart campaigns: who, what and when; their draft, their published revisions, their members."""

from django.db import models

from campaigns.models.workspace import Placed, unique_name


class SmartCampaign(Placed):
    """`draft_*` is what the editor saves under `edit_number`; runs, entries and calls use `published` (F10).

    `plan` is the compiled form for new entries; empty when something that it reaches was published since. `fault` is
    the first error of the published version, kept up when it, or something that it names, changes.
    """

    description = models.TextField(blank=True, default="")
    executable = models.BooleanField(default=False)
    active = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    draft_smart_list = models.JSONField(default=dict)
    draft_flow = models.JSONField(default=dict)
    edit_number = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")
    published = models.ForeignKey("campaigns.Revision", models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey("campaigns.Plan", models.PROTECT, null=True, related_name="+")
    fault = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            *unique_name("campaign_name"),
            models.CheckConstraint(
                name="executable_is_never_active", condition=~models.Q(executable=True, active=True)
            ),
        ]


class Revision(models.Model):
    """A published version. Immutable once a plan has used it (`used`)."""

    campaign = models.ForeignKey(SmartCampaign, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    edit_number = models.PositiveIntegerField()
    smart_list = models.JSONField(default=dict)
    flow = models.JSONField(default=dict)
    used = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("campaigns.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="revision_number")]


class CampaignMember(models.Model):
    """Who has passed into the campaign's flow (C19), when first and last, and how often; the base of S04."""

    campaign = models.ForeignKey(SmartCampaign, models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey("campaigns.Person", models.CASCADE, related_name="campaign_memberships")
    first = models.DateTimeField()
    last = models.DateTimeField()
    entries = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "person"], name="campaign_member")]


class Reference(models.Model):
    """Who names what: kept on save for the draft and for the published version (C17)."""

    workspace = models.ForeignKey("campaigns.Workspace", models.CASCADE)
    source_type = models.CharField(max_length=16)  # campaign, smart_list or email
    source_id = models.BigIntegerField()
    published = models.BooleanField()
    target_type = models.CharField(max_length=16)
    target_id = models.BigIntegerField(null=True)
    target_name = models.CharField(max_length=255, blank=True, default="")
    relation = models.CharField(max_length=16)

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="reference_by_id"),
            models.Index(fields=["target_type", "target_name"], name="reference_by_name"),
            models.Index(fields=["source_type", "source_id"], name="reference_by_source"),
        ]
