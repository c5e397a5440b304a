"""The audit log as admins read it: newest first, narrowed by who, what and when (W01)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.base import Frozen
from campaigns.definitions.text import normal
from campaigns.models import AuditEntry
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut
from campaigns.selectors.rights import require, require_superuser


class AuditRow(Frozen):
    """`changes` maps a column to [before, after]. `workspace` is its name; None for what belongs to none."""

    id: int
    at: datetime
    user: int | None
    user_name: str
    action: str
    target_type: str
    target_id: int | None
    target_name: str
    changes: dict[str, list[Any]]
    workspace: str | None


class AuditPage(Page[AuditRow]):
    pass


class AuditAsked(Frozen):
    """`name` is a part of the target's name."""

    workspace: int | None = None
    user: int | None = None
    target_type: str | None = None
    target_id: int | None = None
    name: str = ""
    since: datetime | None = None
    until: datetime | None = None


def audit_log(actor: Actor, *, workspace_id: int, asked: AuditAsked, cursor: str | None = None) -> AuditPage:
    require(actor, workspace_id, Role.ADMIN)
    return _page(asked.model_copy(update={"workspace": workspace_id}), cursor)


def installation_audit_log(actor: Actor, *, asked: AuditAsked, cursor: str | None = None) -> AuditPage:
    """Of every workspace, and what belongs to none: users and fields."""
    require_superuser(actor)
    return _page(asked, cursor)


def _page(asked: AuditAsked, cursor: str | None) -> AuditPage:
    entries, before = AuditEntry.objects.select_related("workspace"), after(cursor)
    if before:
        entries = entries.filter(pk__lt=before)
    rows, following = cut(
        list(_narrowed(entries, asked).order_by("-pk")[: PAGE_SIZE + 1]), PAGE_SIZE, lambda row: row.pk
    )
    return AuditPage(items=tuple(_row(each) for each in rows), next=following)


def _narrowed(entries: QuerySet[AuditEntry], asked: AuditAsked) -> QuerySet[AuditEntry]:
    given = {
        "workspace": asked.workspace,
        "user": asked.user,
        "target_type": asked.target_type,
        "target_id": asked.target_id,
        "target_normal__contains": normal(asked.name) or None,
        "at__gte": asked.since,
        "at__lt": asked.until,
    }
    return entries.filter(**{name: value for name, value in given.items() if value is not None})


def _row(entry: AuditEntry) -> AuditRow:
    return AuditRow(
        id=entry.pk,
        at=entry.at,
        user=entry.user_id,
        user_name=entry.user_name,
        action=entry.action,
        target_type=entry.target_type,
        target_id=entry.target_id,
        target_name=entry.target_name,
        changes=entry.changes,
        workspace=entry.workspace.name if entry.workspace else None,
    )
