"""The workspace's tracker, and whose a browser is."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.web import TrackerRow, tracker
from campaigns.services.known import associate
from campaigns.services.trackers import update_tracker
from designer.api.base import View, answer


class TrackerChanges(serializers.Serializer[Any]):
    active = serializers.BooleanField(required=False)
    asks_consent = serializers.BooleanField(required=False)
    origins = serializers.ListField(child=serializers.CharField(max_length=255), max_length=50, required=False)


class Browser(serializers.Serializer[Any]):
    """`visitor` is the tracker's cookie."""

    visitor = serializers.RegexField(r"^[A-Za-z0-9-]{16,64}$")


class TrackerView(View):
    @extend_schema(operation_id="read_tracker", responses=TrackerRow)
    def get(self, request: Request, ws: int) -> Response:
        return answer(tracker(self.actor, ws))

    @extend_schema(operation_id="update_tracker", request=TrackerChanges, responses=TrackerRow)
    def patch(self, request: Request, ws: int) -> Response:
        update_tracker(self.actor, workspace_id=ws, **self.parsed(TrackerChanges))
        return answer(tracker(self.actor, ws))


class AssociateView(View):
    @extend_schema(operation_id="associate_browser", request=Browser, responses={204: None})
    def post(self, request: Request, ws: int, id: int) -> Response:
        associate(self.actor, workspace_id=ws, person_id=id, cookie=self.parsed(Browser)["visitor"])
        return Response(status=204)


urls = [
    path("workspaces/<int:ws>/tracker", TrackerView.as_view()),
    path("workspaces/<int:ws>/people/<int:id>/associate", AssociateView.as_view()),
]
