"""Member fields: what members of a workspace's programs may have of their own."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.fields import FieldType
from campaigns.selectors.member_fields import MemberFieldRow, member_field_row, member_fields
from campaigns.services.member_fields import create_member_field, delete_member_field
from designer.api.base import View, answer, array_of

TYPES = [each.value for each in FieldType if each is not FieldType.SCORE]


class NewMemberField(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    type = serializers.ChoiceField(choices=TYPES, default="text")


class MemberFieldsView(View):
    @extend_schema(operation_id="list_member_fields", responses=array_of(MemberFieldRow))
    def get(self, request: Request, ws: int) -> Response:
        return answer(member_fields(self.actor, ws))

    @extend_schema(operation_id="create_member_field", request=NewMemberField, responses={201: MemberFieldRow})
    def post(self, request: Request, ws: int) -> Response:
        sent = self.parsed(NewMemberField)
        made = create_member_field(self.actor, workspace_id=ws, name=sent["name"], type=FieldType(sent["type"]))
        return answer(member_field_row(made), status=201)


class MemberFieldView(View):
    @extend_schema(operation_id="delete_member_field", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        delete_member_field(self.actor, workspace_id=ws, field_id=id)
        return Response(status=204)


urls = [
    path("workspaces/<int:ws>/member-fields", MemberFieldsView.as_view()),
    path("workspaces/<int:ws>/member-fields/<int:id>", MemberFieldView.as_view()),
]
