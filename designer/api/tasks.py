"""Tasks about people, and the partitions in which people are."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.tasks import PartitionRow, TaskRow, partitions, task_row, tasks_of_person
from campaigns.services.tasks import settle_task
from designer.api.base import View, answer, array_of


class TaskChange(serializers.Serializer[Any]):
    done = serializers.BooleanField()


class PersonTasksView(View):
    @extend_schema(operation_id="list_tasks_of_person", responses=array_of(TaskRow))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(tasks_of_person(self.actor, workspace_id=ws, person_id=id))


class TaskView(View):
    @extend_schema(operation_id="update_task", request=TaskChange, responses=TaskRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        return answer(task_row(settle_task(self.actor, workspace_id=ws, task_id=id, **self.parsed(TaskChange))))


class PartitionsView(View):
    @extend_schema(operation_id="list_partitions", responses=array_of(PartitionRow))
    def get(self, request: Request, ws: int) -> Response:
        return answer(partitions(self.actor, workspace_id=ws))


urls = [
    path("workspaces/<int:ws>/people/<int:id>/tasks", PersonTasksView.as_view()),
    path("workspaces/<int:ws>/tasks/<int:id>", TaskView.as_view()),
    path("workspaces/<int:ws>/partitions", PartitionsView.as_view()),
]
