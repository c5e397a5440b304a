"""What a program or folder holds, as it reads in another workspace: its channels' statuses are others there (C17)."""

from collections.abc import Mapping

from campaigns.catalog import catalog
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.repointing import repointed_flow, repointed_smart_list
from campaigns.errors import Invalid, MoveWouldCross
from campaigns.models import Channel, Program, SmartCampaign, SmartListAsset, Workspace
from campaigns.selectors.holdings import Holding
from campaigns.services.campaigns.faults import recheck
from campaigns.services.references import index_campaign, index_smart_list
from campaigns.storage import plans

Statuses = Mapping[str, int]  # "status:3" to the id of the same status in the other workspace's channel


def put_into_channels(holding: Holding, target: Workspace) -> Statuses:
    """Each program goes into the channel of the same name there, which must have the same statuses."""
    statuses: dict[str, int] = {}
    for program in Program.objects.filter(pk__in=holding.ids["program"]).select_related("channel"):
        channel = Channel.objects.filter(workspace=target, name_normal=program.channel.name_normal).first()
        if channel is None:
            raise Invalid(
                f"{target.name} has no channel “{program.channel.name}”. An admin has to make it there first."
            )
        there = dict(channel.statuses.values_list("name", "pk"))
        for status in program.channel.statuses.all():
            if status.name not in there:
                raise Invalid(f"The channel “{channel.name}” of {target.name} has no status “{status.name}”.")
            statuses[f"status:{status.pk}"] = there[status.name]
        program.channel = channel
        program.save(update_fields=["channel"])
    return statuses


def settle_definitions(holding: Holding, target: Workspace, statuses: Statuses) -> None:
    """Definitions name the other channel's statuses now. What would not be sound there does not go."""
    campaigns = SmartCampaign.objects.filter(pk__in=holding.ids["campaign"]).select_related("published")
    sound = {campaign.pk for campaign in campaigns if not campaign.fault}
    for smart_list in SmartListAsset.objects.filter(pk__in=holding.ids["smart_list"]):
        smart_list.definition = _list(smart_list.definition, statuses)
        smart_list.save(update_fields=["definition"])
        index_smart_list(smart_list, SmartList.model_validate(smart_list.definition))
    for campaign in campaigns:
        _settle_campaign(campaign, statuses)
    plans.forget(holding.ids["campaign"])
    recheck(target.pk, holding.ids["campaign"])
    broken = SmartCampaign.objects.filter(pk__in=sound).exclude(fault="").first()
    if broken is not None:
        raise MoveWouldCross(f"“{broken.name}” would be invalid in {target.name}: {broken.fault}")


def _settle_campaign(campaign: SmartCampaign, statuses: Statuses) -> None:
    campaign.draft_smart_list = _list(campaign.draft_smart_list, statuses)
    campaign.draft_flow = _flow(campaign.draft_flow, statuses)
    campaign.save(update_fields=["draft_smart_list", "draft_flow"])
    for revision in campaign.revisions.all():
        revision.smart_list, revision.flow = _list(revision.smart_list, statuses), _flow(revision.flow, statuses)
        revision.save(update_fields=["smart_list", "flow"])
    campaign.refresh_from_db()
    versions = [(campaign.draft_smart_list, campaign.draft_flow, False)]
    if campaign.published is not None:
        versions.append((campaign.published.smart_list, campaign.published.flow, True))
    for smart_list, flow, published in versions:
        index_campaign(campaign, SmartList.model_validate(smart_list), Flow.model_validate(flow), published=published)


def _list(stored: dict[str, object], statuses: Statuses) -> dict[str, object]:
    definition = SmartList.model_validate(stored)
    return repointed_smart_list(definition, statuses, catalog()).model_dump(mode="json")


def _flow(stored: dict[str, object], statuses: Statuses) -> dict[str, object]:
    return repointed_flow(Flow.model_validate(stored), statuses, catalog()).model_dump(mode="json")
