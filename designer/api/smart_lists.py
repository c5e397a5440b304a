"""Smart lists that others refer to."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.base import Frozen
from campaigns.definitions.smart_list import SmartList
from campaigns.selectors.audience import Preview, people_of_smart_list, preview
from campaigns.selectors.people import PeoplePage
from campaigns.selectors.smart_list_versions import (
    SmartListVersionPage,
    SmartListVersionWhole,
    smart_list_version,
    smart_list_versions,
)
from campaigns.selectors.smart_lists import SmartListRow, smart_list, smart_list_row, smart_list_uses
from campaigns.selectors.used_by import Use
from campaigns.services import smart_lists
from designer.api.base import PageQuery, Restoring, View, answer, array_of


class NewSmartList(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]
    description = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class SmartListChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    parent = serializers.CharField(max_length=40, allow_null=True, required=False)  # type: ignore[assignment]
    description = serializers.CharField(max_length=10_000, allow_blank=True, required=False)


class SmartListEdit(Frozen):
    """`edit_number` is the one that the edit started from."""

    edit_number: int
    smart_list: SmartList


class SmartListToPreview(Frozen):
    """`campaign` is the one whose smart list it is, where there is one."""

    smart_list: SmartList
    campaign: int | None = None


class SmartListsView(View):
    @extend_schema(operation_id="create_smart_list", request=NewSmartList, responses={201: SmartListRow})
    def post(self, request: Request, ws: int) -> Response:
        made = smart_lists.create_smart_list(self.actor, workspace_id=ws, **self.parsed(NewSmartList))
        return answer(smart_list_row(made), status=201)


class SmartListView(View):
    @extend_schema(operation_id="read_smart_list", responses=SmartListRow)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(smart_list(self.actor, workspace_id=ws, smart_list_id=id))

    @extend_schema(operation_id="update_smart_list", request=SmartListChange, responses=SmartListRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changes = self.parsed(SmartListChange)
        changed = smart_lists.update_smart_list(self.actor, workspace_id=ws, smart_list_id=id, **changes)
        return answer(smart_list_row(changed))

    @extend_schema(operation_id="delete_smart_list", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        smart_lists.delete_smart_list(self.actor, workspace_id=ws, smart_list_id=id)
        return Response(status=204)


class SmartListDraftView(View):
    @extend_schema(operation_id="save_smart_list", request=SmartListEdit, responses=SmartListRow)
    def put(self, request: Request, ws: int, id: int) -> Response:
        edit = SmartListEdit.model_validate(request.data)
        saved = smart_lists.save_smart_list(
            self.actor, workspace_id=ws, smart_list_id=id, edit_number=edit.edit_number, smart_list=edit.smart_list
        )
        return answer(saved)


class SmartListPeopleView(View):
    @extend_schema(operation_id="list_people_of_smart_list", parameters=[PageQuery], responses=PeoplePage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        asked = self.parsed(PageQuery)
        return answer(people_of_smart_list(self.actor, workspace_id=ws, smart_list_id=id, **asked))


class SmartListPreviewView(View):
    @extend_schema(operation_id="preview_smart_list", request=SmartListToPreview, responses=Preview)
    def post(self, request: Request, ws: int) -> Response:
        asked = SmartListToPreview.model_validate(request.data)
        seen = preview(self.actor, workspace_id=ws, smart_list=asked.smart_list, campaign_id=asked.campaign)
        return answer(seen)


class SmartListUsedByView(View):
    @extend_schema(operation_id="list_smart_list_uses", responses=array_of(Use))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(smart_list_uses(self.actor, workspace_id=ws, smart_list_id=id))


class SmartListVersionsView(View):
    @extend_schema(operation_id="list_smart_list_versions", parameters=[PageQuery], responses=SmartListVersionPage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        asked = self.parsed(PageQuery)
        return answer(smart_list_versions(self.actor, workspace_id=ws, smart_list_id=id, **asked))


class SmartListVersionView(View):
    @extend_schema(operation_id="read_smart_list_version", responses=SmartListVersionWhole)
    def get(self, request: Request, ws: int, id: int, number: int) -> Response:
        return answer(smart_list_version(self.actor, workspace_id=ws, smart_list_id=id, number=number))


class SmartListRestoreView(View):
    @extend_schema(operation_id="restore_smart_list_version", request=Restoring, responses=SmartListRow)
    def post(self, request: Request, ws: int, id: int, number: int) -> Response:
        sent = self.parsed(Restoring)
        back = smart_lists.restore_smart_list(self.actor, workspace_id=ws, smart_list_id=id, number=number, **sent)
        return answer(back)


SMART_LISTS = "workspaces/<int:ws>/smart-lists"
urls = [
    path(SMART_LISTS, SmartListsView.as_view()),
    path(f"{SMART_LISTS}/preview", SmartListPreviewView.as_view()),
    path(f"{SMART_LISTS}/<int:id>", SmartListView.as_view()),
    path(f"{SMART_LISTS}/<int:id>/draft", SmartListDraftView.as_view()),
    path(f"{SMART_LISTS}/<int:id>/versions", SmartListVersionsView.as_view()),
    path(f"{SMART_LISTS}/<int:id>/versions/<int:number>", SmartListVersionView.as_view()),
    path(f"{SMART_LISTS}/<int:id>/versions/<int:number>/restore", SmartListRestoreView.as_view()),
    path(f"{SMART_LISTS}/<int:id>/people", SmartListPeopleView.as_view()),
    path(f"{SMART_LISTS}/<int:id>/used-by", SmartListUsedByView.as_view()),
]
