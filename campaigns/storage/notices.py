"""The one place where notices are written: to the admins of the workspace, and to whom it concerns most."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from campaigns.definitions.actor import Role
from campaigns.events import Noticed, publish
from campaigns.models import Notice, NoticeSettings, User, WorkspaceRole


def note(
    workspace_id: int,
    kind: Notice.Kind,
    text: str,
    *,
    target: str,
    key: str,
    to: Iterable[int | None] = (),
    admins: bool = True,
) -> None:
    """Once per person and `key`. Who has left the workspace is told nothing (W01)."""
    users = _recipients(workspace_id, {user for user in to if user is not None}, admins=admins)
    mailed = dict(NoticeSettings.objects.filter(user__in=users).values_list("user", "mail"))
    now = timezone.now()
    Notice.objects.bulk_create(
        (
            Notice(
                user_id=user,
                workspace_id=workspace_id,
                kind=kind,
                text=text,
                target=target,
                key=f"{kind}:{key}",
                created_at=now,
                mail_at=now if kind in mailed.get(user, ()) else None,
            )
            for user in users
        ),
        ignore_conflicts=True,
    )
    publish(Noticed(workspace_id))


def is_told(kind: Notice.Kind, key: str) -> bool:
    return Notice.objects.filter(key=f"{kind}:{key}").exists()


def _recipients(workspace_id: int, concerned: set[int], *, admins: bool) -> list[int]:
    roles = WorkspaceRole.objects.filter(workspace=workspace_id, user__is_active=True)
    told = Q(user__in=concerned) | Q(role=Role.ADMIN) if admins else Q(user__in=concerned)
    superusers = User.objects.filter(pk__in=concerned, is_superuser=True, is_active=True)
    return sorted({*roles.filter(told).values_list("user", flat=True), *superusers.values_list("pk", flat=True)})
