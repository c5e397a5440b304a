"""Folders: found, made, renamed, deleted, and what lies in them (reference 6.1)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.tree import tree
from campaigns.services.archiving import archive_folder
from campaigns.services.folders import create_folder, delete_folder, update_folder
from designer.marketo import envelope, paging
from designer.marketo.base import AssetView
from designer.marketo.errors import Refused, missing
from designer.marketo.parameters import FolderRef, folder_type, whole
from designer.marketo.places import (
    FIXED,
    WireFolder,
    all_folders,
    existing_node,
    node_of,
    place_of,
    ref_of,
    wire,
    wire_ref,
)

UNKNOWN = Refused("702", "75 Folder not found")
KINDS = {
    "campaign": "Smart Campaign",
    "smart_list": "Smart List",
    "list": "List",
    "email": "Email",
}


class FolderView(AssetView):
    noun = "Folder"
    not_found = UNKNOWN.message

    def known(self) -> list[WireFolder]:
        return all_folders(**self.scope, workspace=self.workspace)

    def answer(self, *found: WireFolder | None) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in found if each])

    def find(self, ref: FolderRef) -> WireFolder | None:
        return next((each for each in self.known() if each.ref == ref), None)

    def asked(self, id: int) -> FolderRef:
        """The id of the address with the type, which is a parameter of its own."""
        if "type" not in self.given:
            raise missing("type")
        return FolderRef(id, folder_type(self.given.needed("type")))


class FoldersView(FolderView):
    def get(self, request: Request) -> Response:
        wanted, deepest = paging.wanted(self.given), self.given.whole("maxDepth", 2)
        root = self.given.folder("root")
        known = [each for each in self.known() if self.given.text("workSpace") in (None, "", self.workspace)]
        top = next((each for each in known if each.ref == root), None) if root else None
        if root and top is None:
            return envelope.assets([])
        least = top.depth if top else 0
        prefix = f"{top.path}/" if top else "/"
        inside = [
            each
            for each in known
            if each.ref.type == "Folder"
            and (each is top or each.path.startswith(prefix))
            and each.depth - least <= deepest
        ]
        return self.answer(*inside[wanted.offset : wanted.offset + wanted.limit])

    def post(self, request: Request) -> Response:
        parent = existing_node(self.given.needed_folder("parent"), self.known())
        made = create_folder(**self.scope, name=self.given.needed("name"), parent=parent)
        return self.answer(self.find(ref_of(f"folder:{made.pk}")))


class FolderByNameView(FolderView):
    def get(self, request: Request) -> Response:
        name = self.given.needed("name")
        type_ = folder_type(self.given.text("type") or "Folder")
        found = [each for each in self.known() if each.name == name and each.ref.type == type_]
        root = self.given.folder("root")
        top = self.find(root) if root else None
        if root:
            found = [each for each in found if top and (each.ref == root or each.path.startswith(f"{top.path}/"))]
        return self.answer(*found[:1])


class FolderByIdView(FolderView):
    def get(self, request: Request, id: int) -> Response:
        return self.answer(self.find(self.asked(id)))

    def post(self, request: Request, id: int) -> Response:
        """Programs are changed at their own address."""
        ref = FolderRef(id, "Folder")
        if self.find(ref) is None:
            raise UNKNOWN
        if id in FIXED:
            raise Refused("709", "A system folder can't be changed.")
        name, archived = self.given.text("name"), self.given.flag("isArchive")
        if name is not None:
            update_folder(**self.scope, folder_id=_own(ref), name=name)
        if archived is not None:
            archive_folder(**self.scope, folder_id=_own(ref), archived=archived)
        return self.answer(self.find(ref))


class FolderDeleteView(FolderView):
    def post(self, request: Request, id: int) -> Response:
        if id in FIXED:
            raise Refused("709", "A system folder can't be deleted.")
        delete_folder(**self.scope, folder_id=_own(FolderRef(id, "Folder")))
        return envelope.assets([{"id": id}])


class FolderContentView(FolderView):
    def get(self, request: Request, id: int) -> Response:
        wanted, known = paging.wanted(self.given), self.known()
        ref = self.asked(id)
        if all(each.ref != ref for each in known):
            return envelope.assets([])
        place = place_of(ref, known)
        folders = [wire_ref(each.ref) for each in known if each.parent == ref]
        node = node_of(ref)
        others: list[dict[str, Any]] = []
        if place.folder != 0:
            others = [
                {"id": each.id, "type": KINDS[each.kind]}
                for each in tree(**self.scope).nodes
                if each.parent == node and each.kind in KINDS
            ]
        return envelope.assets((folders + others)[wanted.offset : wanted.offset + wanted.limit])


def _own(ref: FolderRef) -> int:
    return whole((node_of(ref) or "folder:0").partition(":")[2], "id")


urls = [
    path("rest/asset/v1/folders.json", FoldersView.as_view()),
    path("rest/asset/v1/folder/byName.json", FolderByNameView.as_view()),
    path("rest/asset/v1/folder/<id:id>.json", FolderByIdView.as_view()),
    path("rest/asset/v1/folder/<id:id>/delete.json", FolderDeleteView.as_view()),
    path("rest/asset/v1/folder/<id:id>/content.json", FolderContentView.as_view()),
]
