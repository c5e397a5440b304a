"""Used by, for what has no page of its own: fields, statuses, member fields, custom activities (C17)."""

from typing import Any, get_args

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.used_by import Part, Use, uses_of_part
from designer.api.base import Id, View, answer, array_of


class PartQuery(serializers.Serializer[Any]):
    """A field and a member field by `name`, the others by `id`."""

    type = serializers.ChoiceField(choices=get_args(Part))
    name = serializers.CharField(max_length=255, required=False, allow_blank=True, default="")
    id = Id(required=False)


class UsedByView(View):
    @extend_schema(operation_id="list_part_uses", parameters=[PartQuery], responses=array_of(Use))
    def get(self, request: Request, ws: int) -> Response:
        return answer(uses_of_part(self.actor, workspace_id=ws, **self.parsed(PartQuery)))


urls = [path("workspaces/<int:ws>/used-by", UsedByView.as_view())]
