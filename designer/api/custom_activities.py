"""Custom activities: their types, and activities of them added to people."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.custom_activities import CustomAttribute
from campaigns.selectors.web import CustomActivityRow, custom_activities, custom_activity_row
from campaigns.services.custom_activities import Given, add_activities, create_type, delete_type, update_type
from designer.api.base import Id, View, answer, array_of

TYPES = ("text", "number", "date", "datetime", "boolean")


class Attribute(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    type = serializers.ChoiceField(choices=TYPES, default="text")


class NewActivityType(serializers.Serializer[Any]):
    """The first attribute is the primary one."""

    name = serializers.CharField(max_length=100)
    description = serializers.CharField(allow_blank=True, max_length=10_000, default="")
    attributes = serializers.ListField(child=Attribute(), max_length=20)


class ActivityTypeChanges(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100, required=False)
    description = serializers.CharField(allow_blank=True, max_length=10_000, required=False)
    attributes = serializers.ListField(child=Attribute(), max_length=20, required=False)


class NewActivity(serializers.Serializer[Any]):
    """`values` by the attributes' names; `at` is empty for now."""

    person = Id()
    values = serializers.DictField(child=serializers.JSONField(allow_null=True))
    at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class NewActivities(serializers.Serializer[Any]):
    activities = serializers.ListField(child=NewActivity(), max_length=300)


class Added(serializers.Serializer[Any]):
    added = serializers.IntegerField()


def _attributes(given: dict[str, Any]) -> dict[str, Any]:
    if "attributes" in given:
        given["attributes"] = [CustomAttribute.model_validate(each) for each in given["attributes"]]
    return given


class TypesView(View):
    @extend_schema(operation_id="list_custom_activities", responses=array_of(CustomActivityRow))
    def get(self, request: Request, ws: int) -> Response:
        return answer(custom_activities(self.actor, ws))

    @extend_schema(operation_id="create_custom_activity", request=NewActivityType, responses={201: CustomActivityRow})
    def post(self, request: Request, ws: int) -> Response:
        made = create_type(self.actor, workspace_id=ws, **_attributes(self.parsed(NewActivityType)))
        return answer(custom_activity_row(made), status=201)


class TypeView(View):
    @extend_schema(operation_id="update_custom_activity", request=ActivityTypeChanges, responses=CustomActivityRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changes = _attributes(self.parsed(ActivityTypeChanges))
        return answer(custom_activity_row(update_type(self.actor, workspace_id=ws, type_id=id, **changes)))

    @extend_schema(operation_id="delete_custom_activity", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        delete_type(self.actor, workspace_id=ws, type_id=id)
        return Response(status=204)


class ActivitiesView(View):
    @extend_schema(operation_id="add_custom_activities", request=NewActivities, responses={201: Added})
    def post(self, request: Request, ws: int, id: int) -> Response:
        given = [Given(**each) for each in self.parsed(NewActivities)["activities"]]
        added = add_activities(self.actor, workspace_id=ws, type_id=id, given=given)
        return Response({"added": added}, status=201)


urls = [
    path("workspaces/<int:ws>/custom-activities", TypesView.as_view()),
    path("workspaces/<int:ws>/custom-activities/<int:id>", TypeView.as_view()),
    path("workspaces/<int:ws>/custom-activities/<int:id>/activities", ActivitiesView.as_view()),
]
