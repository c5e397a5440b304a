"""A campaign's history: its versions, what changed, restoring one, and who is inside on which (F06, F10)."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.drafts import Draft
from campaigns.selectors.inside import Inside, PersonInsidePage, inside, people_inside
from campaigns.selectors.versions import DraftChanges, Version, VersionPage, draft_changes, version, versions
from campaigns.services.campaigns.moving import move_people
from campaigns.services.campaigns.versions import restore
from designer.api.base import PageQuery, Restoring, View, answer


class InsideQuery(PageQuery):
    staying = serializers.BooleanField(required=False, default=False)


class VersionsView(View):
    @extend_schema(operation_id="list_versions", parameters=[PageQuery], responses=VersionPage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(versions(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(PageQuery)))


class VersionView(View):
    @extend_schema(operation_id="read_version", responses=Version)
    def get(self, request: Request, ws: int, id: int, number: int) -> Response:
        return answer(version(self.actor, workspace_id=ws, campaign_id=id, number=number))


class RestoreView(View):
    @extend_schema(operation_id="restore_version", request=Restoring, responses=Draft)
    def post(self, request: Request, ws: int, id: int, number: int) -> Response:
        sent = self.parsed(Restoring)
        return answer(restore(self.actor, workspace_id=ws, campaign_id=id, number=number, **sent))


class DraftChangesView(View):
    @extend_schema(operation_id="read_draft_changes", responses=DraftChanges)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(draft_changes(self.actor, workspace_id=ws, campaign_id=id))


class InsideView(View):
    @extend_schema(operation_id="read_inside", responses=Inside)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(inside(self.actor, workspace_id=ws, campaign_id=id))


class InsidePeopleView(View):
    @extend_schema(operation_id="list_people_inside", parameters=[InsideQuery], responses=PersonInsidePage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(people_inside(self.actor, workspace_id=ws, campaign_id=id, **self.parsed(InsideQuery)))


class InsideMoveView(View):
    @extend_schema(operation_id="move_people_inside", request=None, responses=Inside)
    def post(self, request: Request, ws: int, id: int) -> Response:
        move_people(self.actor, workspace_id=ws, campaign_id=id)
        return answer(inside(self.actor, workspace_id=ws, campaign_id=id))


CAMPAIGN = "workspaces/<int:ws>/campaigns/<int:id>"
urls = [
    path(f"{CAMPAIGN}/versions", VersionsView.as_view()),
    path(f"{CAMPAIGN}/versions/<int:number>", VersionView.as_view()),
    path(f"{CAMPAIGN}/versions/<int:number>/restore", RestoreView.as_view()),
    path(f"{CAMPAIGN}/draft/changes", DraftChangesView.as_view()),
    path(f"{CAMPAIGN}/inside", InsideView.as_view()),
    path(f"{CAMPAIGN}/inside/people", InsidePeopleView.as_view()),
    path(f"{CAMPAIGN}/inside/move", InsideMoveView.as_view()),
]
