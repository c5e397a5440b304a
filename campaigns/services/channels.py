"""Channels: made and changed by admins, since every program of the workspace lives by their statuses."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.text import normal
from campaigns.errors import Invalid, StillUsed
from campaigns.events import TreeChanged, publish
from campaigns.models import Channel, ChannelStatus, ProgramMember
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import load

MOST_STATUSES = 50


@dataclass(frozen=True, slots=True)
class StatusGiven:
    """`id` names a status that exists already."""

    name: str
    step: int
    success: bool = False
    hidden: bool = False
    id: int | None = None


@audited("made", Channel)
def create_channel(actor: Actor, *, workspace_id: int, name: str, statuses: Sequence[StatusGiven]) -> Channel:
    require(actor, workspace_id, Role.ADMIN)
    _refuse_senseless(statuses)
    name = clean_name(name)
    with name_is_free(name):
        channel = Channel.objects.create(workspace_id=workspace_id, name=name)
    ChannelStatus.objects.bulk_create(_fill(ChannelStatus(channel=channel), each) for each in statuses)
    publish(TreeChanged(workspace_id))
    return channel


@audited("changed", Channel, id="channel_id")
def update_channel(
    actor: Actor,
    *,
    workspace_id: int,
    channel_id: int,
    name: str | None = None,
    statuses: Sequence[StatusGiven] | None = None,
) -> Channel:
    """`statuses` is the whole new list: what is left out is deleted, if nobody has it and nothing names it."""
    channel = load(Channel, actor, workspace_id=workspace_id, id=channel_id, role=Role.ADMIN)
    if name is not None:
        channel.name = clean_name(name)
        with name_is_free(channel.name):
            channel.save(update_fields=["name", "name_normal"])
    if statuses is not None:
        _refuse_senseless(statuses)
        _replace(channel, statuses)
    publish(TreeChanged(workspace_id))
    return channel


@audited("deleted", Channel, id="channel_id")
def delete_channel(actor: Actor, *, workspace_id: int, channel_id: int) -> None:
    """Not while a program lives by it (C17), nor the last one, for every program needs one."""
    channel = load(Channel, actor, workspace_id=workspace_id, id=channel_id, role=Role.ADMIN)
    programs = list(channel.programs.order_by("name_normal").values_list("name", flat=True)[:5])
    if programs:
        named = ", ".join(f"“{name}”" for name in programs)
        raise StillUsed(f"“{channel.name}” is the channel of {named}, so it can't be deleted.")
    if not Channel.objects.filter(workspace_id=workspace_id).exclude(pk=channel_id).exists():
        raise StillUsed(f"“{channel.name}” is the only channel here, and every program needs one.")
    channel.delete()
    publish(TreeChanged(workspace_id))


def _replace(channel: Channel, statuses: Sequence[StatusGiven]) -> None:
    present = {status.pk: status for status in channel.statuses.all()}
    strange = [each for each in statuses if each.id is not None and each.id not in present]
    if strange:
        raise Invalid(f"The status “{strange[0].name}” is not one of this channel. Load the channel again.")
    kept = {each.id for each in statuses}
    _delete(channel, [status for status in present.values() if status.pk not in kept])
    for each in statuses:
        _fill(present.get(each.id or 0, ChannelStatus(channel=channel)), each).save()


def _delete(channel: Channel, gone: Sequence[ChannelStatus]) -> None:
    for status in gone:
        members = ProgramMember.objects.filter(program__channel=channel, status=status).count()
        if members:
            raise StillUsed(f"{members} program members have the status “{status.name}”, so it can't be deleted.")
        refuse_while_used(status.name, used_by(channel.workspace_id, "status", ids=[status.pk]))
        status.delete()


def _fill(status: ChannelStatus, given: StatusGiven) -> ChannelStatus:
    status.name, status.step = clean_name(given.name), given.step
    status.success, status.hidden = given.success, given.hidden
    return status


def _refuse_senseless(statuses: Sequence[StatusGiven]) -> None:
    names = [normal(each.name) for each in statuses]
    outside = [each for each in statuses if each.step == 0]
    if len(names) != len(set(names)):
        raise _invalid("Two statuses have the same name.")
    if len(outside) != 1 or outside[0].success:
        raise _invalid("A channel has exactly one status with step 0, Not in Program, and that one is no success.")
    if not 2 <= len(statuses) <= MOST_STATUSES:
        raise _invalid(f"A channel has 2 to {MOST_STATUSES} statuses.")


def _invalid(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"statuses": [sentence]})
