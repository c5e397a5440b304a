"""Members of a campaign: who passed into its flow (C19)."""

from datetime import datetime

from campaigns.definitions.actor import Actor
from campaigns.models import CampaignMember
from campaigns.selectors.drafts import find_campaign
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.people import PersonRow, rows_by_id


class CampaignMemberRow(PersonRow):
    first: datetime
    last: datetime
    entries: int


class CampaignMemberPage(Page[CampaignMemberRow]):
    pass


def members(actor: Actor, *, workspace_id: int, campaign_id: int, cursor: str | None = None) -> CampaignMemberPage:
    """By person id; only people whom the workspace sees."""
    campaign = find_campaign(actor, workspace_id=workspace_id, campaign_id=campaign_id)
    found = CampaignMember.objects.filter(campaign=campaign)
    start = after(cursor)
    rows = list(found.filter(person__gt=start).order_by("person_id")[: PAGE_SIZE + 1])
    shown, following = cut(rows, PAGE_SIZE, lambda member: member.person_id)
    people = {row.id: row for row in rows_by_id(campaign.workspace, [member.person_id for member in shown])}
    items = [
        CampaignMemberRow(
            **people[member.person_id].model_dump(), first=member.first, last=member.last, entries=member.entries
        )
        for member in shown
        if member.person_id in people
    ]
    return CampaignMemberPage(items=tuple(items), next=following, total=None if start else found.count())
