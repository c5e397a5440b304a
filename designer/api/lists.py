"""Static lists and who is on them."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.lists import ListDetail, list_used_by, people_on_list, static_list
from campaigns.selectors.people import PeoplePage
from campaigns.selectors.used_by import Use
from campaigns.services.lists import add_people, create_list, delete_list, remove_people, update_list
from designer.api.base import Id, PageQuery, View, answer, array_of

Uses = array_of(Use)


class NewList(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]
    description = serializers.CharField(allow_blank=True, max_length=10_000, default="")


class ListChanges(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    parent = serializers.CharField(max_length=40, allow_null=True, required=False)  # type: ignore[assignment]
    description = serializers.CharField(allow_blank=True, max_length=10_000, required=False)


class People(serializers.Serializer[Any]):
    people = serializers.ListField(child=Id(), min_length=1, max_length=1_000)


class Changed(serializers.Serializer[Any]):
    """How many people it really changed."""

    changed = serializers.IntegerField()


class ListsView(View):
    @extend_schema(operation_id="create_list", request=NewList, responses={201: ListDetail})
    def post(self, request: Request, ws: int) -> Response:
        made = create_list(self.actor, workspace_id=ws, **self.parsed(NewList))
        return answer(static_list(self.actor, ws, made.pk), status=201)


class ListView(View):
    @extend_schema(operation_id="read_list", responses=ListDetail)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(static_list(self.actor, ws, id))

    @extend_schema(operation_id="update_list", request=ListChanges, responses=ListDetail)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        update_list(self.actor, workspace_id=ws, list_id=id, **self.parsed(ListChanges))
        return answer(static_list(self.actor, ws, id))

    @extend_schema(operation_id="delete_list", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        delete_list(self.actor, workspace_id=ws, list_id=id)
        return Response(status=204)


class ListPeopleView(View):
    @extend_schema(operation_id="list_people_on_list", parameters=[PageQuery], responses=PeoplePage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(people_on_list(self.actor, ws, id, cursor=self.parsed(PageQuery)["cursor"]))

    @extend_schema(operation_id="add_people_to_list", request=People, responses=Changed)
    def post(self, request: Request, ws: int, id: int) -> Response:
        people = self.parsed(People)["people"]
        return Response({"changed": add_people(self.actor, workspace_id=ws, list_id=id, people=people)})

    @extend_schema(operation_id="remove_people_from_list", request=People, responses=Changed)
    def delete(self, request: Request, ws: int, id: int) -> Response:
        people = self.parsed(People)["people"]
        return Response({"changed": remove_people(self.actor, workspace_id=ws, list_id=id, people=people)})


class ListUsedByView(View):
    @extend_schema(operation_id="list_used_by", responses=Uses)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(list_used_by(self.actor, ws, id))


urls = [
    path("workspaces/<int:ws>/lists", ListsView.as_view()),
    path("workspaces/<int:ws>/lists/<int:id>", ListView.as_view()),
    path("workspaces/<int:ws>/lists/<int:id>/people", ListPeopleView.as_view()),
    path("workspaces/<int:ws>/lists/<int:id>/used-by", ListUsedByView.as_view()),
]
