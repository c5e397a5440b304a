"""E-mails written, approved, cloned and deleted from outside (F07); the whole mail is one section."""

import json
from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside.placed import Wanted
from campaigns.services.email_drafts import clone_email, discard_email_draft, write_email
from campaigns.services.email_tests import send_test
from campaigns.services.emails import approve_email, delete_email, unapprove_email
from designer.marketo import envelope
from designer.marketo.emails import SECTION, EmailView
from designer.marketo.errors import Refused, missing, wrong_value

# Parts of the mail's head by what they are called on the wire.
HEAD = {"subject": "subject", "fromName": "from_name", "fromEmail": "from_address", "replyTO": "reply_to"}


class WritingView(EmailView):
    def of(self, id: int) -> dict[str, Any]:
        return {**self.scope, "email_id": id}

    def id_of(self, id: int) -> Response:
        return envelope.assets([{"id": id}])


class HeadView(WritingView):
    def get(self, request: Request, id: int) -> Response:
        return envelope.assets([self.section(each) for each in self.found(Wanted(ids=[id]))])

    def post(self, request: Request, id: int) -> Response:
        """Each part as {"type": "Text", "value": …}, or as plain text."""
        parts = {ours: _text_of(self.given.text(name) or "") for name, ours in HEAD.items() if name in self.given}
        if not parts:
            raise missing("subject")
        write_email(**self.of(id), parts=parts)
        return self.id_of(id)


class SectionView(WritingView):
    def post(self, request: Request, id: int, section: str) -> Response:
        if section != SECTION:
            raise Refused("702", f"Section {section:.100} not found. The whole mail is one section, {SECTION}.")
        kind = self.given.needed("type")
        if kind.lower() not in ("text", "html"):
            raise wrong_value("type", kind)
        parts: dict[str, object] = {"html": self.given.needed("value")}
        if "textValue" in self.given:
            parts["text"] = self.given.text("textValue")
        write_email(**self.of(id), parts=parts)
        return self.id_of(id)


class FullContentView(WritingView):
    def get(self, request: Request, id: int) -> Response:
        found = self.found(Wanted(ids=[id]))
        return envelope.assets([{"id": each.id, "status": each.status, "content": each.content.html} for each in found])

    def post(self, request: Request, id: int) -> Response:
        write_email(**self.of(id), parts={"html": self.given.needed("content")})
        return self.id_of(id)


class ApproveView(WritingView):
    def post(self, request: Request, id: int) -> Response:
        approve_email(**self.of(id))
        return self.id_of(id)


class UnapproveView(WritingView):
    def post(self, request: Request, id: int) -> Response:
        unapprove_email(**self.of(id))
        return self.id_of(id)


class DiscardView(WritingView):
    def post(self, request: Request, id: int) -> Response:
        discard_email_draft(**self.of(id))
        return self.id_of(id)


class DeleteView(WritingView):
    def post(self, request: Request, id: int) -> Response:
        delete_email(**self.of(id))
        return self.id_of(id)


class CloneView(WritingView):
    def post(self, request: Request, id: int) -> Response:
        name, parent, description = self.given.needed("name"), self.parent(), self.given.text("description")
        made = clone_email(**self.of(id), name=name, parent=parent, description=description)
        if (operational := self.given.flag("operational")) is not None:
            write_email(**self.of(made.pk), parts={"operational": operational})
        return self.one(made.pk)


class SampleView(WritingView):
    def post(self, request: Request, id: int) -> Response:
        address, lead = self.given.needed("emailAddress"), self.given.whole("leadId", 0) or None
        send_test(**self.of(id), address=address, person=lead)
        return envelope.assets([{"service": "sendTestEmail", "result": True}])


def _text_of(given: str) -> str:
    """Clients put values into quotes that they don't escape, so what is no JSON is taken as it is."""
    try:
        read = json.loads(given)
    except (ValueError, RecursionError):
        return given
    if not isinstance(read, dict):
        return given
    if str(read.get("type", "Text")).lower() != "text":
        raise wrong_value("type", read.get("type"))
    return str(read.get("value") or "")


EMAIL = "rest/asset/v1/email/<id:id>"
urls = [
    path(f"{EMAIL}/content.json", HeadView.as_view()),
    path(f"{EMAIL}/content/<str:section>.json", SectionView.as_view()),
    path(f"{EMAIL}/fullContent.json", FullContentView.as_view()),
    path(f"{EMAIL}/approveDraft.json", ApproveView.as_view()),
    path(f"{EMAIL}/unapprove.json", UnapproveView.as_view()),
    path(f"{EMAIL}/discardDraft.json", DiscardView.as_view()),
    path(f"{EMAIL}/sendSample.json", SampleView.as_view()),
    path(f"{EMAIL}/delete.json", DeleteView.as_view()),
    path(f"{EMAIL}/clone.json", CloneView.as_view()),
]
