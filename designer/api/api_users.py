"""API users of a workspace: programs that call the Marketo-compatible API."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.actor import Role
from campaigns.selectors.api_users import ApiUserRow, api_users
from campaigns.services.api_users import WithSecret, create_api_user, revoke_api_user, rotate_secret
from designer.api.base import Nothing, View, answer, array_of


class NewApiUser(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=150)
    role = serializers.ChoiceField(choices=[role.value for role in Role])


class ApiUsersView(View):
    @extend_schema(operation_id="list_api_users", responses=array_of(ApiUserRow))
    def get(self, request: Request, ws: int) -> Response:
        return answer(api_users(self.actor, workspace_id=ws))

    @extend_schema(operation_id="create_api_user", request=NewApiUser, responses={201: WithSecret})
    def post(self, request: Request, ws: int) -> Response:
        given = self.parsed(NewApiUser)
        made = create_api_user(self.actor, workspace_id=ws, name=given["name"], role=Role(given["role"]))
        return answer(made, status=201)


class ApiUserSecretView(View):
    @extend_schema(operation_id="rotate_api_user_secret", request=Nothing, responses=WithSecret)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(rotate_secret(self.actor, workspace_id=ws, api_user_id=id))


class ApiUserRevokeView(View):
    @extend_schema(operation_id="revoke_api_user", request=Nothing, responses=ApiUserRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(revoke_api_user(self.actor, workspace_id=ws, api_user_id=id))


API_USERS = "workspaces/<int:ws>/api-users"
urls = [
    path(API_USERS, ApiUsersView.as_view()),
    path(f"{API_USERS}/<int:id>/secret", ApiUserSecretView.as_view()),
    path(f"{API_USERS}/<int:id>/revoke", ApiUserRevokeView.as_view()),
]
