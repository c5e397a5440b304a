"""Programs: they hold campaigns, lists and tokens, and have members with a status of their channel."""

from django.db.models import Q
from django.utils import timezone

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid
from campaigns.events import TreeChanged, publish
from campaigns.models import Channel, Program, ProgramMember
from campaigns.selectors.places import find_place
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.folders import refuse_unless_empty
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import UNSET, Parent, Unset, load, outside_programs, rename_and_move


@audited("made", Program)
def create_program(
    actor: Actor, *, workspace_id: int, name: str, channel: int, parent: str | None = None, description: str = ""
) -> Program:
    require(actor, workspace_id, Role.MARKETER)
    program = Program(
        workspace_id=workspace_id,
        name=clean_name(name),
        description=description,
        channel=_channel(workspace_id, channel),
        folder_id=outside_programs(find_place(workspace_id, parent)).folder,
    )
    with name_is_free(program.name):
        program.save()
    publish(TreeChanged(workspace_id))
    return program


@audited("changed", Program, id="program_id")
def update_program(
    actor: Actor,
    *,
    workspace_id: int,
    program_id: int,
    name: str | None = None,
    description: str | None = None,
    parent: Parent = UNSET,
    channel: int | None = None,
) -> Program:
    program = load(Program, actor, workspace_id=workspace_id, id=program_id)
    if not isinstance(parent, Unset):
        outside_programs(find_place(workspace_id, parent))
    rename_and_move(program, name=name, parent=parent)
    if description is not None:
        program.description = description
    if channel is not None and channel != program.channel_id:
        _change_channel(program, channel)
    program.updated_at = timezone.now()
    with name_is_free(program.name):
        program.save()
    publish(TreeChanged(workspace_id))
    return program


@audited("deleted", Program, id="program_id")
def delete_program(actor: Actor, *, workspace_id: int, program_id: int) -> None:
    """Its members stay people; the memberships go with it."""
    program = load(Program, actor, workspace_id=workspace_id, id=program_id)
    refuse_unless_empty(program.name, Q(program=program.pk))
    refuse_while_used(program.name, used_by(workspace_id, "program", ids=[program.pk]))
    program.delete()
    publish(TreeChanged(workspace_id))


def _change_channel(program: Program, channel_id: int) -> None:
    """Statuses belong to the channel, so members and flow steps would be left with another one's."""
    if ProgramMember.objects.filter(program=program).exists():
        raise Invalid(f"{program.name} has members, whose statuses belong to its channel. The channel stays.")
    refuse_while_used(program.name, used_by(program.workspace_id, "program", ids=[program.pk]), what="given a channel")
    program.channel = _channel(program.workspace_id, channel_id)


def _channel(workspace_id: int, channel_id: int) -> Channel:
    channel = Channel.objects.filter(workspace_id=workspace_id, pk=channel_id).first()
    if channel is None:
        said = "There is no such channel in this workspace."
        raise Invalid(said, fields={"channel": [said]})
    return channel
