"""Starting a campaign: whom it would take, a dry run, run once, activate, deactivate, request."""

from typing import Any, get_args

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.base import Frozen
from campaigns.selectors.audience import Audience, Part, audience, audience_people
from campaigns.selectors.caller_chains import CallerChain, chains_to
from campaigns.selectors.campaigns import CampaignRow, campaign_row
from campaigns.selectors.dry_run import DryRun
from campaigns.selectors.people import PeoplePage
from campaigns.services.campaigns.dry_run import MOST_PEOPLE, try_out
from campaigns.services.campaigns.requesting import Requested, request_campaign
from campaigns.services.campaigns.starting import activate, deactivate, run_once
from designer.api.base import Id, PageQuery, View, answer, array_of


class Running(serializers.Serializer[Any]):
    """`confirm_everyone` is the number of people, typed, for an empty smart list (S11).

    `tokens` are My Token values for the entries of this run (T06).
    """

    confirm_everyone = serializers.IntegerField(required=False, allow_null=True, default=None)
    confirm_warnings = serializers.BooleanField(default=False)
    tokens = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=10_000), required=False)


class Activation(serializers.Serializer[Any]):
    """`confirm_warnings` starts it though an executable that it calls has errors (C10)."""

    confirm_warnings = serializers.BooleanField(default=False)


class Deactivation(serializers.Serializer[Any]):
    """`confirm` deactivates it though others request it (C17)."""

    confirm = serializers.BooleanField(default=False)


class Trial(serializers.Serializer[Any]):
    """`person` alone, or the first `people` who would enter. `chain` is the key of a caller chain of an executable,
    `parent_context` Use Parent Campaign Token Context of its last call."""

    person = Id(allow_null=True, default=None)
    people = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE, default=100)
    chain = serializers.CharField(max_length=100, allow_null=True, default=None)
    parent_context = serializers.BooleanField(default=False)


class CampaignRequest(serializers.Serializer[Any]):
    people = serializers.ListField(child=Id(), max_length=100, min_length=1)
    tokens = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=10_000), required=False)


class Started(Frozen):
    """`warnings` name given tokens that the campaign's tree does not define (T06)."""

    run: int
    warnings: tuple[str, ...] = ()


class AudienceView(View):
    @extend_schema(operation_id="read_audience", responses=Audience)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(audience(self.actor, workspace_id=ws, campaign_id=id))


class DryRunView(View):
    @extend_schema(operation_id="dry_run_campaign", request=Trial, responses=DryRun)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(try_out(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(Trial)))


class CallerChainsView(View):
    @extend_schema(operation_id="list_caller_chains", responses=array_of(CallerChain))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(chains_to(self.actor, workspace_id=ws, campaign_id=id))


class AudienceQuery(PageQuery):
    part = serializers.ChoiceField(choices=get_args(Part), default="qualified")


class AudiencePeopleView(View):
    @extend_schema(operation_id="list_audience", parameters=[AudienceQuery], responses=PeoplePage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        asked = self.parsed(AudienceQuery)
        return answer(audience_people(self.actor, workspace_id=ws, campaign_id=id, **asked))


class RunView(View):
    @extend_schema(operation_id="run_campaign", request=Running, responses={201: Started})
    def post(self, request: Request, ws: int, id: int) -> Response:
        run, warnings = run_once(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(Running))
        return answer(Started(run=run.pk, warnings=tuple(warnings)), status=201)


class ActivateView(View):
    @extend_schema(operation_id="activate_campaign", request=Activation, responses=CampaignRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        active = activate(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(Activation))
        return answer(campaign_row(active))


class DeactivateView(View):
    @extend_schema(operation_id="deactivate_campaign", request=Deactivation, responses=CampaignRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        stopped = deactivate(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(Deactivation))
        return answer(campaign_row(stopped))


class RequestView(View):
    @extend_schema(operation_id="request_campaign", request=CampaignRequest, responses=Requested)
    def post(self, request: Request, ws: int, id: int) -> Response:
        asked = self.parsed(CampaignRequest)
        return answer(request_campaign(self.actor, workspace_id=ws, campaign_id=id, **asked))


CAMPAIGN = "workspaces/<int:ws>/campaigns/<int:id>"
urls = [
    path(f"{CAMPAIGN}/audience", AudienceView.as_view()),
    path(f"{CAMPAIGN}/audience/people", AudiencePeopleView.as_view()),
    path(f"{CAMPAIGN}/dry-run", DryRunView.as_view()),
    path(f"{CAMPAIGN}/caller-chains", CallerChainsView.as_view()),
    path(f"{CAMPAIGN}/run", RunView.as_view()),
    path(f"{CAMPAIGN}/activate", ActivateView.as_view()),
    path(f"{CAMPAIGN}/deactivate", DeactivateView.as_view()),
    path(f"{CAMPAIGN}/request", RequestView.as_view()),
]
