"""Channels and their statuses."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.channels import ChannelRow, channel_row, channels
from campaigns.services.channels import StatusGiven, create_channel, delete_channel, update_channel
from designer.api.base import Id, View, answer, array_of


class StatusForm(serializers.Serializer[Any]):
    id = Id(required=False, allow_null=True)
    name = serializers.CharField(max_length=255)
    step = serializers.IntegerField(min_value=0, max_value=1_000_000)
    success = serializers.BooleanField(default=False)
    hidden = serializers.BooleanField(default=False)


class NewChannel(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    statuses = StatusForm(many=True)


class ChannelChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    statuses = StatusForm(many=True, required=False)


class ChannelsView(View):
    @extend_schema(operation_id="list_channels", responses=array_of(ChannelRow))
    def get(self, request: Request, ws: int) -> Response:
        return answer(channels(self.actor, workspace_id=ws))

    @extend_schema(operation_id="create_channel", request=NewChannel, responses={201: ChannelRow})
    def post(self, request: Request, ws: int) -> Response:
        made = create_channel(self.actor, workspace_id=ws, **_given(self.parsed(NewChannel)))
        return answer(channel_row(made), status=201)


class ChannelView(View):
    @extend_schema(operation_id="update_channel", request=ChannelChange, responses=ChannelRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changes = _given(self.parsed(ChannelChange))
        return answer(channel_row(update_channel(self.actor, workspace_id=ws, channel_id=id, **changes)))

    @extend_schema(operation_id="delete_channel", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        delete_channel(self.actor, workspace_id=ws, channel_id=id)
        return Response(status=204)


def _given(form: dict[str, Any]) -> dict[str, Any]:
    if "statuses" in form:
        form["statuses"] = [StatusGiven(**status) for status in form["statuses"]]
    return form


urls = [
    path("workspaces/<int:ws>/channels", ChannelsView.as_view()),
    path("workspaces/<int:ws>/channels/<int:id>", ChannelView.as_view()),
]
