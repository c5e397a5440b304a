"""Channels and their statuses, in the order of their steps."""

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import Channel, ChannelStatus
from campaigns.selectors.rights import require

MOST = 500


class StatusRow(Frozen):
    id: int
    name: str
    step: int
    success: bool
    hidden: bool


class ChannelRow(Frozen):
    id: int
    name: str
    statuses: tuple[StatusRow, ...]


def channels(actor: Actor, *, workspace_id: int) -> list[ChannelRow]:
    require(actor, workspace_id)
    found = Channel.objects.filter(workspace_id=workspace_id).order_by("name_normal").prefetch_related("statuses")
    return [channel_row(channel) for channel in found[:MOST]]


def channel_row(channel: Channel) -> ChannelRow:
    statuses = tuple(status_row(status) for status in channel.statuses.all())
    return ChannelRow(id=channel.pk, name=channel.name, statuses=statuses)


def status_row(status: ChannelStatus) -> StatusRow:
    return StatusRow(id=status.pk, name=status.name, step=status.step, success=status.success, hidden=status.hidden)
