"""Smart campaigns: their page, their list, and all that can be done with one as a whole."""

from typing import Any, get_args

from django.urls import path
from drf_spectacular.utils import extend_schema
from pydantic import TypeAdapter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.campaign import CampaignKind, CampaignSettings
from campaigns.selectors.campaign_results import campaign_results
from campaigns.selectors.campaigns import (
    CampaignPage,
    CampaignRow,
    Sort,
    campaign,
    campaign_row,
    campaign_uses,
    campaigns,
)
from campaigns.selectors.drafts import Draft
from campaigns.selectors.members import CampaignMemberPage, members
from campaigns.selectors.run_console import RunActivities
from campaigns.selectors.run_feed import MOST_ROWS
from campaigns.selectors.run_rows import RunRowPage, runs
from campaigns.selectors.standing import Status
from campaigns.selectors.used_by import Use
from campaigns.services.campaigns import cloning, placing, settings
from campaigns.services.campaigns.extracting import extract_smart_list
from designer.api.base import Id, PageQuery, View, answer, array_of

SETTINGS_SENT = TypeAdapter(dict[str, Any])  # any of them; the others stay as they are


class NewCampaign(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]
    description = serializers.CharField(max_length=10_000, allow_blank=True, default="")
    executable = serializers.BooleanField(default=False)


class CampaignClone(serializers.Serializer[Any]):
    """Executable is off unless it is sent (C05)."""

    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]
    executable = serializers.BooleanField(default=False)


class CampaignChange(serializers.Serializer[Any]):
    """`executable` is refused: it is chosen when a campaign is made (C02)."""

    name = serializers.CharField(max_length=255, required=False)
    parent = serializers.CharField(max_length=40, allow_null=True, required=False)  # type: ignore[assignment]
    description = serializers.CharField(max_length=10_000, allow_blank=True, required=False)
    executable = serializers.BooleanField(required=False)


class CampaignQuery(PageQuery):
    q = serializers.CharField(required=False, allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=[kind.value for kind in CampaignKind], required=False)
    status = serializers.ChoiceField(choices=get_args(Status), required=False)
    sort = serializers.ChoiceField(choices=get_args(Sort), required=False, default="name")
    descending = serializers.BooleanField(required=False, default=False)


class ResultsQuery(serializers.Serializer[Any]):
    """`caller` is the campaign whose run it was; `person` an id or a part of a name."""

    before = serializers.CharField(max_length=40, required=False, allow_blank=True)
    caller = Id(required=False, default=None)
    person = serializers.CharField(max_length=100, required=False, allow_blank=True)
    type = serializers.CharField(max_length=64, required=False, allow_blank=True)
    result = serializers.CharField(max_length=16, required=False, allow_blank=True)
    limit = serializers.IntegerField(min_value=1, max_value=MOST_ROWS, required=False)


class Extraction(serializers.Serializer[Any]):
    """`name` is the new smart list's, `edit_number` the draft's."""

    name = serializers.CharField(max_length=255)
    edit_number = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class CampaignsView(View):
    @extend_schema(operation_id="list_campaigns", parameters=[CampaignQuery], responses=CampaignPage)
    def get(self, request: Request, ws: int) -> Response:
        asked = self.parsed(CampaignQuery)
        kind = CampaignKind(asked.pop("kind")) if "kind" in asked else None
        return answer(campaigns(self.actor, workspace_id=ws, kind=kind, **asked))

    @extend_schema(operation_id="create_campaign", request=NewCampaign, responses={201: CampaignRow})
    def post(self, request: Request, ws: int) -> Response:
        made = placing.create_campaign(self.actor, workspace_id=ws, **self.parsed(NewCampaign))
        return answer(campaign_row(made), status=201)


class CampaignView(View):
    @extend_schema(operation_id="read_campaign", responses=CampaignRow)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(campaign(self.actor, workspace_id=ws, campaign_id=id))

    @extend_schema(operation_id="update_campaign", request=CampaignChange, responses=CampaignRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changes = self.parsed(CampaignChange)
        return answer(campaign_row(placing.update_campaign(self.actor, workspace_id=ws, campaign_id=id, **changes)))

    @extend_schema(operation_id="delete_campaign", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        placing.delete_campaign(self.actor, workspace_id=ws, campaign_id=id)
        return Response(status=204)


class CampaignCloneView(View):
    @extend_schema(operation_id="clone_campaign", request=CampaignClone, responses={201: CampaignRow})
    def post(self, request: Request, ws: int, id: int) -> Response:
        given = self.parsed(CampaignClone)
        clone = cloning.clone_campaign(self.actor, workspace_id=ws, campaign_id=id, **given)
        return answer(campaign_row(clone), status=201)


class ExtractView(View):
    @extend_schema(operation_id="extract_smart_list", request=Extraction, responses=Draft)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(extract_smart_list(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(Extraction)))


class CampaignSettingsView(View):
    @extend_schema(operation_id="change_campaign_settings", request=CampaignSettings, responses=CampaignRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changes = SETTINGS_SENT.validate_python(request.data)
        changed = settings.change_settings(self.actor, workspace_id=ws, campaign_id=id, changes=changes)
        return answer(campaign_row(changed))


class CampaignUsedByView(View):
    @extend_schema(operation_id="list_campaign_uses", responses=array_of(Use))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(campaign_uses(self.actor, workspace_id=ws, campaign_id=id))


class CampaignMembersView(View):
    @extend_schema(operation_id="list_campaign_members", parameters=[PageQuery], responses=CampaignMemberPage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(members(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(PageQuery)))


class CampaignRunsView(View):
    @extend_schema(operation_id="list_campaign_runs", parameters=[PageQuery], responses=RunRowPage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(runs(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(PageQuery)))


class CampaignResultsView(View):
    @extend_schema(operation_id="list_campaign_results", parameters=[ResultsQuery], responses=RunActivities)
    def get(self, request: Request, ws: int, id: int) -> Response:
        asked = self.parsed(ResultsQuery)
        return answer(campaign_results(self.actor, workspace_id=ws, campaign_id=id, **asked))


CAMPAIGNS = "workspaces/<int:ws>/campaigns"
urls = [
    path(CAMPAIGNS, CampaignsView.as_view()),
    path(f"{CAMPAIGNS}/<int:id>", CampaignView.as_view()),
    path(f"{CAMPAIGNS}/<int:id>/clone", CampaignCloneView.as_view()),
    path(f"{CAMPAIGNS}/<int:id>/smart-list/extract", ExtractView.as_view()),
    path(f"{CAMPAIGNS}/<int:id>/settings", CampaignSettingsView.as_view()),
    path(f"{CAMPAIGNS}/<int:id>/used-by", CampaignUsedByView.as_view()),
    path(f"{CAMPAIGNS}/<int:id>/members", CampaignMembersView.as_view()),
    path(f"{CAMPAIGNS}/<int:id>/runs", CampaignRunsView.as_view()),
    path(f"{CAMPAIGNS}/<int:id>/results", CampaignResultsView.as_view()),
]
