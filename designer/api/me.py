"""Who is signed in, and where."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.users import Me, me
from designer.api.base import View, answer


class MeView(View):
    @extend_schema(operation_id="read_me", responses=Me)
    def get(self, request: Request) -> Response:
        return answer(me(self.actor))


urls = [path("me", MeView.as_view())]
