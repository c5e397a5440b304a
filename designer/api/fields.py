"""The fields of a person."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.fields import FieldType
from campaigns.selectors.fields import FieldRow, fields
from campaigns.services.fields import create_field, delete_field, rename_field
from designer.api.base import View, answer, array_of

FieldRows = array_of(FieldRow)


class NewField(serializers.Serializer[Any]):
    label = serializers.CharField(max_length=255)  # type: ignore[assignment]
    type = serializers.ChoiceField(choices=[each.value for each in FieldType])
    name = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")


class FieldLabel(serializers.Serializer[Any]):
    label = serializers.CharField(max_length=255)  # type: ignore[assignment]


class FieldsView(View):
    @extend_schema(operation_id="list_fields", responses=FieldRows)
    def get(self, request: Request) -> Response:
        return answer(fields(self.actor))

    @extend_schema(operation_id="create_field", request=NewField, responses={201: FieldRow})
    def post(self, request: Request) -> Response:
        new = self.parsed(NewField)
        made = create_field(self.actor, label=new["label"], type=FieldType(new["type"]), name=new["name"])
        return answer(made, status=201)


class FieldView(View):
    @extend_schema(operation_id="rename_field", request=FieldLabel, responses=FieldRow)
    def patch(self, request: Request, name: str) -> Response:
        return answer(rename_field(self.actor, name, label=self.parsed(FieldLabel)["label"]))

    @extend_schema(operation_id="delete_field", responses={204: None})
    def delete(self, request: Request, name: str) -> Response:
        delete_field(self.actor, name)
        return Response(status=204)


urls = [path("fields", FieldsView.as_view()), path("fields/<str:name>", FieldView.as_view())]
