"""Who may do what where; checked here once, for every door (W01)."""

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import NotAllowed, NotFound
from campaigns.models import User, Workspace, WorkspaceRole


def actor_for(user: User) -> Actor:
    """The signed-in user as the domain knows him: one query."""
    roles = WorkspaceRole.objects.filter(user_id=user.pk).values_list("workspace_id", "role")
    return Actor(
        user_id=user.pk,
        name=display_name(user),
        roles={workspace: Role(role) for workspace, role in roles},
        superuser=user.is_superuser,
    )


def active_user(user_id: int) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).first()


def display_name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def require(actor: Actor, workspace_id: int, role: Role = Role.VIEWER) -> Workspace:
    """The workspace, if the actor has at least this role in it; who has none there is told that it doesn't exist."""
    held = actor.role_in(workspace_id)
    workspace = None if held is None else Workspace.objects.filter(pk=workspace_id).first()
    if held is None or workspace is None:
        raise NotFound("There is no such workspace.")
    if not held.includes(role):
        raise NotAllowed(f"This takes the role {role.value} in {workspace.name}, and you are {held.value}.")
    if workspace.archived and role is Role.MARKETER:
        raise NotAllowed(f"The workspace {workspace.name} is archived. An admin can bring it back.")
    return workspace


def require_superuser(actor: Actor) -> None:
    if not actor.superuser:
        raise NotAllowed("Only an administrator of the whole installation may do this.")
