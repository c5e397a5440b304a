"""Types of custom activities: drafted, approved, deleted (reference 4.3)."""

from collections.abc import Mapping
from typing import Any

from django.urls import path
from pydantic import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.custom_activities import ActivityDraft, AttributeType, CustomAttribute
from campaigns.selectors.outside.custom_activities import (
    OutsideActivityType,
    activity_type,
    activity_types,
)
from campaigns.services import activity_drafts as drafts
from campaigns.services.custom_activities import delete_type
from designer.marketo import envelope
from designer.marketo.activity_names import FIRST_CUSTOM, custom_data_type
from designer.marketo.base import View
from designer.marketo.errors import missing, wrong_type, wrong_value
from designer.marketo.moments import written

# What is ours of Marketo's data types.
TYPES: dict[str, AttributeType] = {
    "string": "text",
    "text": "text",
    "link": "text",
    "email": "text",
    "phone": "text",
    "integer": "number",
    "float": "number",
    "currency": "number",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
}
TEXTS = {"name": "name", "description": "description", "triggerName": "trigger_name", "filterName": "filter_name"}


class TypeView(View):
    not_found = "Activity type not found"
    taken_code = "1017"

    def found(self, api_name: str) -> OutsideActivityType:
        return activity_type(**self.scope, api_name=api_name)

    def of(self, api_name: str) -> dict[str, Any]:
        """What services want to know to change it."""
        return {**self.scope, "type_id": self.found(api_name).id}

    def answer(self, changed: OutsideActivityType) -> Response:
        return envelope.leads([wire(changed)])


class TypesView(TypeView):
    def get(self, request: Request) -> Response:
        return envelope.leads([wire(each) for each in activity_types(**self.scope)])


class NewTypeView(TypeView):
    def post(self, request: Request) -> Response:
        for name in ("apiName", "name", "triggerName", "filterName", "primaryAttribute"):
            if name not in self.json:
                raise missing(name)
        content = ActivityDraft(attributes=(_attribute(self.json["primaryAttribute"]),), **_texts(self.json))
        made = drafts.create_draft(**self.scope, api_name=_text(self.json, "apiName"), content=content)
        return self.answer(made)


class OneTypeView(TypeView):
    def post(self, request: Request, api_name: str) -> Response:
        primary = self.json.get("primaryAttribute")
        attribute = None if primary is None else _attribute(primary)
        return self.answer(drafts.change_draft(**self.of(api_name), changes=_texts(self.json), primary=attribute))


class DescribeTypeView(TypeView):
    def get(self, request: Request, api_name: str) -> Response:
        """The approved version, unless the draft is asked for."""
        return envelope.leads([wire(self.found(api_name), draft=self.given.flag("draft") is True)])


class ApproveView(TypeView):
    def post(self, request: Request, api_name: str) -> Response:
        return self.answer(drafts.approve_draft(**self.of(api_name)))


class DiscardView(TypeView):
    def post(self, request: Request, api_name: str) -> Response:
        return self.answer(drafts.discard_draft(**self.of(api_name)))


class DeleteView(TypeView):
    def post(self, request: Request, api_name: str) -> Response:
        found = self.found(api_name)
        delete_type(**self.scope, type_id=found.id)
        return envelope.leads([wire(found) | {"status": "deleted"}])


class NewAttributesView(TypeView):
    def post(self, request: Request, api_name: str) -> Response:
        made = [_attribute(each) for each in _attributes(self.json)]
        return self.answer(drafts.add_attributes(**self.of(api_name), attributes=made))


class ChangedAttributesView(TypeView):
    def post(self, request: Request, api_name: str) -> Response:
        changes = {_text(each, "apiName"): _changes(each) for each in _attributes(self.json)}
        return self.answer(drafts.change_attributes(**self.of(api_name), changes=changes))


class DeletedAttributesView(TypeView):
    def post(self, request: Request, api_name: str) -> Response:
        names = [_text(each, "apiName") for each in _attributes(self.json)]
        return self.answer(drafts.remove_attributes(**self.of(api_name), names=names))


def wire(found: OutsideActivityType, *, draft: bool = True) -> dict[str, Any]:
    content = (found.draft if draft else None) or found.approved or found.draft
    assert content is not None
    primary, *others = (_attribute_wire(each) for each in content.attributes)
    return {
        "id": FIRST_CUSTOM + found.id,
        "apiName": found.api_name,
        "name": content.name,
        "description": content.description,
        "triggerName": content.trigger_name,
        "filterName": content.filter_name,
        "status": found.status,
        "createdAt": written(found.created_at),
        "updatedAt": written(found.updated_at),
        "primaryAttribute": primary | {"isPrimary": True},
        "attributes": others,
    }


def _attribute_wire(attribute: CustomAttribute) -> dict[str, Any]:
    shown = {"apiName": attribute.known_as(), "name": attribute.name, "dataType": custom_data_type(attribute)}
    return shown | ({"description": attribute.description} if attribute.description else {})


def _attributes(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    given = body.get("attributes")
    if not given:
        raise missing("attributes")
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise wrong_type(given, "Array")
    return given


def _attribute(given: Any) -> CustomAttribute:
    if not isinstance(given, dict):
        raise wrong_type(given, "Object")
    texts = {"name": _text(given, "name"), "api_name": _text(given, "apiName")}
    try:
        return CustomAttribute(**{"data_type": "string", **_changes(given), **texts})
    except ValidationError:
        raise wrong_value("attributes", texts["name"]) from None


def _changes(given: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {name: _text(given, name) for name in ("name", "description") if name in given}
    if "dataType" in given:
        data_type = _text(given, "dataType").lower()
        if data_type not in TYPES:
            raise wrong_value("dataType", data_type)
        changes |= {"data_type": data_type, "type": TYPES[data_type]}
    return changes


def _texts(body: Mapping[str, Any]) -> dict[str, str]:
    return {ours: _text(body, theirs) for theirs, ours in TEXTS.items() if theirs in body}


def _text(given: Mapping[str, Any], name: str) -> str:
    if name not in given:
        raise missing(name)
    value = given[name]
    if not isinstance(value, str):
        raise wrong_type(value, "String")
    return value


TYPE = "rest/v1/activities/external/type"
ONE = f"{TYPE}/<str:api_name>"
urls = [
    path(f"{TYPE}s.json", TypesView.as_view()),
    path(f"{TYPE}.json", NewTypeView.as_view()),
    path(f"{ONE}.json", OneTypeView.as_view()),
    path(f"{ONE}/describe.json", DescribeTypeView.as_view()),
    path(f"{ONE}/approve.json", ApproveView.as_view()),
    path(f"{ONE}/discardDraft.json", DiscardView.as_view()),
    path(f"{ONE}/delete.json", DeleteView.as_view()),
    path(f"{ONE}/attributes/create.json", NewAttributesView.as_view()),
    path(f"{ONE}/attributes/update.json", ChangedAttributesView.as_view()),
    path(f"{ONE}/attributes/delete.json", DeletedAttributesView.as_view()),
]
