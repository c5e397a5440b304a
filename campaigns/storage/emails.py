"""E-mails of a workspace as flows send them: what was approved last (F07)."""

from collections.abc import Collection
from functools import lru_cache

from campaigns.definitions.email import EmailContent
from campaigns.engine.emails.info import EmailInfo, EmailLimits
from campaigns.models import EmailAsset, EmailVersion, Workspace


def emails_of(workspace_id: int, only: Collection[int] | None = None) -> dict[int, EmailInfo]:
    rows = EmailAsset.objects.filter(workspace=workspace_id)
    if only is not None:
        rows = rows.filter(pk__in=only)
    return {
        id_: EmailInfo(id_, name, version, content_of(version) if version else None)
        for id_, name, version in rows.values_list("id", "name", "approved_id")
    }


@lru_cache(maxsize=512)
def content_of(version_id: int) -> EmailContent:
    """Kept, for a version never changes."""
    return EmailContent.model_validate(EmailVersion.objects.values_list("content", flat=True).get(pk=version_id))


def limits_of(workspace: Workspace) -> EmailLimits:
    return EmailLimits(workspace.emails_per_day, workspace.emails_per_week)
