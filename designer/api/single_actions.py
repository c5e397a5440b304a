"""Single flow actions: "Run Now" on people of a list, a smart list, a search, or on one person."""

from typing import Annotated, Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from pydantic import Field
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.base import Frozen
from campaigns.services.single_actions import ActionStarted, Chosen, run_action
from designer.api.base import LARGEST_ID, View, answer


class RunAction(Frozen):
    """`confirm` is the number of people, typed, where there is more than one."""

    kind: str = Field(max_length=64)
    params: dict[str, Any] = Field(default_factory=dict)
    people: tuple[Annotated[int, Field(ge=1, le=LARGEST_ID)], ...] = Field(default=(), max_length=1000)
    list: int | None = Field(default=None, ge=1, le=LARGEST_ID)
    smart_list: int | None = Field(default=None, ge=1, le=LARGEST_ID)
    confirm: int | None = None


class SingleActionsView(View):
    @extend_schema(operation_id="run_single_action", request=RunAction, responses={201: ActionStarted})
    def post(self, request: Request, ws: int) -> Response:
        asked = RunAction.model_validate(request.data)
        chosen = Chosen(people=asked.people, list=asked.list, smart_list=asked.smart_list)
        started = run_action(
            self.actor,
            workspace_id=ws,
            kind=asked.kind,
            params=asked.params,
            chosen=chosen,
            confirm=asked.confirm,
        )
        return answer(started, status=201)


urls = [path("workspaces/<int:ws>/single-actions", SingleActionsView.as_view())]
