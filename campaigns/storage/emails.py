"""E-mails of a workspace as flows send them: what was approved last (F07)."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from campaigns.definitions.email import EmailContent
from campaigns.engine.emails.info import EmailInfo, EmailLimits
from campaigns.models import Delivery, EmailAsset, EmailVersion, Workspace

WEEK = timedelta(hours=168)


def emails_of(workspace_id: int, only: Collection[int] | None = None) -> dict[int, EmailInfo]:
    rows = EmailAsset.objects.filter(workspace=workspace_id)
    if only is not None:
        rows = rows.filter(pk__in=only)
    columns = ("id", "name", "approved_id", "approved__approved_at")
    return {
        id_: EmailInfo(id_, name, version, _kept(version, at) if version else None)
        for id_, name, version, at in rows.values_list(*columns)
    }


def content_of(version_id: int) -> EmailContent:
    return EmailContent.model_validate(EmailVersion.objects.values_list("content", flat=True).get(pk=version_id))


@lru_cache(maxsize=512)
def _kept(version_id: int, approved_at: datetime) -> EmailContent:
    """Read and parsed once, for a version never changes; the moment tells it from one of a database before."""
    return content_of(version_id)


def limits_of(workspace: Workspace) -> EmailLimits:
    return EmailLimits(workspace.emails_per_day, workspace.emails_per_week)


def emailed(workspace: Workspace, people: Sequence[int], *, now: datetime) -> dict[int, tuple[int, int]]:
    """By index, how many e-mails that are not operational went to the person today, in the workspace's zone, and in the
    past 168 hours (S06). Read under the people's locks, so two waves can't both think that they may send."""
    zone = ZoneInfo(workspace.timezone)
    today = datetime.combine(now.astimezone(zone).date(), time.min, zone)
    sent = Delivery.objects.filter(
        workspace=workspace,
        person__in=people,
        kind=Delivery.Kind.EMAIL,
        created_at__gt=now - WEEK,
        payload__operational=False,
    ).exclude(state=Delivery.State.CANCELLED)
    index = {id_: place for place, id_ in enumerate(people)}
    found: dict[int, tuple[int, int]] = {}
    for person, at in sent.values_list("person_id", "created_at"):
        day, week = found.get(index[person], (0, 0))
        found[index[person]] = (day + (at >= today), week + 1)
    return found
