"""Programs: found, made, changed, cloned, deleted (reference 6.3)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.text import normal
from campaigns.selectors.channels import channels
from campaigns.selectors.outside.assets import PROGRAM, OutsideAsset, asset, assets
from campaigns.selectors.outside.placed import Wanted
from campaigns.services.program_cloning import clone_program
from campaigns.services.programs import create_program, delete_program, update_program
from designer.marketo import envelope, paging
from designer.marketo.browsing import BrowsingView
from designer.marketo.errors import Refused, wrong_type
from designer.marketo.moments import asset_written
from designer.marketo.places import nearest


class ProgramView(BrowsingView):
    noun = "Program"
    not_found = "Program not found"

    def found(self, wanted: Wanted) -> list[OutsideAsset]:
        return assets(kind=PROGRAM, **self.scope, wanted=wanted)

    def answer(self, *found: OutsideAsset, whole: bool = True) -> Response:
        return envelope.assets([wire(each, self.workspace, whole=whole) for each in found])

    def one(self, id: int) -> Response:
        return self.answer(asset(kind=PROGRAM, **self.scope, id=id))

    def refuse_costs(self) -> None:
        """Nothing is dropped in silence."""
        for name in ("costs", "tags", "startDate", "endDate"):
            if self.given.text(name):
                raise Refused("709", f"Programs have no {name} here. Leave it out.")


class ProgramsView(ProgramView):
    def get(self, request: Request) -> Response:
        wanted, given = paging.wanted(self.given), self.given
        if given.text("filterType"):
            if normal(given.needed("filterType")) not in {"id", "programid"}:
                raise Refused("1003", f"Invalid value for field 'filterType' and value '{given.text('filterType')}'")
            ids = given.numbers("filterValues")
            found = self.found(Wanted(ids=ids, limit=wanted.limit, offset=wanted.offset))
        else:
            found = self.found(self.wanted())
        return self.answer(*found, whole=False)

    def post(self, request: Request) -> Response:
        given, name = self.given, self.given.needed("name")
        parent, channel = self.parent(), self._channel(given.needed("channel"))
        if normal(given.needed("type")) not in {"default", "program"}:
            raise wrong_type(given.text("type"), "Program type Default")
        self.refuse_costs()
        made = create_program(
            **self.scope, name=name, channel=channel, parent=parent, description=given.text("description") or ""
        )
        return self.one(made.pk)

    def _channel(self, name: str) -> int:
        for each in channels(**self.scope):
            if normal(each.name) == normal(name):
                return each.id
        raise Refused("709", f"Channel {name:.100} not found")


class ProgramByIdView(ProgramView):
    def get(self, request: Request, id: int) -> Response:
        return self.answer(*self.found(Wanted(ids=[id])))

    def post(self, request: Request, id: int) -> Response:
        self.refuse_costs()
        update_program(
            **self.scope, program_id=id, name=self.given.text("name"), description=self.given.text("description")
        )
        return self.one(id)


class ProgramByNameView(ProgramView):
    def get(self, request: Request) -> Response:
        return self.answer(*self.found(Wanted(names=[self.given.needed("name")])))


class ProgramCloneView(ProgramView):
    def post(self, request: Request, id: int) -> Response:
        """The program and its tokens are there at once; a job fills it (C05)."""
        name, parent, description = self.given.needed("name"), self.parent(), self.given.text("description")
        made = clone_program(**self.scope, program_id=id, name=name, parent=parent)
        if description is not None:
            update_program(**self.scope, program_id=made.pk, description=description)
        return self.one(made.pk)


class ProgramDeleteView(ProgramView):
    def post(self, request: Request, id: int) -> Response:
        delete_program(**self.scope, program_id=id)
        return envelope.assets([{"id": id}])


class NoEmailProgramView(ProgramView):
    def post(self, request: Request, id: int) -> Response:
        found = asset(kind=PROGRAM, **self.scope, id=id)
        raise Refused("709", f"“{found.name}” is no e-mail program, and only these are approved.")


class NoTagView(ProgramView):
    def post(self, request: Request, id: int, tag: str) -> Response:
        asset(kind=PROGRAM, **self.scope, id=id)
        raise Refused("709", f"There is no tag type {tag:.100}, for programs have no tags here.")


def wire(found: OutsideAsset, workspace: str, *, whole: bool) -> dict[str, Any]:
    ref, name = nearest(found.lies)
    shown = {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "createdAt": asset_written(found.created_at),
        "updatedAt": asset_written(found.updated_at),
        "url": f"#PG{found.id}A1",
        "type": "Default",
        "channel": found.channel,
        "folder": {"type": ref.type, "value": ref.id, "folderName": name or workspace},
        "status": "",
        "workspace": workspace,
        "headStart": False,
    }
    return shown | ({"tags": None, "costs": None} if whole else {})


PROGRAMS = "rest/asset/v1/program"
urls = [
    path(f"{PROGRAMS}s.json", ProgramsView.as_view()),
    path(f"{PROGRAMS}/byName.json", ProgramByNameView.as_view()),
    path(f"{PROGRAMS}/<id:id>.json", ProgramByIdView.as_view()),
    path(f"{PROGRAMS}/<id:id>/clone.json", ProgramCloneView.as_view()),
    path(f"{PROGRAMS}/<id:id>/delete.json", ProgramDeleteView.as_view()),
    path(f"{PROGRAMS}/<id:id>/approve.json", NoEmailProgramView.as_view()),
    path(f"{PROGRAMS}/<id:id>/unapprove.json", NoEmailProgramView.as_view()),
    path(f"{PROGRAMS}/<id:id>/tag/<str:tag>.json", NoTagView.as_view()),
    path(f"{PROGRAMS}/<id:id>/tag/<str:tag>/delete.json", NoTagView.as_view()),
]
