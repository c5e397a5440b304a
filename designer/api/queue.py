"""The queue of a workspace: what waits, why, since when, and how long it will take."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.queue import Queue, queue
from designer.api.base import View, answer


class QueueView(View):
    @extend_schema(operation_id="read_queue", responses=Queue)
    def get(self, request: Request, ws: int) -> Response:
        return answer(queue(self.actor, workspace_id=ws))


urls = [path("workspaces/<int:ws>/queue", QueueView.as_view())]
