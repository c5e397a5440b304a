"""Webhooks, which flow steps call."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from pydantic import ValidationError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.webhook import METHODS, WebhookDefinition
from campaigns.selectors.used_by import Use
from campaigns.selectors.webhooks import WebhookRow, uses_of_webhook, webhook, webhook_row, webhooks
from campaigns.services.webhooks import create_webhook, delete_webhook, update_webhook
from designer.api.base import View, answer, array_of


class HeaderForm(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)
    value = serializers.CharField(max_length=4000, allow_blank=True, default="")


class MappingForm(serializers.Serializer[Any]):
    path = serializers.CharField(max_length=500)
    field = serializers.CharField(max_length=100)


class DefinitionForm(serializers.Serializer[Any]):
    method = serializers.ChoiceField(choices=METHODS)
    url = serializers.CharField(max_length=4000)
    headers = HeaderForm(many=True, required=False)
    body = serializers.CharField(max_length=100_000, allow_blank=True, default="", trim_whitespace=False)
    encoding = serializers.ChoiceField(choices=("json", "form", "none"), default="json")
    mappings = MappingForm(many=True, required=False)

    def to_internal_value(self, data: Any) -> Any:
        given = super().to_internal_value(data)
        try:
            return WebhookDefinition.model_validate(given)
        except ValidationError as unfit:
            raise serializers.ValidationError(unfit.errors()[0]["msg"]) from unfit


class NewWebhook(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    description = serializers.CharField(max_length=10_000, allow_blank=True, default="")
    definition = DefinitionForm()


class WebhookChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    description = serializers.CharField(max_length=10_000, allow_blank=True, required=False)
    definition = DefinitionForm(required=False)


class WebhooksView(View):
    @extend_schema(operation_id="list_webhooks", responses=array_of(WebhookRow))
    def get(self, request: Request, ws: int) -> Response:
        return answer(webhooks(self.actor, workspace_id=ws))

    @extend_schema(operation_id="create_webhook", request=NewWebhook, responses={201: WebhookRow})
    def post(self, request: Request, ws: int) -> Response:
        made = create_webhook(self.actor, workspace_id=ws, **self.parsed(NewWebhook))
        return answer(webhook_row(self.actor, made), status=201)


class WebhookView(View):
    @extend_schema(operation_id="read_webhook", responses=WebhookRow)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(webhook(self.actor, workspace_id=ws, webhook_id=id))

    @extend_schema(operation_id="update_webhook", request=WebhookChange, responses=WebhookRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changed = update_webhook(self.actor, workspace_id=ws, webhook_id=id, **self.parsed(WebhookChange))
        return answer(webhook_row(self.actor, changed))

    @extend_schema(operation_id="delete_webhook", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        delete_webhook(self.actor, workspace_id=ws, webhook_id=id)
        return Response(status=204)


class WebhookUsedByView(View):
    @extend_schema(operation_id="list_webhook_uses", responses=array_of(Use))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(uses_of_webhook(self.actor, workspace_id=ws, webhook_id=id))


urls = [
    path("workspaces/<int:ws>/webhooks", WebhooksView.as_view()),
    path("workspaces/<int:ws>/webhooks/<int:id>", WebhookView.as_view()),
    path("workspaces/<int:ws>/webhooks/<int:id>/used-by", WebhookUsedByView.as_view()),
]
