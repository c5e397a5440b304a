"""What visitors of a workspace's web sites do, through the public doors, as their browsers send it."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.test import Client

from campaigns.models import AnonymousVisit, Form, Person, WebTracker, WebVisitor

SITE = "https://www.example.com"
COOKIE = "0123456789abcdef0123456789abcdef"


def visit(tracker: WebTracker, page: str = "/", *, link: str = "", cookie: str = COOKIE, **more: Any) -> Any:
    """`more` are headers, such as `DNT="1"`; `consent` and `origin` differ from the usual where given."""
    body = {"visitor": cookie, "url": f"{SITE}{page}", "link": link, "consent": more.pop("consent", True)}
    headers = {"Origin": more.pop("origin", SITE), **more}
    return Client().post(f"/track/{tracker.key}", body, content_type="application/json", headers=headers)


def click(tracker: WebTracker, link: str, *, page: str = "/") -> Any:
    return visit(tracker, page, link=link)


def fill_out(form: Form, *, cookie: str = "", page: str = "", **values: str) -> Any:
    """From the form's own page."""
    sent = urlencode({**values, "visitor": cookie, "page": page})
    return Client().post(f"/f/{form.key}", sent, content_type="application/x-www-form-urlencoded")


def ago(**time: float) -> None:
    """All that happened so far on the web sites was so much earlier."""
    by = timedelta(**time)
    AnonymousVisit.objects.update(at=F("at") - by)
    WebVisitor.objects.update(first_seen=F("first_seen") - by, last_seen=F("last_seen") - by)


def person_with(email: str) -> Person:
    return Person.objects.get(values__email=email)
