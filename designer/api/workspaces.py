"""Workspaces, roles in them, and users."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.actor import Role
from campaigns.selectors import users as users_shown
from campaigns.selectors.users import UserRow
from campaigns.selectors.workspaces import (
    RoleGrant,
    WorkspaceRow,
    all_roles,
    all_workspaces,
    grant_row,
    workspace_row,
)
from campaigns.services import roles, users, workspaces
from designer.api.base import View, answer, array_of


class NewWorkspace(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    timezone = serializers.CharField(max_length=64, default="UTC")


class WorkspaceChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    timezone = serializers.CharField(max_length=64, required=False)
    archived = serializers.BooleanField(required=False)
    emails_per_day = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=10_000)
    emails_per_week = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=10_000)


class NewRole(serializers.Serializer[Any]):
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=[role.value for role in Role])


class RoleChange(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=[role.value for role in Role])


class NewUser(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=150)
    email = serializers.EmailField(max_length=150)
    password = serializers.CharField(max_length=200, trim_whitespace=False)


class WorkspacesView(View):
    @extend_schema(operation_id="list_workspaces", responses=array_of(WorkspaceRow))
    def get(self, request: Request) -> Response:
        return answer(all_workspaces(self.actor))

    @extend_schema(operation_id="create_workspace", request=NewWorkspace, responses={201: WorkspaceRow})
    def post(self, request: Request) -> Response:
        made = workspaces.create_workspace(self.actor, **self.parsed(NewWorkspace))
        return answer(workspace_row(made), status=201)


class WorkspaceView(View):
    @extend_schema(operation_id="update_workspace", request=WorkspaceChange, responses=WorkspaceRow)
    def patch(self, request: Request, ws: int) -> Response:
        changes = self.parsed(WorkspaceChange)
        return answer(workspace_row(workspaces.update_workspace(self.actor, workspace_id=ws, **changes)))


class RolesView(View):
    @extend_schema(operation_id="list_roles", responses=array_of(RoleGrant))
    def get(self, request: Request, ws: int) -> Response:
        return answer(all_roles(self.actor, workspace_id=ws))

    @extend_schema(operation_id="grant_role", request=NewRole, responses={201: RoleGrant})
    def post(self, request: Request, ws: int) -> Response:
        given = self.parsed(NewRole)
        grant = roles.grant_role(self.actor, workspace_id=ws, email=given["email"], role=Role(given["role"]))
        return answer(grant_row(grant), status=201)


class RoleView(View):
    @extend_schema(operation_id="change_role", request=RoleChange, responses=RoleGrant)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        role = Role(self.parsed(RoleChange)["role"])
        return answer(grant_row(roles.change_role(self.actor, workspace_id=ws, grant_id=id, role=role)))

    @extend_schema(operation_id="revoke_role", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        roles.revoke_role(self.actor, workspace_id=ws, grant_id=id)
        return Response(status=204)


class UsersView(View):
    @extend_schema(operation_id="list_users", responses=array_of(UserRow))
    def get(self, request: Request) -> Response:
        return answer(users_shown.all_users(self.actor))

    @extend_schema(operation_id="create_user", request=NewUser, responses={201: UserRow})
    def post(self, request: Request) -> Response:
        made = users.create_user(self.actor, **self.parsed(NewUser))
        return answer(users_shown.user_row(made), status=201)


urls = [
    path("workspaces", WorkspacesView.as_view()),
    path("workspaces/<int:ws>", WorkspaceView.as_view()),
    path("workspaces/<int:ws>/roles", RolesView.as_view()),
    path("workspaces/<int:ws>/roles/<int:id>", RoleView.as_view()),
    path("users", UsersView.as_view()),
]
