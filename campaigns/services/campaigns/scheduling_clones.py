"""Scheduling a campaign in a clone of its program, which is made for it (C05, S01)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from campaigns.definitions.actor import Actor
from campaigns.definitions.campaign import CampaignKind
from campaigns.errors import Invalid
from campaigns.models import ScheduledRun, SmartCampaign
from campaigns.services.campaigns.scheduling import schedule_once
from campaigns.services.campaigns.starting import startable
from campaigns.services.placing import load
from campaigns.services.program_cloning import clone_program, complete_clone


@transaction.atomic
def schedule_in_clone(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    program_name: str,
    at: datetime,
    tokens: Mapping[str, str] | None = None,
) -> tuple[ScheduledRun, list[str]]:
    """The whole program, beside it, in this one transaction: where anything is refused there is no clone either."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    startable(campaign, CampaignKind.BATCH, confirm_warnings=False)
    if campaign.program is None:
        raise Invalid(f"“{campaign.name}” lies in no program, so there is none to clone. Schedule it without a clone.")
    folder = campaign.program.folder_id
    clone = clone_program(
        actor,
        workspace_id=workspace_id,
        program_id=campaign.program.pk,
        name=program_name,
        parent=f"folder:{folder}" if folder else None,
    )
    copies = complete_clone(clone)
    copy = copies[f"campaign:{campaign_id}"]
    return schedule_once(actor, workspace_id=workspace_id, campaign_id=copy, at=at, tokens=tokens)
