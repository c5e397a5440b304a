"""What the tracker of a web site tells: visits and clicks, of known people at once, of others when they are known."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core import signing
from django.db import transaction
from django.utils import timezone

from campaigns.definitions.activity_types import BY_KEY
from campaigns.engine.wave import Value
from campaigns.errors import Invalid, NotAllowed
from campaigns.models import AnonymousVisit, Person, WebTracker, WebVisitor, Workspace
from campaigns.runtime.happenings import Happening, log_happenings, promote
from campaigns.runtime.record import Source
from campaigns.selectors.people import seen_from
from campaigns.selectors.public import public_tracker

KNOWN = "c_known"  # the parameter of a tracked link that says who was sent it
_SALT = "campaigns.known"
_DAYS_KNOWN = 90
_MOST_VISITS = 1_000  # of one browser whose person nobody knows; older ones make room
_LONGEST = 2_000
LONGEST_COOKIE = 64


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as it was seen; `link` is set when a link on it was clicked."""

    url: str
    referrer: str = ""
    user_agent: str = ""
    link: str = ""

    @property
    def type(self) -> str:
        return "click_link" if self.link else "visit_web_page"

    @property
    def page(self) -> tuple[str, str, str, str]:
        """Web Page, Querystring, Referrer, User Agent."""
        parts = urlsplit(self.url)
        pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != KNOWN]
        page = (f"{parts.netloc}{parts.path}", urlencode(pairs), self.referrer, self.user_agent)
        return tuple(text[:_LONGEST] for text in page)  # type: ignore[return-value]

    @property
    def attributes(self) -> tuple[Value, ...]:
        return (self.link[:_LONGEST], *self.page) if self.link else self.page

    @property
    def known_token(self) -> str:
        return dict(parse_qsl(urlsplit(self.url).query)).get(KNOWN, "")


def note_view(key: str, cookie: str, view: PageView, *, origin: str, consent: bool) -> bool:
    """False when nothing was stored, since the visitor has not agreed."""
    tracker = WebTracker.objects.select_related("workspace").get(key=public_tracker(key).key)
    if origin not in tracker.origins:
        raise NotAllowed("This web site is not one of those that the tracker listens to.")
    if tracker.asks_consent and not consent:
        return False
    with transaction.atomic():
        visitor = visitor_of(tracker.workspace, cookie)
        known = person_of_token(tracker.workspace, view.known_token)
        if known is not None and visitor.person_id != known:
            promote(visitor, known, source=_source(tracker, view))
            visitor.person_id = known
        if visitor.person_id is None:
            _keep(visitor, view)
        else:
            happening = Happening(visitor.person_id, BY_KEY[view.type], view.attributes)
            log_happenings([happening], source=_source(tracker, view))
    return True


def visitor_of(workspace: Workspace, cookie: str) -> WebVisitor:
    """A browser whose person was deleted, or is out of this workspace's sight, is nobody's again."""
    if len(cookie) > LONGEST_COOKIE:
        raise Invalid(f"A cookie has at most {LONGEST_COOKIE} characters.")
    now = timezone.now()
    visitor, _ = WebVisitor.objects.select_for_update().get_or_create(
        workspace=workspace, cookie=cookie, defaults={"first_seen": now, "last_seen": now}
    )
    if visitor.person_id is not None and not seen_from(workspace).filter(pk=visitor.person_id).exists():
        visitor.person_id = None
    visitor.last_seen = now
    visitor.save(update_fields=["last_seen", "person"])
    return visitor


def _keep(visitor: WebVisitor, view: PageView) -> None:
    AnonymousVisit.objects.create(
        visitor=visitor, type=view.type, attributes=list(view.attributes), at=visitor.last_seen
    )
    too_many = visitor.visits.order_by("-pk").values_list("pk", flat=True)[_MOST_VISITS : _MOST_VISITS + 1].first()
    if too_many is not None:
        visitor.visits.filter(pk__lte=too_many).delete()


def token_of_person(workspace_id: int, person_id: int) -> str:
    """For the links of an e-mail: whoever follows one is this person."""
    return signing.dumps([workspace_id, person_id], salt=_SALT, compress=False)


def person_of_token(workspace: Workspace, token: str) -> int | None:
    if not token:
        return None
    try:
        workspace_id, person_id = signing.loads(token, salt=_SALT, max_age=_DAYS_KNOWN * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    merged_into = Person.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()
    person = merged_into or person_id
    if workspace_id != workspace.pk or not seen_from(workspace).filter(pk=person).exists():
        return None
    return int(person)


def _source(tracker: WebTracker, view: PageView) -> Source:
    return Source("Web", view.page[0], tracker.workspace_id)
