"""Schedules: run once at a time, recurrences, cancelling one scheduled run, and the workspace's agenda."""

from datetime import datetime
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from pydantic import Field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.base import Frozen
from campaigns.definitions.schedule import Recurrence
from campaigns.selectors.schedule import (
    Agenda,
    PastRunPage,
    RecurrenceView,
    ScheduleView,
    agenda,
    past_runs,
    preview,
    schedule,
)
from campaigns.services.campaigns import scheduling
from designer.api.base import PageQuery, View, answer


class Once(Frozen):
    """`at` without an offset is the workspace's local time: "2026-12-01T09:00"."""

    at: datetime
    confirm_everyone: int | None = None
    confirm_warnings: bool = False
    tokens: dict[str, str] = Field(default_factory=dict, max_length=100)


class Recurring(Frozen):
    recurrence: Recurrence
    confirm_everyone: int | None = None
    confirm_warnings: bool = False


class AgendaQuery(serializers.Serializer[Any]):
    since = serializers.DateTimeField(required=False)
    days = serializers.IntegerField(min_value=1, max_value=62, required=False)


class ScheduleDetailView(View):
    @extend_schema(operation_id="read_schedule", responses=ScheduleView)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(schedule(self.actor, workspace_id=ws, campaign_id=id))


class PastRunsView(View):
    @extend_schema(operation_id="list_past_scheduled_runs", parameters=[PageQuery], responses=PastRunPage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(past_runs(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(PageQuery)))


class ScheduleOnceView(View):
    @extend_schema(operation_id="schedule_run", request=Once, responses={201: ScheduleView})
    def post(self, request: Request, ws: int, id: int) -> Response:
        asked = Once.model_validate(request.data)
        scheduling.schedule_once(self.actor, workspace_id=ws, campaign_id=id, **dict(asked))
        return answer(schedule(self.actor, workspace_id=ws, campaign_id=id), status=201)


class RecurrenceDetailView(View):
    @extend_schema(operation_id="set_recurrence", request=Recurring, responses=ScheduleView)
    def put(self, request: Request, ws: int, id: int) -> Response:
        asked = Recurring.model_validate(request.data)
        scheduling.set_recurrence(self.actor, workspace_id=ws, campaign_id=id, **dict(asked))
        return answer(schedule(self.actor, workspace_id=ws, campaign_id=id))

    @extend_schema(operation_id="end_recurrence", responses={200: ScheduleView})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        scheduling.end_recurrence(self.actor, workspace_id=ws, campaign_id=id)
        return answer(schedule(self.actor, workspace_id=ws, campaign_id=id))


class RecurrencePreviewView(View):
    @extend_schema(operation_id="preview_recurrence", request=Recurrence, responses=RecurrenceView)
    def post(self, request: Request, ws: int) -> Response:
        return answer(preview(self.actor, workspace_id=ws, recurrence=Recurrence.model_validate(request.data)))


class ScheduledRunView(View):
    @extend_schema(operation_id="cancel_scheduled_run", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        scheduling.cancel(self.actor, workspace_id=ws, scheduled_run_id=id)
        return Response(status=204)


class AgendaView(View):
    @extend_schema(operation_id="read_agenda", parameters=[AgendaQuery], responses=Agenda)
    def get(self, request: Request, ws: int) -> Response:
        return answer(agenda(self.actor, workspace_id=ws, **self.parsed(AgendaQuery)))


WORKSPACE = "workspaces/<int:ws>"
urls = [
    path(f"{WORKSPACE}/campaigns/<int:id>/schedule", ScheduleDetailView.as_view()),
    path(f"{WORKSPACE}/campaigns/<int:id>/schedule/past", PastRunsView.as_view()),
    path(f"{WORKSPACE}/campaigns/<int:id>/schedule/once", ScheduleOnceView.as_view()),
    path(f"{WORKSPACE}/campaigns/<int:id>/schedule/recurrence", RecurrenceDetailView.as_view()),
    path(f"{WORKSPACE}/recurrences/preview", RecurrencePreviewView.as_view()),
    path(f"{WORKSPACE}/scheduled-runs/<int:id>", ScheduledRunView.as_view()),
    path(f"{WORKSPACE}/agenda", AgendaView.as_view()),
]
