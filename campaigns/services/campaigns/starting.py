"""Starting: run once, activate, deactivate, request. Each publishes the campaign's own draft first (F10)."""

from collections.abc import Mapping

from campaigns.catalog import catalog
from campaigns.definitions.actor import Actor
from campaigns.definitions.campaign import CampaignKind
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks import Subject, kind_of, problems_of
from campaigns.errors import (
    EveryoneNotConfirmed,
    ExecutableNotStartable,
    NotABatchCampaign,
    NotATriggerCampaign,
    WarningsNotConfirmed,
)
from campaigns.models import Run, SmartCampaign
from campaigns.runtime import launch
from campaigns.selectors.archive import refuse_archived
from campaigns.selectors.audience import everyone_count
from campaigns.selectors.subjects import draft_subject
from campaigns.selectors.used_by import used_by
from campaigns.services.audit import audited
from campaigns.services.campaigns.chains import one_at_a_time
from campaigns.services.campaigns.given_tokens import known_tokens
from campaigns.services.campaigns.publishing import publish_draft
from campaigns.services.campaigns.refusals import refuse_errors, refuse_unconfirmed
from campaigns.services.placing import load


@audited("ran", SmartCampaign, id="campaign_id")
def run_once(
    actor: Actor,
    *,
    workspace_id: int,
    campaign_id: int,
    confirm_everyone: int | None = None,
    confirm_warnings: bool = False,
    tokens: Mapping[str, str] | None = None,
) -> tuple[Run, list[str]]:
    """S01, S11: a batch, once, now; the members are fixed when it starts. With warnings about unknown tokens (T06)."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    subject = startable(campaign, CampaignKind.BATCH, confirm_warnings=confirm_warnings)
    if subject.smart_list.is_empty:
        confirmed_everyone(campaign, confirm_everyone)
    publish_draft(campaign, actor=actor)
    given, warnings = known_tokens(campaign, tokens or {})
    return launch.start_batch(campaign, actor=actor, given=given), warnings


@audited("activated", SmartCampaign, id="campaign_id")
def activate(actor: Actor, *, workspace_id: int, campaign_id: int, confirm_warnings: bool = False) -> SmartCampaign:
    """S02: listens from now on; nothing that happened before counts."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    if not campaign.active:
        startable(campaign, CampaignKind.TRIGGER, confirm_warnings=confirm_warnings)
        publish_draft(campaign, actor=actor)
        launch.activate(campaign, actor=actor)
        campaign.refresh_from_db()
    return campaign


@audited("deactivated", SmartCampaign, id="campaign_id")
def deactivate(actor: Actor, *, workspace_id: int, campaign_id: int, confirm: bool = False) -> SmartCampaign:
    """S02: no new entries; people inside go on to the end. Whoever requests it is named first (C17)."""
    campaign = load(SmartCampaign, actor, workspace_id=workspace_id, id=campaign_id)
    if campaign.active:
        if not confirm:
            _name_requesters(campaign)
        launch.deactivate(campaign)
        campaign.refresh_from_db()
    return campaign


def _name_requesters(campaign: SmartCampaign) -> None:
    uses = used_by(campaign.workspace_id, "campaign", ids=[campaign.pk])
    requesters = [use for use in uses if use.relation == "requests"]
    if requesters:
        named = ", ".join(f"“{use.name}”" for use in requesters[:5])
        more = f" and {len(requesters) - 5} more" if len(requesters) > 5 else ""
        raise WarningsNotConfirmed(
            f"{named}{more} request “{campaign.name}”, and that will fail. Confirm to deactivate it all the same.",
            callers=[use.model_dump() for use in requesters],
        )


def startable(campaign: SmartCampaign, wanted: CampaignKind, *, confirm_warnings: bool) -> Subject:
    """The draft, which is about to be published; refused where it may not start."""
    kind = kind_of(executable=campaign.executable, smart_list=SmartList.model_validate(campaign.draft_smart_list))
    if kind is CampaignKind.EXECUTABLE:
        raise ExecutableNotStartable
    if kind is not wanted:
        raise NotABatchCampaign if wanted is CampaignKind.BATCH else NotATriggerCampaign
    refuse_archived(campaign)
    one_at_a_time(campaign.workspace_id, Flow.model_validate(campaign.draft_flow))
    subject = draft_subject(campaign)
    problems = problems_of(subject, catalog())
    refuse_errors(problems)
    refuse_unconfirmed(problems, confirmed=confirm_warnings)
    return subject


def confirmed_everyone(campaign: SmartCampaign, typed: int | None) -> None:
    """S11: refused with the number of people unless that was typed."""
    count = everyone_count(campaign.workspace_id)
    if typed != count:
        raise EveryoneNotConfirmed(
            f"The smart list is empty, so this would run on everyone: {count:,} people. "
            f"Add a filter, or type {count} to confirm.",
            count=count,
        )
