"""API users of a workspace, and who stands behind an access token."""

from datetime import datetime

from django.utils import timezone

from campaigns.definitions import api_access
from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.errors import TokenExpired, TokenInvalid
from campaigns.models import ApiUser
from campaigns.selectors.rights import display_name, require

API_SOURCE = "Web Service API"
MOST = 500


class ApiUserRow(Frozen):
    id: int
    name: str
    role: Role
    client_id: str
    created_at: datetime
    created_by: str | None
    revoked_at: datetime | None


class Caller(Frozen):
    """Who calls, and the one workspace that the call is about."""

    api_user_id: int
    client_id: str
    workspace_id: int
    workspace_name: str
    timezone: str
    actor: Actor


def api_users(actor: Actor, *, workspace_id: int) -> list[ApiUserRow]:
    require(actor, workspace_id, Role.ADMIN)
    found = ApiUser.objects.filter(workspace_id=workspace_id).select_related("user", "created_by")
    return [api_user_row(each) for each in found.order_by("user__first_name", "pk")[:MOST]]


def api_user_row(found: ApiUser) -> ApiUserRow:
    return ApiUserRow(
        id=found.pk,
        name=found.user.first_name,
        role=Role(found.role),
        client_id=found.client_id,
        created_at=found.created_at,
        created_by=display_name(found.created_by) if found.created_by else None,
        revoked_at=found.revoked_at,
    )


def caller_of(access_token: str) -> Caller:
    """One query."""
    known = ApiUser.objects.filter(token_digest=api_access.digest(access_token), revoked_at=None)
    found = known.select_related("user", "workspace").first()
    if found is None or found.token_expires_at is None:
        raise TokenInvalid
    if found.token_expires_at <= timezone.now():
        raise TokenExpired
    role = Role(found.role)
    return Caller(
        api_user_id=found.pk,
        client_id=found.client_id,
        workspace_id=found.workspace_id,
        workspace_name=found.workspace.name,
        timezone=found.workspace.timezone,
        actor=Actor(
            user_id=found.user_id, name=found.user.first_name, roles={found.workspace_id: role}, door=API_SOURCE
        ),
    )
