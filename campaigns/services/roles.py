"""Gives, changes and takes roles in a workspace; only its admins may, and one admin always stays."""

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid, LastAdmin, NotFound
from campaigns.models import User, Workspace, WorkspaceRole
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.services.campaigns.faults import recheck_users


@audited("gave", WorkspaceRole)
def grant_role(actor: Actor, *, workspace_id: int, email: str, role: Role) -> WorkspaceRole:
    """Who has a role there already changes to this one. Only who has one may own people and tasks, so steps that
    name somebody who comes or goes are looked at anew."""
    _lock(actor, workspace_id)
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        said = f"Nobody with the e-mail address {email} can sign in here. An administrator has to add the user first."
        raise Invalid(said, fields={"email": [said]})
    held = WorkspaceRole.objects.filter(workspace_id=workspace_id, user=user).first()
    if held is not None:
        return _change(held, role)
    made = WorkspaceRole.objects.create(workspace_id=workspace_id, user=user, role=role)
    recheck_users(workspace_id, "user", [user.pk])
    return made


@audited("changed", WorkspaceRole, id="grant_id")
def change_role(actor: Actor, *, workspace_id: int, grant_id: int, role: Role) -> WorkspaceRole:
    _lock(actor, workspace_id)
    return _change(_grant(workspace_id, grant_id), role)


@audited("took", WorkspaceRole, id="grant_id")
def revoke_role(actor: Actor, *, workspace_id: int, grant_id: int) -> None:
    _lock(actor, workspace_id)
    grant = _grant(workspace_id, grant_id)
    _keep_an_admin(grant)
    grant.delete()
    recheck_users(workspace_id, "user", [grant.user_id])


def _lock(actor: Actor, workspace_id: int) -> None:
    """Two admins who take each other's role at the same time come one after the other."""
    require(actor, workspace_id, Role.ADMIN)
    Workspace.objects.select_for_update().get(pk=workspace_id)


def _grant(workspace_id: int, grant_id: int) -> WorkspaceRole:
    grant = WorkspaceRole.objects.filter(workspace_id=workspace_id, pk=grant_id).select_related("user").first()
    if grant is None:
        raise NotFound
    return grant


def _change(grant: WorkspaceRole, role: Role) -> WorkspaceRole:
    if role is not Role.ADMIN:
        _keep_an_admin(grant)
    grant.role = role
    grant.save(update_fields=["role"])
    return grant


def _keep_an_admin(grant: WorkspaceRole) -> None:
    others = WorkspaceRole.objects.filter(workspace_id=grant.workspace_id, role=Role.ADMIN).exclude(pk=grant.pk)
    if grant.role == Role.ADMIN and not others.exists():
        raise LastAdmin
