"""Makes and changes workspaces. A new one can be worked in at once: it has people's partition and channels."""

from zoneinfo import available_timezones

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.system_lists import SYSTEM_LISTS
from campaigns.errors import Invalid
from campaigns.events import TreeChanged, publish
from campaigns.models import Channel, ChannelStatus, Partition, SmartListAsset, Workspace, WorkspaceRole
from campaigns.selectors.rights import require, require_superuser
from campaigns.services.audit import audited
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import UNSET, Unset

# Name, step, success (reference: channels that a new Marketo subscription has).
DEFAULT_CHANNELS: dict[str, tuple[tuple[str, int, bool], ...]] = {
    "Content": (("Not in Program", 0, False), ("Member", 10, False), ("Engaged", 20, True)),
    "Email Send": (
        ("Not in Program", 0, False),
        ("Member", 10, False),
        ("Sent", 20, False),
        ("Opened", 30, False),
        ("Clicked", 40, True),
    ),
    "Event": (
        ("Not in Program", 0, False),
        ("Invited", 10, False),
        ("Registered", 20, False),
        ("No Show", 30, False),
        ("Attended", 40, True),
    ),
    "Nurture": (("Not in Program", 0, False), ("Member", 10, False), ("Engaged", 20, False), ("Influenced", 30, True)),
    "Operational": (("Not in Program", 0, False), ("Member", 10, False)),
    "Web Request": (
        ("Not in Program", 0, False),
        ("Visited", 10, False),
        ("Filled-out Form", 20, False),
        ("Engaged", 30, True),
    ),
    "Webinar": (
        ("Not in Program", 0, False),
        ("Invited", 10, False),
        ("Registered", 20, False),
        ("No Show", 30, False),
        ("Attended", 40, True),
        ("Attended On-demand", 45, True),
    ),
}


@audited("made", Workspace)
def create_workspace(actor: Actor, *, name: str, timezone: str = "UTC") -> Workspace:
    """With a partition of its own, the usual channels, and its maker as admin."""
    require_superuser(actor)
    name, timezone = clean_name(name), known_timezone(timezone)
    partition = Partition.objects.create(name=name)
    with name_is_free(name):
        workspace = Workspace.objects.create(name=name, timezone=timezone, primary_partition=partition)
    workspace.partitions.add(partition)
    for channel, statuses in DEFAULT_CHANNELS.items():
        _add_channel(workspace, channel, statuses)
    add_system_lists(workspace)
    if actor.user_id is not None:
        WorkspaceRole.objects.create(workspace=workspace, user_id=actor.user_id, role=Role.ADMIN)
    return workspace


@audited("changed", Workspace, id="workspace_id")
def update_workspace(
    actor: Actor,
    *,
    workspace_id: int,
    name: str | None = None,
    timezone: str | None = None,
    archived: bool | None = None,
    emails_per_day: int | Unset | None = UNSET,
    emails_per_week: int | Unset | None = UNSET,
) -> Workspace:
    workspace = require(actor, workspace_id, Role.ADMIN)
    if name is not None:
        workspace.name = clean_name(name)
    if timezone is not None:
        workspace.timezone = known_timezone(timezone)
    if archived is not None:
        workspace.archived = archived
    if not isinstance(emails_per_day, Unset):
        workspace.emails_per_day = emails_per_day
    if not isinstance(emails_per_week, Unset):
        workspace.emails_per_week = emails_per_week
    changeable = ["name", "name_normal", "timezone", "archived", "emails_per_day", "emails_per_week"]
    with name_is_free(workspace.name):
        workspace.save(update_fields=changeable)
    publish(TreeChanged(workspace_id))
    return workspace


def known_timezone(name: str) -> str:
    if name not in available_timezones():
        said = f"“{name}” is no time zone. Choose one like Europe/Berlin."
        raise Invalid(said, fields={"timezone": [said]})
    return name


def add_system_lists(workspace: Workspace) -> None:
    for each in SYSTEM_LISTS:
        SmartListAsset.objects.create(
            workspace=workspace,
            name=each.name,
            description=each.description,
            definition=each.definition.model_dump(mode="json"),
            system=each.key,
        )


def _add_channel(workspace: Workspace, name: str, statuses: tuple[tuple[str, int, bool], ...]) -> None:
    channel = Channel.objects.create(workspace=workspace, name=name)
    ChannelStatus.objects.bulk_create(
        ChannelStatus(channel=channel, name=status, step=step, success=success) for status, step, success in statuses
    )
