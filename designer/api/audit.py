"""The audit log, for admins of a workspace and of the installation."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.audit import AuditAsked, AuditPage, audit_log, installation_audit_log
from designer.api.base import Id, PageQuery, View, answer


class AuditQuery(PageQuery):
    user = Id(required=False)
    target_type = serializers.CharField(required=False, max_length=32)
    target_id = Id(required=False)
    name = serializers.CharField(required=False, allow_blank=True, max_length=255)
    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)


class InstallationAuditQuery(AuditQuery):
    workspace = Id(required=False)


def _asked(given: dict[str, Any]) -> tuple[AuditAsked, str | None]:
    cursor = given.pop("cursor")
    return AuditAsked(**given), cursor


class AuditView(View):
    @extend_schema(operation_id="list_audit_entries", parameters=[AuditQuery], responses=AuditPage)
    def get(self, request: Request, ws: int) -> Response:
        asked, cursor = _asked(self.parsed(AuditQuery))
        return answer(audit_log(self.actor, workspace_id=ws, asked=asked, cursor=cursor))


class InstallationAuditView(View):
    @extend_schema(
        operation_id="list_installation_audit_entries", parameters=[InstallationAuditQuery], responses=AuditPage
    )
    def get(self, request: Request) -> Response:
        asked, cursor = _asked(self.parsed(InstallationAuditQuery))
        return answer(installation_audit_log(self.actor, asked=asked, cursor=cursor))


urls = [
    path("workspaces/<int:ws>/audit", AuditView.as_view()),
    path("audit", InstallationAuditView.as_view()),
]
