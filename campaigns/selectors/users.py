"""Who works here: the one signed in, and everybody who may sign in."""

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.models import User, Workspace
from campaigns.selectors.rights import display_name, require_superuser

MOST = 1000


class MyWorkspace(Frozen):
    id: int
    name: str
    timezone: str
    role: Role


class Me(Frozen):
    id: int
    name: str
    email: str
    is_superuser: bool
    workspaces: tuple[MyWorkspace, ...]


class UserRow(Frozen):
    id: int
    name: str
    email: str
    is_superuser: bool


def me(actor: Actor) -> Me:
    user = User.objects.get(pk=actor.user_id or 0)
    workspaces = Workspace.objects.filter(archived=False).order_by("name_normal")
    if not actor.superuser:
        workspaces = workspaces.filter(pk__in=actor.roles)
    return Me(
        id=user.pk,
        name=actor.name,
        email=user.email,
        is_superuser=actor.superuser,
        workspaces=tuple(
            MyWorkspace(id=each.pk, name=each.name, timezone=each.timezone, role=role)
            for each in workspaces[:MOST]
            if (role := actor.role_in(each.pk)) is not None
        ),
    )


def user_row(user: User) -> UserRow:
    return UserRow(id=user.pk, name=display_name(user), email=user.email, is_superuser=user.is_superuser)


def all_users(actor: Actor) -> list[UserRow]:
    require_superuser(actor)
    return [user_row(user) for user in User.objects.filter(api_user=None).order_by("email", "pk")[:MOST]]
