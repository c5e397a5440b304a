"""The kinds of filters, triggers and flow steps, and all that their forms need."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.kinds import CatalogRow, catalog_row
from designer.api.base import View, answer


class CatalogView(View):
    @extend_schema(operation_id="read_catalog", responses=CatalogRow)
    def get(self, request: Request) -> Response:
        return answer(catalog_row())


urls = [path("catalog", CatalogView.as_view())]
