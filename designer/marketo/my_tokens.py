"""My Tokens of folders and programs: their own ones, written under the same name again and again (reference 6.2)."""

from collections.abc import Iterable
from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.my_tokens import clean_token_name
from campaigns.definitions.text import normal
from campaigns.selectors.tokens import TokenRow, tokens
from campaigns.services.tokens import create_token, delete_token, update_token
from designer.marketo import envelope
from designer.marketo.base import AssetView
from designer.marketo.errors import Refused, missing, wrong_type
from designer.marketo.parameters import FolderRef, folder_type
from designer.marketo.places import node_of

TYPES = {"date": "date", "number": "number", "rich text": "rich_text", "score": "score", "text": "text"}
ON_WIRE = {ours: theirs for theirs, ours in TYPES.items()}


class TokenView(AssetView):
    not_found = "75 Folder not found"

    def ref(self, id: int) -> FolderRef:
        return FolderRef(id, folder_type(self.given.text("folderType") or "Folder"))

    def own(self, ref: FolderRef) -> list[TokenRow]:
        """Without those that it inherits."""
        node = node_of(ref)
        if node is None:
            return []
        return [each for each in tokens(**self.scope, owner=node) if each.owner.node == node]

    def named(self, ref: FolderRef) -> tuple[str, TokenRow | None]:
        """The name without braces, and the token that has it already."""
        given = self.given.needed("name")
        try:
            name = clean_token_name(given)
        except ValueError as error:
            raise Refused("709", str(error)) from None
        return name, next((each for each in self.own(ref) if normal(each.name) == normal(name)), None)

    def type(self) -> str:
        if "type" not in self.given:
            raise missing("type")
        given = self.given.needed("type").strip().lower()
        if given not in TYPES:
            raise wrong_type(given, "TokenType")
        return TYPES[given]


class TokensView(TokenView):
    def get(self, request: Request, id: int) -> Response:
        ref = self.ref(id)
        return envelope.assets([_wire(ref, self.own(ref))])

    def post(self, request: Request, id: int) -> Response:
        ref, type_ = self.ref(id), self.type()
        if "value" not in self.given:
            raise missing("value")
        value = self.given.text("value") or ""
        name, known = self.named(ref)
        node = node_of(ref)
        if node is None:
            raise Refused("709", "The workspace itself holds no tokens. Make a folder or a program for them.")
        if known is not None:
            update_token(**self.scope, token_id=known.id, type=type_, value=value)
        else:
            create_token(**self.scope, owner=node, name=name, type=type_, value=value)
        return envelope.assets([_wire(ref, [each for each in self.own(ref) if normal(each.name) == normal(name)])])


class TokenDeleteView(TokenView):
    def post(self, request: Request, id: int) -> Response:
        ref = self.ref(id)
        self.type()
        name, known = self.named(ref)
        if known is None:
            raise Refused("702", f"Token {name} not found")
        delete_token(**self.scope, token_id=known.id)
        return envelope.assets([{"id": id}])


def _wire(ref: FolderRef, found: Iterable[TokenRow]) -> dict[str, Any]:
    mark = "PG" if ref.type == "Program" else "MF"
    shown = [
        {"name": each.name, "type": ON_WIRE[each.type], "value": each.value, "computedUrl": f"#{mark}{ref.id}B2"}
        for each in found
    ]
    folder = {"folder": {"type": ref.type, "value": ref.id}}
    return folder | ({"tokens": shown} if shown else {})


urls = [
    path("rest/asset/v1/folder/<id:id>/tokens.json", TokensView.as_view()),
    path("rest/asset/v1/folder/<id:id>/tokens/delete.json", TokenDeleteView.as_view()),
]
