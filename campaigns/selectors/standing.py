"""What a campaign is and how it stands, in one query for any number of campaigns (C02)."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from campaigns.definitions.campaign import CampaignKind
from campaigns.models import CampaignMember, Run, ScheduledRun, SmartCampaign

Status = Literal["never_run", "active", "inactive", "running", "waiting", "has_run", "scheduled", "invalid"]


@dataclass(frozen=True, slots=True)
class Standing:
    kind: CampaignKind
    status: Status


def with_standing(campaigns: QuerySet[SmartCampaign]) -> QuerySet[SmartCampaign]:
    """Annotates what `standing_of` reads."""
    runs = Run.objects.filter(campaign=OuterRef("pk"))
    planned = ScheduledRun.objects.filter(campaign=OuterRef("pk"), state=ScheduledRun.State.SCHEDULED)
    under_way = runs.filter(kind="batch", ended_at=None)
    return campaigns.annotate(
        first_trigger=KT("draft_smart_list__triggers__0__kind"),
        is_running=Exists(under_way.filter(~Q(state=Run.State.WAITING))),
        is_waiting=Exists(under_way.filter(state=Run.State.WAITING)),
        has_run=Exists(runs),
        next_run=Subquery(planned.order_by("at").values("at")[:1]),
        has_members=Exists(CampaignMember.objects.filter(campaign=OuterRef("pk"))),
    )


def standing_of(campaign: SmartCampaign) -> Standing:
    """For a campaign out of `with_standing`. The kind follows the draft, which the next launch publishes."""
    seen = vars(campaign)
    if campaign.executable:
        kind = CampaignKind.EXECUTABLE
    else:
        kind = CampaignKind.TRIGGER if seen["first_trigger"] else CampaignKind.BATCH
    return Standing(kind, _status(campaign, kind))


def _status(campaign: SmartCampaign, kind: CampaignKind) -> Status:
    seen = vars(campaign)
    if campaign.active:
        return "active"
    if seen["is_running"]:
        return "running"
    if seen["is_waiting"]:
        return "waiting"
    if campaign.fault:
        return "invalid"
    if kind is CampaignKind.TRIGGER:
        return "inactive"
    if seen["next_run"]:
        return "scheduled"
    return "has_run" if seen["has_run"] or seen["has_members"] else "never_run"
