"""Workspaces that the actor may see, and who has which role in one."""

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.models import Workspace, WorkspaceRole
from campaigns.selectors.rights import display_name, require

MOST = 1000


class WorkspaceRow(Frozen):
    """`emails_per_day` and `emails_per_week` are the communication limits; null is no limit (S06)."""

    id: int
    name: str
    timezone: str
    archived: bool
    emails_per_day: int | None
    emails_per_week: int | None


class RoleUser(Frozen):
    id: int
    name: str
    email: str


class RoleGrant(Frozen):
    id: int
    user: RoleUser
    role: Role


def workspace_row(workspace: Workspace) -> WorkspaceRow:
    return WorkspaceRow(
        id=workspace.pk,
        name=workspace.name,
        timezone=workspace.timezone,
        archived=workspace.archived,
        emails_per_day=workspace.emails_per_day,
        emails_per_week=workspace.emails_per_week,
    )


def all_workspaces(actor: Actor) -> list[WorkspaceRow]:
    """Archived ones too."""
    workspaces = Workspace.objects.order_by("name_normal")
    if not actor.superuser:
        workspaces = workspaces.filter(pk__in=actor.roles)
    return [workspace_row(each) for each in workspaces[:MOST]]


def grant_row(grant: WorkspaceRole) -> RoleGrant:
    user = grant.user
    return RoleGrant(
        id=grant.pk, user=RoleUser(id=user.pk, name=display_name(user), email=user.email), role=Role(grant.role)
    )


def all_roles(actor: Actor, *, workspace_id: int) -> list[RoleGrant]:
    require(actor, workspace_id)
    grants = WorkspaceRole.objects.filter(workspace_id=workspace_id).select_related("user")
    return [grant_row(each) for each in grants.order_by("user__email", "pk")[:MOST]]
