"""API users: made, given a new secret, revoked; and the access tokens that they get for their secret (W01)."""

import hmac
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from campaigns.definitions import api_access
from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.errors import BadSecret, UnknownClient
from campaigns.models import ApiUser, User
from campaigns.selectors.api_users import ApiUserRow, api_user_row
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.services.naming import clean_name
from campaigns.services.placing import load


class WithSecret(ApiUserRow):
    """The one time that the secret is shown."""

    client_secret: str


class AccessToken(Frozen):
    """`expires_in` are the seconds left; `scope` names the API user."""

    access_token: str
    expires_in: int
    scope: str


@audited("made", ApiUser)
def create_api_user(actor: Actor, *, workspace_id: int, name: str, role: Role) -> WithSecret:
    require(actor, workspace_id, Role.ADMIN)
    client_id, secret = api_access.new_client_id(), api_access.new_secret()
    user = User(username=f"api:{client_id}", first_name=clean_name(name, most=150))
    user.set_unusable_password()
    user.save()
    made = ApiUser.objects.create(
        workspace_id=workspace_id,
        user=user,
        role=role,
        client_id=client_id,
        secret_digest=api_access.digest(secret),
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )
    return _with_secret(made, secret)


@audited("gave a new secret to", ApiUser, id="api_user_id")
def rotate_secret(actor: Actor, *, workspace_id: int, api_user_id: int) -> WithSecret:
    """The old secret and the token that it gave stop working at once. Who was revoked may work again."""
    found = load(ApiUser, actor, workspace_id=workspace_id, id=api_user_id, role=Role.ADMIN)
    secret = api_access.new_secret()
    found.secret_digest, found.revoked_at = api_access.digest(secret), None
    _forget_token(found)
    found.save()
    return _with_secret(found, secret)


@audited("revoked", ApiUser, id="api_user_id")
def revoke_api_user(actor: Actor, *, workspace_id: int, api_user_id: int) -> ApiUserRow:
    """Kept, since histories name it; a new secret brings it back."""
    found = load(ApiUser, actor, workspace_id=workspace_id, id=api_user_id, role=Role.ADMIN)
    found.revoked_at = found.revoked_at or timezone.now()
    _forget_token(found)
    found.save()
    return api_user_row(found)


@transaction.atomic
def issue_token(client_id: str, secret: str) -> AccessToken:
    """The same token until it expires."""
    found = ApiUser.objects.select_for_update().filter(client_id=client_id, revoked_at=None).first()
    if found is None:
        raise UnknownClient(f"No client with requested id: {client_id:.64}")
    if not hmac.compare_digest(found.secret_digest, api_access.digest(secret)):
        raise BadSecret
    now = timezone.now()
    if found.token_expires_at is None or found.token_expires_at - now < timedelta(seconds=1) or _is_stale(found):
        found.token_number += 1
        found.token_digest = api_access.digest(_token(found))
        found.token_expires_at = now + timedelta(seconds=api_access.LIFETIME)
        found.save(update_fields=["token_number", "token_digest", "token_expires_at"])
    left = int((found.token_expires_at - now).total_seconds())
    return AccessToken(access_token=_token(found), expires_in=left, scope=found.user.first_name)


def _is_stale(found: ApiUser) -> bool:
    """The installation's own secret is another one than when the token was made."""
    return found.token_digest != api_access.digest(_token(found))


def _token(found: ApiUser) -> str:
    return api_access.token_of(found.client_id, found.token_number, found.secret_digest, key=settings.SECRET_KEY)


def _forget_token(found: ApiUser) -> None:
    found.token_digest = found.token_expires_at = None


def _with_secret(found: ApiUser, secret: str) -> WithSecret:
    return WithSecret(**api_user_row(found).model_dump(), client_secret=secret)
