"""People: found, made, changed, and what happened to them."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.audience import people_of_smart_list
from campaigns.selectors.people import PeoplePage, people
from campaigns.selectors.person import PersonDetail, person
from campaigns.selectors.person_log import ActivityPage, person_log
from campaigns.selectors.person_trace import PersonRun, Trace, person_runs, person_trace
from campaigns.selectors.why_not import WhyNot, why_not
from campaigns.services.people import change_person, change_person_owner, create_person, delete_person
from designer.api.base import Id, PageQuery, View, answer, array_of


class PeopleQuery(PageQuery):
    q = serializers.CharField(required=False, allow_blank=True, max_length=255, default="")
    list = Id(required=False, default=None)
    smart_list = Id(required=False, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["smart_list"] and (attrs["q"] or attrs["list"]):
            raise serializers.ValidationError({"smart_list": "A smart list can't be searched in. Add a filter to it."})
        return attrs


class LogQuery(PageQuery):
    """`type` is an activity type's key."""

    type = serializers.CharField(required=False, allow_blank=True, max_length=64, default="")
    campaign = Id(required=False, default=None)
    q = serializers.CharField(required=False, allow_blank=True, max_length=255, default="")


class PersonValues(serializers.Serializer[Any]):
    """By the fields' names: text, number, true or false; null clears a field."""

    values = serializers.DictField(child=serializers.JSONField(allow_null=True), allow_empty=False)


class NewOwner(serializers.Serializer[Any]):
    """A user's id; null for nobody."""

    owner = Id(allow_null=True)


class PeopleView(View):
    @extend_schema(operation_id="list_people", parameters=[PeopleQuery], responses=PeoplePage)
    def get(self, request: Request, ws: int) -> Response:
        asked = self.parsed(PeopleQuery)
        if smart_list := asked["smart_list"]:
            return answer(
                people_of_smart_list(self.actor, workspace_id=ws, smart_list_id=smart_list, cursor=asked["cursor"])
            )
        return answer(people(self.actor, ws, q=asked["q"], list_id=asked["list"], cursor=asked["cursor"]))

    @extend_schema(operation_id="create_person", request=PersonValues, responses={201: PersonDetail})
    def post(self, request: Request, ws: int) -> Response:
        made = create_person(self.actor, ws, values=self.parsed(PersonValues)["values"])
        return answer(person(self.actor, ws, made), status=201)


class PersonView(View):
    @extend_schema(operation_id="read_person", responses=PersonDetail)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(person(self.actor, ws, id))

    @extend_schema(operation_id="change_person", request=PersonValues, responses=PersonDetail)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        change_person(self.actor, ws, id, values=self.parsed(PersonValues)["values"])
        return answer(person(self.actor, ws, id))

    @extend_schema(operation_id="delete_person", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        delete_person(self.actor, ws, id)
        return Response(status=204)


class PersonOwnerView(View):
    @extend_schema(operation_id="change_owner_of_person", request=NewOwner, responses=PersonDetail)
    def put(self, request: Request, ws: int, id: int) -> Response:
        change_person_owner(self.actor, ws, id, **self.parsed(NewOwner))
        return answer(person(self.actor, ws, id))


class PersonLogView(View):
    @extend_schema(operation_id="list_activities_of_person", parameters=[LogQuery], responses=ActivityPage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(person_log(self.actor, ws, id, **self.parsed(LogQuery)))


class PersonRunsView(View):
    @extend_schema(operation_id="list_runs_of_person", responses=array_of(PersonRun))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(person_runs(self.actor, workspace_id=ws, person_id=id))


class PersonTraceView(View):
    @extend_schema(operation_id="read_trace", responses=Trace)
    def get(self, request: Request, ws: int, id: int, run: int) -> Response:
        return answer(person_trace(self.actor, workspace_id=ws, person_id=id, run_id=run))


class WhyNotView(View):
    @extend_schema(operation_id="read_why_not", responses=WhyNot)
    def get(self, request: Request, ws: int, id: int, campaign: int) -> Response:
        return answer(why_not(self.actor, workspace_id=ws, campaign_id=campaign, person_id=id))


urls = [
    path("workspaces/<int:ws>/people", PeopleView.as_view()),
    path("workspaces/<int:ws>/people/<int:id>", PersonView.as_view()),
    path("workspaces/<int:ws>/people/<int:id>/owner", PersonOwnerView.as_view()),
    path("workspaces/<int:ws>/people/<int:id>/activities", PersonLogView.as_view()),
    path("workspaces/<int:ws>/people/<int:id>/runs", PersonRunsView.as_view()),
    path("workspaces/<int:ws>/people/<int:id>/runs/<int:run>", PersonTraceView.as_view()),
    path("workspaces/<int:ws>/people/<int:id>/why-not/<int:campaign>", WhyNotView.as_view()),
]
