"""The editor's side of a campaign: its draft, publishing, executables opened in place, and tokens to complete."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.base import Frozen
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.selectors.campaigns import CampaignRow, campaign_row
from campaigns.selectors.drafts import Draft, read_draft
from campaigns.selectors.open_flows import OpenFlows, open_flows
from campaigns.selectors.token_hints import TokenHint, token_hints
from campaigns.selectors.token_origins import TokenOrigin, token_origins
from campaigns.services.campaigns.drafts import save_draft
from campaigns.services.campaigns.publishing import publish
from designer.api.base import Id, View, answer, array_of


class DraftEdit(Frozen):
    """`edit_number` is the one that the edit started from. What is left out stays as it is."""

    edit_number: int
    smart_list: SmartList | None = None
    flow: Flow | None = None


class Publishing(serializers.Serializer[Any]):
    """`confirm` publishes an executable though it has errors (C10); `move_people` takes along who waits (F06)."""

    confirm = serializers.BooleanField(default=False)
    move_people = serializers.BooleanField(default=False)


class OriginsQuery(serializers.Serializer[Any]):
    """`chain` is the key of a caller chain, `person` whose values are shown."""

    chain = serializers.CharField(max_length=100, required=False, allow_blank=True, default=None)
    person = Id(required=False, default=None)


class DraftView(View):
    @extend_schema(operation_id="read_draft", responses=Draft)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(read_draft(self.actor, workspace_id=ws, campaign_id=id))

    @extend_schema(operation_id="save_draft", request=DraftEdit, responses=Draft)
    def put(self, request: Request, ws: int, id: int) -> Response:
        edit = DraftEdit.model_validate(request.data)
        saved = save_draft(
            self.actor,
            workspace_id=ws,
            campaign_id=id,
            edit_number=edit.edit_number,
            smart_list=edit.smart_list,
            flow=edit.flow,
        )
        return answer(saved)


class PublishView(View):
    @extend_schema(operation_id="publish_campaign", request=Publishing, responses=CampaignRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(campaign_row(publish(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(Publishing))))


class OpenFlowsView(View):
    @extend_schema(operation_id="read_open_flows", responses=OpenFlows)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(open_flows(self.actor, workspace_id=ws, campaign_id=id))


class TokenHintsView(View):
    @extend_schema(operation_id="list_token_hints", responses=array_of(TokenHint))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(token_hints(self.actor, workspace_id=ws, campaign_id=id))


class TokenOriginsView(View):
    @extend_schema(operation_id="list_token_origins", parameters=[OriginsQuery], responses=array_of(TokenOrigin))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(token_origins(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(OriginsQuery)))


CAMPAIGN = "workspaces/<int:ws>/campaigns/<int:id>"
urls = [
    path(f"{CAMPAIGN}/draft", DraftView.as_view()),
    path(f"{CAMPAIGN}/publish", PublishView.as_view()),
    path(f"{CAMPAIGN}/flow/open", OpenFlowsView.as_view()),
    path(f"{CAMPAIGN}/tokens", TokenHintsView.as_view()),
    path(f"{CAMPAIGN}/token-origins", TokenOriginsView.as_view()),
]
