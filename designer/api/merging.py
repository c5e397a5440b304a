"""Merge People: others become one with the person of the address."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.person import PersonDetail, person
from campaigns.services.merging import MOST_LOSERS, merge_people
from designer.api.base import Id, View, answer


class Merged(serializers.Serializer[Any]):
    """Those who are merged into this person; the first of them fills empty fields first."""

    people = serializers.ListField(child=Id(), min_length=1, max_length=MOST_LOSERS)


class MergeView(View):
    @extend_schema(operation_id="merge_people", request=Merged, responses=PersonDetail)
    def post(self, request: Request, ws: int, id: int) -> Response:
        merge_people(self.actor, workspace_id=ws, winner=id, losers=self.parsed(Merged)["people"])
        return answer(person(self.actor, ws, id))


urls = [path("workspaces/<int:ws>/people/<int:id>/merge", MergeView.as_view())]
