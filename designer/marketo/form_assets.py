"""Forms as assets, to read; they are drawn in the designer and submitted through submitForm (reference 6.8)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.forms import FormField
from campaigns.selectors.outside.forms import OutsideForm, forms
from campaigns.selectors.outside.placed import Wanted
from designer.marketo import envelope
from designer.marketo.browsing import BrowsingView
from designer.marketo.field_names import TYPES, WireFields, wire_fields
from designer.marketo.moments import asset_written
from designer.marketo.places import nearest


class FormView(BrowsingView):
    not_found = "Form not found"

    def answer(self, wanted: Wanted) -> Response:
        return envelope.assets([wire(each, self.workspace) for each in forms(**self.scope, wanted=wanted)])


class FormsView(FormView):
    def get(self, request: Request) -> Response:
        return self.answer(self.wanted())


class FormByNameView(FormView):
    def get(self, request: Request) -> Response:
        return self.answer(Wanted(names=[self.given.needed("name")]))


class FormByIdView(FormView):
    def get(self, request: Request, id: int) -> Response:
        return self.answer(Wanted(ids=[id]))


class FormFieldsView(FormView):
    def get(self, request: Request, id: int) -> Response:
        known = wire_fields(self.actor)
        found = forms(**self.scope, wanted=Wanted(ids=[id]))
        asked = [field for form in found for field in form.fields]
        return envelope.assets([_field(each, known, place) for place, each in enumerate(asked)])


def wire(found: OutsideForm, workspace: str) -> dict[str, Any]:
    """What visitors get is always what was saved last."""
    ref, name = nearest(found.lies)
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "createdAt": asset_written(found.created_at),
        "updatedAt": asset_written(found.created_at),
        "url": f"#FO{found.id}A1",
        "status": "approved",
        "folder": {"type": ref.type, "value": ref.id, "folderName": name or workspace},
        "language": "English",
        "locale": "en_US",
        "progressiveProfiling": False,
        "buttonLabel": found.submit_label,
        "workspaceId": 1,
    }


def _field(asked: FormField, known: WireFields, place: int) -> dict[str, Any]:
    field = known.by_name.get(asked.field)
    return {
        "id": field.rest if field else asked.field,
        "label": asked.label,
        "dataType": TYPES[field.type] if field else "string",
        "rowNumber": place,
        "columnNumber": 0,
        "required": asked.required,
    }


FORM = "rest/asset/v1/form"
urls = [
    path(f"{FORM}s.json", FormsView.as_view()),
    path(f"{FORM}/byName.json", FormByNameView.as_view()),
    path(f"{FORM}/<id:id>.json", FormByIdView.as_view()),
    path(f"{FORM}/<id:id>/fields.json", FormFieldsView.as_view()),
]
