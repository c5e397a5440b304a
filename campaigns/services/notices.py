"""What somebody does with what they were told: read it, and choose what comes by mail too."""

from collections.abc import Collection

from django.utils import timezone

from campaigns.definitions.actor import Actor
from campaigns.errors import Invalid
from campaigns.models import Notice, NoticeSettings
from campaigns.selectors.notices import told


def mark_read(actor: Actor, *, ids: Collection[int] | None = None) -> int:
    """These, or all. How many were unread before."""
    unread = told(actor).filter(read_at=None)
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=timezone.now())


def choose_mail(actor: Actor, *, kinds: Collection[str]) -> None:
    unknown = sorted(set(kinds) - {kind.value for kind in Notice.Kind})
    if unknown:
        raise Invalid(f"There is no kind of notice “{unknown[0]}”.")
    NoticeSettings.objects.update_or_create(user_id=actor.user_id, defaults={"mail": sorted(set(kinds))})
