"""What somebody was told: the latest first, over all workspaces that they still belong to (W01)."""

from datetime import datetime

from django.db.models import QuerySet

from campaigns.definitions.actor import Actor
from campaigns.definitions.base import Frozen
from campaigns.models import Notice, NoticeSettings
from campaigns.selectors.pages import PAGE_SIZE, Page, after, cut


class NoticeRow(Frozen):
    """`target` is what it is about: "run:5", "campaign:3", "import:7", or nothing that has a page."""

    id: int
    workspace: int
    workspace_name: str
    kind: str
    label: str
    text: str
    target: str
    created_at: datetime
    read: bool


class NoticePage(Page[NoticeRow]):
    unread: int


class MailChoice(Frozen):
    kind: str
    label: str
    mail: bool


class MailChoices(Frozen):
    """Which kinds come by mail too, and where to; nowhere when the user has no address."""

    email: str
    kinds: tuple[MailChoice, ...]


def notices(actor: Actor, *, cursor: str | None = None, unread: bool = False) -> NoticePage:
    found = told(actor)
    rows = found.select_related("workspace").order_by("-pk")
    if unread:
        rows = rows.filter(read_at=None)
    if start := after(cursor):
        rows = rows.filter(pk__lt=start)
    shown, following = cut(list(rows[: PAGE_SIZE + 1]), PAGE_SIZE, lambda notice: notice.pk)
    items = tuple(_row(each) for each in shown)
    return NoticePage(items=items, next=following, unread=found.filter(read_at=None).count())


def told(actor: Actor) -> QuerySet[Notice]:
    """Only the actor's own."""
    mine = Notice.objects.filter(user=actor.user_id)
    return mine if actor.superuser else mine.filter(workspace__in=actor.roles)


def mail_choices(actor: Actor, email: str) -> MailChoices:
    chosen = NoticeSettings.objects.filter(user=actor.user_id).values_list("mail", flat=True).first() or ()
    kinds = [MailChoice(kind=kind.value, label=kind.label, mail=kind.value in chosen) for kind in Notice.Kind]
    return MailChoices(email=email, kinds=tuple(kinds))


def _row(notice: Notice) -> NoticeRow:
    return NoticeRow(
        id=notice.pk,
        workspace=notice.workspace_id,
        workspace_name=notice.workspace.name,
        kind=notice.kind,
        label=Notice.Kind(notice.kind).label,
        text=notice.text,
        target=notice.target,
        created_at=notice.created_at,
        read=notice.read_at is not None,
    )
