"""Runs: how far they are, what they did, and help for those who got stuck."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.base import Frozen
from campaigns.selectors.run_console import RunActivities, RunView, activities, run_view
from campaigns.selectors.run_errors import ErrorGroup, HeldPage, errors, held
from campaigns.selectors.run_feed import MOST_ROWS
from campaigns.services import runs
from designer.api.base import Id, Nothing, PageQuery, View, answer, array_of

MOST_RETRIED = 1_000


class RunActivityQuery(serializers.Serializer[Any]):
    """`step` is a step's id, or "path|step"; `person` an id or a part of a name."""

    before = serializers.CharField(max_length=40, required=False, allow_blank=True)
    after = serializers.CharField(max_length=40, required=False, allow_blank=True)
    step = serializers.CharField(max_length=300, required=False, allow_blank=True)
    person = serializers.CharField(max_length=100, required=False, allow_blank=True)
    type = serializers.CharField(max_length=64, required=False, allow_blank=True)
    result = serializers.CharField(max_length=16, required=False, allow_blank=True)
    limit = serializers.IntegerField(min_value=1, max_value=MOST_ROWS, required=False)


class Retry(serializers.Serializer[Any]):
    entries = serializers.ListField(child=Id(), required=False, max_length=MOST_RETRIED)
    activities = serializers.ListField(child=Id(), required=False, max_length=MOST_RETRIED)


class ErrorGroupName(serializers.Serializer[Any]):
    """As the list of errors names it."""

    kind = serializers.ChoiceField(choices=["held", "failed"])
    reason = serializers.CharField(allow_blank=True, max_length=10_000)
    path = serializers.CharField(allow_blank=True, max_length=300)
    step = serializers.CharField(allow_null=True, max_length=40)


class Retried(Frozen):
    retried: int


class RunDetailView(View):
    @extend_schema(operation_id="read_run", responses=RunView)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(run_view(self.actor, workspace_id=ws, run_id=id))


class RunActivitiesView(View):
    @extend_schema(operation_id="list_run_activities", parameters=[RunActivityQuery], responses=RunActivities)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(activities(self.actor, workspace_id=ws, run_id=id, **self.parsed(RunActivityQuery)))


class AbortView(View):
    @extend_schema(operation_id="abort_run", request=Nothing, responses=RunView)
    def post(self, request: Request, ws: int, id: int) -> Response:
        runs.abort(self.actor, workspace_id=ws, run_id=id)
        return answer(run_view(self.actor, workspace_id=ws, run_id=id))


class PauseView(View):
    @extend_schema(operation_id="pause_run", request=Nothing, responses=RunView)
    def post(self, request: Request, ws: int, id: int) -> Response:
        runs.pause(self.actor, workspace_id=ws, run_id=id)
        return answer(run_view(self.actor, workspace_id=ws, run_id=id))


class ResumeView(View):
    @extend_schema(operation_id="resume_run", request=Nothing, responses=RunView)
    def post(self, request: Request, ws: int, id: int) -> Response:
        runs.resume(self.actor, workspace_id=ws, run_id=id)
        return answer(run_view(self.actor, workspace_id=ws, run_id=id))


class RunErrorsView(View):
    @extend_schema(operation_id="list_run_errors", responses=array_of(ErrorGroup))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(errors(self.actor, workspace_id=ws, run_id=id))


class HeldView(View):
    @extend_schema(operation_id="list_held", parameters=[PageQuery], responses=HeldPage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(held(self.actor, workspace_id=ws, run_id=id, **self.parsed(PageQuery)))


class RetryView(View):
    @extend_schema(operation_id="retry_run", request=Retry, responses=Retried)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(Retried(retried=runs.retry(self.actor, workspace_id=ws, run_id=id, **self.parsed(Retry))))


class RetryGroupView(View):
    @extend_schema(operation_id="retry_group", request=ErrorGroupName, responses=Retried)
    def post(self, request: Request, ws: int, id: int) -> Response:
        named = self.parsed(ErrorGroupName)
        return answer(Retried(retried=runs.retry_group(self.actor, workspace_id=ws, run_id=id, **named)))


RUN = "workspaces/<int:ws>/runs/<int:id>"
urls = [
    path(RUN, RunDetailView.as_view()),
    path(f"{RUN}/activities", RunActivitiesView.as_view()),
    path(f"{RUN}/abort", AbortView.as_view()),
    path(f"{RUN}/pause", PauseView.as_view()),
    path(f"{RUN}/resume", ResumeView.as_view()),
    path(f"{RUN}/errors", RunErrorsView.as_view()),
    path(f"{RUN}/held", HeldView.as_view()),
    path(f"{RUN}/retry", RetryView.as_view()),
    path(f"{RUN}/retry-group", RetryGroupView.as_view()),
]
