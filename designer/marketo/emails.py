"""E-mails to read: found, and their content; they are written and approved in the designer."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside.emails import OutsideEmail, emails
from campaigns.selectors.outside.placed import Wanted
from designer.marketo import envelope
from designer.marketo.browsing import BrowsingView
from designer.marketo.moments import asset_written
from designer.marketo.places import nearest


class EmailView(BrowsingView):
    not_found = "Email not found"

    def found(self, wanted: Wanted) -> list[OutsideEmail]:
        """The approved version unless `status` asks for the draft."""
        return emails(**self.scope, wanted=wanted, draft=(self.given.text("status") or "").lower() == "draft")


class EmailsView(EmailView):
    def get(self, request: Request) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in self.found(self.wanted())])


class EmailByNameView(EmailView):
    def get(self, request: Request) -> Response:
        wanted = Wanted(names=[self.given.needed("name")])
        return envelope.assets([wire(each, self.workspace) for each in self.found(wanted)])


class EmailByIdView(EmailView):
    def get(self, request: Request, id: int) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in self.found(Wanted(ids=[id]))])


class EmailContentView(EmailView):
    def get(self, request: Request, id: int) -> Response:
        return envelope.assets([_section(each) for each in self.found(Wanted(ids=[id]))])


class EmailFullContentView(EmailView):
    def get(self, request: Request, id: int) -> Response:
        found = self.found(Wanted(ids=[id]))
        return envelope.assets([{"id": each.id, "status": each.status, "content": each.content.html} for each in found])


def wire(found: OutsideEmail, workspace: str) -> dict[str, Any]:
    ref, name = nearest(found.lies)
    content = found.content
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "createdAt": asset_written(found.created_at),
        "updatedAt": asset_written(found.updated_at),
        "url": f"#EM{found.id}A1",
        "subject": _text(content.subject),
        "fromName": _text(content.from_name),
        "fromEmail": _text(content.from_address),
        "replyEmail": _text(content.reply_to),
        "folder": {"type": ref.type, "value": ref.id, "folderName": name or workspace},
        "operational": content.operational,
        "textOnly": False,
        "publishToMSI": False,
        "webView": False,
        "status": found.status,
        "template": None,
        "workspace": workspace,
    }


def _section(found: OutsideEmail) -> dict[str, Any]:
    """The whole mail is one section: there are no templates with parts."""
    value = [{"type": "HTML", "value": found.content.html}]
    if found.content.text is not None:
        value.append({"type": "Text", "value": found.content.text})
    return {"htmlId": "content", "contentType": "Text", "value": value}


def _text(value: str) -> dict[str, str]:
    return {"type": "Text", "value": value}


EMAIL = "rest/asset/v1/email"
urls = [
    path(f"{EMAIL}s.json", EmailsView.as_view()),
    path(f"{EMAIL}/byName.json", EmailByNameView.as_view()),
    path(f"{EMAIL}/<id:id>.json", EmailByIdView.as_view()),
    path(f"{EMAIL}/<id:id>/content.json", EmailContentView.as_view()),
    path(f"{EMAIL}/<id:id>/fullContent.json", EmailFullContentView.as_view()),
]
