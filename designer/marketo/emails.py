"""E-mails as assets: found, made, renamed (reference 6.8)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside.emails import OutsideEmail, emails
from campaigns.selectors.outside.placed import Wanted
from campaigns.services.email_drafts import new_email, write_email
from campaigns.services.emails import update_email
from designer.marketo import envelope
from designer.marketo.browsing import BrowsingView
from designer.marketo.moments import asset_written
from designer.marketo.places import nearest

SECTION = "content"
# What a new e-mail is given, by what it is called on the wire.
PARTS = {"subject": "subject", "fromName": "from_name", "fromEmail": "from_address", "replyEmail": "reply_to"}


class EmailView(BrowsingView):
    noun = "Email"
    not_found = "Email not found"

    def found(self, wanted: Wanted) -> list[OutsideEmail]:
        """The approved version unless `status` asks for the draft."""
        return emails(**self.scope, wanted=wanted, draft=(self.given.text("status") or "").lower() == "draft")

    def one(self, id: int) -> Response:
        """The draft, which was just written."""
        found = emails(**self.scope, wanted=Wanted(ids=[id]), draft=True)
        return envelope.assets([wire(each, self.workspace) for each in found])

    def section(self, found: OutsideEmail) -> dict[str, Any]:
        """The whole mail is one section: there are no templates with parts."""
        value = [{"type": "HTML", "value": found.content.html}]
        if found.content.text is not None:
            value.append({"type": "Text", "value": found.content.text})
        return {"htmlId": SECTION, "contentType": "Text", "value": value}


class EmailsView(EmailView):
    def get(self, request: Request) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in self.found(self.wanted())])

    def post(self, request: Request) -> Response:
        """There are no templates, so `template` chooses nothing."""
        given = self.given
        name, parent = given.needed("name"), self.parent()
        head = {ours: given.text(theirs) for theirs, ours in PARTS.items()}
        parts: dict[str, object] = {name: text for name, text in head.items() if text is not None}
        if (operational := given.flag("operational")) is not None:
            parts["operational"] = operational
        description = given.text("description") or ""
        made = new_email(**self.scope, name=name, parent=parent, description=description, parts=parts)
        return self.one(made.pk)


class EmailByNameView(EmailView):
    def get(self, request: Request) -> Response:
        wanted = Wanted(names=[self.given.needed("name")])
        return envelope.assets([wire(each, self.workspace) for each in self.found(wanted)])


class EmailByIdView(EmailView):
    def get(self, request: Request, id: int) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in self.found(Wanted(ids=[id]))])

    def post(self, request: Request, id: int) -> Response:
        given = self.given
        update_email(**self.scope, email_id=id, name=given.text("name"), description=given.text("description"))
        if (operational := given.flag("operational")) is not None:
            write_email(**self.scope, email_id=id, parts={"operational": operational})
        return self.one(id)


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


def _text(value: str) -> dict[str, str]:
    return {"type": "Text", "value": value}


EMAIL = "rest/asset/v1/email"
urls = [
    path(f"{EMAIL}s.json", EmailsView.as_view()),
    path(f"{EMAIL}/byName.json", EmailByNameView.as_view()),
    path(f"{EMAIL}/<id:id>.json", EmailByIdView.as_view()),
]
